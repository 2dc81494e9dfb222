"""The open data's addresses, each described where it is made: the description follows from them."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import FastAPI, Query
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ailaget.api import figures, register
from ailaget.api.asked import Asked, OfGroupValues, OfValues, OfWaves
from ailaget.api.limiting import Limited
from ailaget.api.pages import Page, answer, page_of
from ailaget.api.records import (
    AreaMember,
    AreaSet,
    Group,
    GroupValue,
    Indicator,
    Municipality,
    Problem,
    Question,
    Record,
    Value,
    Wave,
)
from ailaget.api.source import BuiltSource
from ailaget.errors import AilagetError, UnknownKey
from ailaget.texts import texts

VERSION = "1.1.0"
PROBLEM = "application/problem+json"
ABOUT = """\
The figures of AI-läget that readers see: AI staffing and AI maturity in Sweden's municipalities.

Only published waves and open questions are here. A value that is missing is null and never zero,
and `status` says why. `n` and the response rate stand beside every group's value. `data_version`
names the database that an answer comes from.
"""


R = TypeVar("R", bound=Record)


def open_data(source: Callable[[], BuiltSource], a_minute: int) -> ASGIApp:
    """Return the application that answers under ``/api/v1``, so many requests a minute and address.

    `source` gives the database in force, asked anew at each request.
    """
    app = FastAPI(
        title="AI-läget",
        version=VERSION,
        description=ABOUT,
        docs_url=None,  # its page of documentation fetches scripts from another host
        redoc_url=None,
        responses={
            304: {"description": "The reader has just this answer, by its ETag."},
            400: _problem("A parameter is not what it may be."),
            404: _problem("What was asked for is not there."),
            422: _problem("A parameter is not what it may be."),
            429: _problem("Too many requests; Retry-After says in how many seconds to come again."),
        },
    )
    _add_routes(app, source)
    app.add_exception_handler(AilagetError, _told)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(HTTPException, _not_there)
    return CORSMiddleware(
        Limited(_Head(app), a_minute, _too_many),
        allow_origins=["*"],
        allow_methods=["GET", "HEAD"],
        allow_headers=["if-none-match"],
        expose_headers=["etag", "link", "retry-after", "x-data-version", "x-is-demo"],
    )


def _problem(description: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"model": Problem, "description": description, "content": {PROBLEM: {"schema": schema}}}


def _add_routes(app: FastAPI, source: Callable[[], BuiltSource]) -> None:
    def gives(path: str, kind: type[Record]) -> Callable[[Callable[..., Response]], Any]:
        csv = {"description": "One page.", "content": {"text/csv": {"schema": {"type": "string"}}}}
        return app.get(path, response_model=Page[kind], responses={200: csv})  # type: ignore[valid-type]

    @gives("/waves", Wave)
    def waves(asked: Annotated[Asked, Query()], request: Request) -> Response:
        """Return the published waves, newest first."""
        now = source()
        return _page(register.waves(now), Wave, now, asked, request)

    @gives("/indicators", Indicator)
    def indicators(asked: Annotated[Asked, Query()], request: Request) -> Response:
        """Return every indicator: label, unit, what it is made of."""
        return _page(register.indicators(), Indicator, source(), asked, request)

    @gives("/codebook", Question)
    def codebook(asked: Annotated[Asked, Query()], request: Request) -> Response:
        """Return every question of the survey with its answers."""
        return _page(register.questions(), Question, source(), asked, request)

    @gives("/groups", Group)
    def groups(asked: Annotated[Asked, Query()], request: Request) -> Response:
        """Return counties, SKR groups and size classes, and areas with boundaries of their own."""
        now = source()
        return _page(register.groups(now), Group, now, asked, request)

    @gives("/area-sets", AreaSet)
    def area_sets(asked: Annotated[Asked, Query()], request: Request) -> Response:
        """Return the sets of areas with boundaries of their own, with source and terms."""
        now = source()
        return _page(register.sets_of_areas(now), AreaSet, now, asked, request)

    @gives("/area-members", AreaMember)
    def area_members(asked: Annotated[Asked, Query()], request: Request) -> Response:
        """Return which municipalities each area of a set is made up of."""
        now = source()
        return _page(register.area_members(now), AreaMember, now, asked, request)

    @gives("/municipalities", Municipality)
    def municipalities(asked: Annotated[OfWaves, Query()], request: Request) -> Response:
        """Return each municipality at a wave, answered or not."""
        now = source()
        records = register.municipalities(now, asked.wave)
        return _page(records, Municipality, now, asked, request)

    @gives("/values", Value)
    def values(asked: Annotated[OfValues, Query()], request: Request) -> Response:
        """Return municipalities' values, each with its status."""
        now = source()
        within = {
            "municipality": asked.municipality,
            "county": asked.county,
            "skr_group": asked.skr_group,
            "size_class": asked.size_class,
        }
        records = figures.values(now, asked.wave, asked.indicator, within)
        return _page(records, Value, now, asked, request)

    @gives("/group-values", GroupValue)
    def group_values(asked: Annotated[OfGroupValues, Query()], request: Request) -> Response:
        """Return groups' values, each with n and response rate."""
        now = source()
        records = figures.group_values(now, asked.wave, asked.indicator, asked.level)
        return _page(records, GroupValue, now, asked, request)


def _page(
    records: list[R], kind: type[R], source: BuiltSource, asked: Asked, request: Request
) -> Response:
    is_demo = any(wave.is_demo for wave in register.waves(source))
    page = page_of(records, request, asked.offset, asked.limit, source.build, is_demo=is_demo)
    return answer(page, kind, asked.format, request)


class _Head:
    """ASGI middleware: answers HEAD as GET, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_on(message: Message) -> None:
            is_body = message["type"] == "http.response.body"
            await send({**message, "body": b""} if is_body else message)

        await self.app({**scope, "method": "GET"}, receive, send_on)


async def _told(_: Request, error: Exception) -> Response:
    assert isinstance(error, AilagetError)
    status = 404 if isinstance(error, UnknownKey) else 503
    return _answer(status, texts("en").error(error))


async def _not_valid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = [f"{each['loc'][1]}: {each['msg']}" for each in error.errors()]
    return _answer(422, "; ".join(wrong))


async def _not_there(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _answer(error.status_code, str(error.detail))


def _too_many(seconds: int) -> Response:
    detail = f"Too many requests from this address. Ask again in {seconds} seconds."
    answered = _answer(429, detail)
    answered.headers["retry-after"] = str(seconds)
    return answered


TITLES = {404: "Not found", 405: "Not allowed", 422: "Not valid", 429: "Too many requests"}


def _answer(status: int, detail: str) -> Response:
    problem = Problem(title=TITLES.get(status, "Not available"), status=status, detail=detail)
    return JSONResponse(problem.model_dump(), status, media_type=PROBLEM)
