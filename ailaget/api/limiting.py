"""So many questions a minute from one address: the pages, and everybody else, go on meanwhile."""

import math
import time
from collections.abc import Callable

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

Refuse = Callable[[int], ASGIApp]
"""Makes the answer to who asks too often, from the seconds until the next question is answered."""


class Limited:
    """ASGI middleware: answers at most so many requests a minute from one client address.

    The address is the request's `client`: whoever mounts it says whose that is behind a proxy.
    """

    def __init__(self, app: ASGIApp, a_minute: int, refuse: Refuse) -> None:
        self.app = app
        self._refuse = refuse
        self._rate = RateLimitItemPerMinute(a_minute)
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it and say when to come again."""
        client = (scope.get("client") or ("",))[0]
        if scope["type"] != "http" or self._limiter.hit(self._rate, client):
            await self.app(scope, receive, send)
            return
        until = self._limiter.get_window_stats(self._rate, client).reset_time
        await self._refuse(max(1, math.ceil(until - time.time())))(scope, receive, send)
