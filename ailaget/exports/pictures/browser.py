"""The browser that draws the very figure on the screen: started once for all who ask."""

import asyncio
import atexit
import logging
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore, Lock, Thread
from time import monotonic
from typing import Any

from choreographer.browsers.chromium import Chromium
from kaleido import Kaleido, PageGenerator
from kaleido._kaleido_tab import _KaleidoTab
from kaleido._kaleido_tab._errors import _raise_error

from ailaget.charts.script import SCRIPT
from ailaget.exports.pictures.at_work import pictures_at_work
from ailaget.exports.pictures.fonts import borrowed
from ailaget.exports.pictures.lending import borrowed_camera
from ailaget.exports.pictures.standalone import base_map_script

logger = logging.getLogger(__name__)

NOWHERE = "http://127.0.0.1:9"
"""A proxy that is not there: whatever the browser itself would ask the network for goes nowhere."""

FONTS_OF = "XDG_DATA_HOME"
"""Names the folder in whose ``fonts`` a browser on Linux looks too; others have a font."""

SECONDS, STARTING = 60, 30
AGAIN = 300.0
"""Seconds after which a browser that did not start is tried once more."""

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


UNSEEN = (
    "PreloadTopChromeWebUI",
    "SpareRendererForSitePerProcess",
    "InitialWebUI",
    "WebUIReloadButton",
    "WebUILocationBar",
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
)
"""Parts of a browser's own window, which nobody sees; a browser without one takes no notice."""

LEAN = (
    f"--disable-features={','.join(UNSEEN)}",
    "--enable-features=NetworkServiceInProcess2",
    "--disable-software-rasterizer",
    "--js-flags=--optimize-for-size",
)
"""What halves the memory of a browser that shows nothing but our own figures."""

CONNECT = 'exec "$@" 3<&0 4>&1 </dev/null >&2'
"""Has a browser read and write where it does so: at 3 and 4."""


class _Browser(Chromium):
    def get_cli(self) -> Sequence[str]:
        line = [*super().get_cli(), *LEAN]
        if os.name == "nt":
            return line
        # Choreographer connects it by a Python of its own, which takes a tenth of a second to start
        # and stays beside the browser.
        _python, *wrapper_and_browser = line
        return ["/bin/sh", "-c", CONNECT, *wrapper_and_browser]


class _Page(PageGenerator):  # type: ignore[misc]
    """What figures are drawn on: with the pages' own script, a third of the whole to read."""

    header = f"{PageGenerator.header}<script>{base_map_script()}</script>"

    def __init__(self) -> None:
        super().__init__(plotly=(SCRIPT.as_uri(), "utf-8"), mathjax=False)


READ = """new Promise(resolve =>
    document.readyState === "complete" ? resolve() : addEventListener("load", resolve))"""
"""Waits in a page until all of it is read."""


class PageCrashedError(Exception):
    """The browser's process that draws a page has ended."""


class _Tab(_KaleidoTab):  # type: ignore[misc]
    """A page that is asked whether it is read, and that says when it has crashed.

    Kaleido's own waits for an event that it asks for too late where the page is read quickly, and
    for a picture of a page that has crashed until its time is up: the browser answers no more.
    """

    async def navigate(self, url: str | Path = "") -> None:
        self._has_crashed = self.tab.subscribe_once("Inspector.targetCrashed")
        await self._send("Inspector.enable")
        await self._send("Page.navigate", url=url)
        known = self.tab.subscribe_once("Runtime.executionContextCreated")
        await self._send("Runtime.enable")
        self._current_js_id = (await known)["params"]["context"]["id"]
        await self._send("Runtime.evaluate", expression=READ, awaitPromise=True)
        self.js_logger.reset()

    async def _calc_fig(self, *figure: Any, **options: Any) -> bytes:
        picture: asyncio.Future[bytes] = asyncio.ensure_future(
            super()._calc_fig(*figure, **options)
        )
        await asyncio.wait({picture, self._has_crashed}, return_when=asyncio.FIRST_COMPLETED)
        if not picture.done():
            picture.cancel()
            raise PageCrashedError
        return picture.result()

    async def _send(self, command: str, **parameters: Any) -> None:
        _raise_error(await self.tab.send_command(command, params=parameters))


class _Pages(Kaleido):  # type: ignore[misc]
    """A browser with one page to draw on, and with more of them once all are in use.

    Kaleido itself opens every page before the first picture, and reads a page anew after each
    picture, which takes longer than the picture: plotly leaves nothing on it.
    """

    def __init__(self, most: int, **options: Any) -> None:
        super().__init__(n=1, **options)
        self._most, self._opened = most, 1

    async def _conform_tabs(self, tabs: Iterable[Any] = ()) -> None:
        for tab in tuple(tabs or self.tabs.values()):
            page = _Tab(tab)
            await page.navigate(self._index)
            self._total_tabs += 1
            await self.tabs_ready.put(page)

    async def _get_kaleido_tab(self) -> Any:
        if self.tabs_ready.empty() and self._opened < self._most:
            self._opened += 1
            await self._create_kaleido_tab()
        return await super()._get_kaleido_tab()

    async def _return_kaleido_tab(self, tab: Any) -> None:
        await self.tabs_ready.put(tab)


