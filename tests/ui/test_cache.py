"""What is made of builds is kept for all readers, and goes once other builds have followed."""

import gc
import weakref

import pytest

from ailaget.ui.cache import BUILDS, Cache, CacheOfBuilds, forget


class Made:
    """Something that can be seen to be gone."""


def test_each_result_is_made_once_and_the_oldest_go() -> None:
    cache, made = Cache(2), []
    for key in ("a", "b", "a", "c", "a", "b"):
        cache.get(key, lambda key=key: made.append(key))
    assert made == ["a", "b", "c", "b"]


def test_an_error_is_not_kept() -> None:
    cache = Cache(2)
    with pytest.raises(ZeroDivisionError):
        cache.get("a", lambda: 1 / 0)
    assert cache.get("a", lambda: 1) == 1


def test_one_builds_results_never_reach_another_and_go_with_it() -> None:
    cache = CacheOfBuilds(10)
    first = cache.get("build 0", "key", Made)
    assert cache.get("build 0", "key", Made) is first
    seen = weakref.ref(first)
    del first
    for number in range(1, BUILDS):
        assert cache.get(f"build {number}", "key", Made) is not seen()
    assert cache.get("build 0", "key", Made) is seen()
    for number in range(1, BUILDS + 1):
        cache.get(f"build {number}", "key", Made)
    gc.collect()
    assert seen() is None


def test_all_are_forgotten_at_once() -> None:
    cache = CacheOfBuilds(10)
    first = cache.get("build", "key", Made)
    forget()
    assert cache.get("build", "key", Made) is not first
