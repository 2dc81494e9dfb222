"""A cache for all readers: each result is made once, by who asks first; others wait.

Streamlit's own works out a hash of every argument at every call: a tenth of what a page cost.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakSet

T = TypeVar("T")

_caches: "WeakSet[Cache]" = WeakSet()


class _Result:
    """One result, and whether it has been made."""

    __slots__ = ("is_made", "lock", "value")

    def __init__(self) -> None:
        self.lock = Lock()
        self.is_made = False
        self.value: Any = None


class Cache:
    """The results that were asked for last, at most so many."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._results: OrderedDict[Hashable, _Result] = OrderedDict()
        _caches.add(self)

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under a key, made now where nothing is; an error is not kept."""
        with self._lock:
            result = self._results.get(key)
            if result is None:
                result = self._results[key] = _Result()
                while len(self._results) > self._most:
                    self._results.popitem(last=False)
            else:
                self._results.move_to_end(key)
        if not result.is_made:
            with result.lock:
                if not result.is_made:
                    result.value = make()
                    result.is_made = True
        value: T = result.value
        return value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._results.clear()


BUILDS = 2
"""Builds whose results are kept: the one in force, and the one before, of which a page may be half
shown when another comes into force."""


class CacheOfBuilds:
    """The results that were asked for last of each build; those of an earlier one go with it.

    A server where a wave is published every minute would else fill with what nobody asks for.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._of_builds = Cache(BUILDS)

    def get(self, build: str, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept of a build under a key, made now where nothing is."""
        kept = self._of_builds.get(build, lambda: Cache(self._most))
        return kept.get(key, make)

    def clear(self) -> None:
        """Forget everything."""
        self._of_builds.clear()


def forget() -> None:
    """Forget all that any cache keeps: what it was made from has been replaced in place."""
    for each in list(_caches):
        each.clear()