class Camera:
    """One browser on a loop of its own; at most so many pictures are taken at once."""

    def __init__(self, browser: Path, at_work: int) -> None:
        self._has_closed = False
        self._loop = asyncio.new_event_loop()
        self._room = BoundedSemaphore(at_work)
        Thread(target=self._loop.run_forever, daemon=True).start()
        self._kaleido = _Pages(
            at_work,
            page_generator=_Page(),
            browser_cls=_Browser,
            path=str(browser),
            enable_extensions=False,
            proxy_server=NOWHERE,
            timeout=SECONDS,
        )
        try:
            with _with_fonts():
                self._wait(self._kaleido.open(), STARTING)
        except Exception:
            _closed(self)  # it may have started halfway
            raise

    def take(self, figure: dict[str, Any], kind: str, scale: float) -> bytes:
        """Return a picture of a figure's JSON; `kind` is png or svg."""
        options = {"format": kind, "scale": scale}
        with self._room:
            taken: bytes = self._wait(self._kaleido.calc_fig(figure, opts=options))
        return taken

    def close(self) -> None:
        """Close the browser and end its loop; one that is closed already stays so."""
        if self._has_closed:
            return
        self._has_closed = True
        try:
            self._wait(self._kaleido.close())
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)

    def _wait(self, work: Any, seconds: float = SECONDS) -> Any:
        waiting: Future[Any] = asyncio.run_coroutine_threadsafe(work, self._loop)
        return waiting.result(seconds)


@contextmanager
def _with_fonts() -> Iterator[None]:
    """Let a browser that starts meanwhile find the pages' font, where the machine has none."""
    home, before = borrowed(), os.environ.get(FONTS_OF)
    if home is not None:
        os.environ[FONTS_OF] = str(home)
    try:
        yield
    finally:
        if home is not None:
            os.environ.pop(FONTS_OF)
        if before is not None:
            os.environ[FONTS_OF] = before


def browser_path() -> Path | None:
    """Return the Chrome or Chromium of this machine; ``CHROMIUM`` names another."""
    named = os.environ.get("CHROMIUM")
    path = named or next(filter(None, map(shutil.which, NAMES)), None) or _elsewhere()
    return Path(path) if path and Path(path).is_file() else None


def start_early() -> None:
    """Let the browser start while what it shall draw is made."""
    Thread(target=_in_use, daemon=True).start()


def take_picture(figure: dict[str, Any], kind: str, scale: float) -> bytes | None:
    """Return a browser's picture, None where there is no browser or it will not.

    One whose page crashes is taken anew by another browser, once: the figure may be why.
    """
    if (take := borrowed_camera()) is not None:
        return take(figure, kind, scale)
    for _ in range(2):
        camera = _in_use()
        if camera is None:
            return None
        try:
            return camera.take(figure, kind, scale)
        except PageCrashedError:
            logger.warning("a page of the browser crashed")
            _give_up(camera)
        except Exception:  # a browser can die in many ways, and the other way out is always there
            logger.exception("the browser took no picture")
            _give_up(camera)
            return None
    return None


_starting = Lock()
_camera: Camera | None = None
_try_after = 0.0


def _in_use() -> Camera | None:
    """Return the one camera, started by the first who asks; all others wait for that start."""
    global _camera, _try_after  # noqa: PLW0603
    with _starting:
        if _camera is None and monotonic() >= _try_after:
            _camera = _started()
            _try_after = monotonic() + AGAIN
        return _camera


def _give_up(camera: Camera) -> None:
    """Close a camera that failed; the next picture starts another, once for all who wait."""
    global _camera, _try_after
    with _starting:
        if _camera is not camera:
            return
        _camera, _try_after = None, 0.0
    _closed(camera)


def _started() -> Camera | None:
    path = browser_path()
    if path is None:
        return None
    try:
        camera = Camera(path, pictures_at_work())
    except Exception:
        logger.exception("the browser %s does not start", path)
        return None
    atexit.register(_closed, camera)
    return camera


def _closed(camera: Camera) -> None:
    try:
        camera.close()
    except Exception:
        logger.debug("the browser was gone already")


def _elsewhere() -> str | None:
    try:
        path = Chromium.find_browser(skip_local=False)
    except Exception:
        return None
    return str(path) if path else None
