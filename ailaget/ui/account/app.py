"""The addresses for signing in and out: to the provider, back from it, and away."""

import logging
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import URL
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ailaget.access.settings import LONGEST, minutes, provider
from ailaget.store.audit import note
from ailaget.store.sessions import begin_session, end_session
from ailaget.store.workspace import workspace
from ailaget.texts import DEFAULT_LANGUAGE, LANGUAGES, Texts, texts
from ailaget.ui.account.actor import actor_of
from ailaget.ui.account.client import REFUSALS, Client
from ailaget.ui.account.notice import notice
from ailaget.ui.address import FIELDS
from ailaget.ui.guard.access import cookie_name, current_session, session_key
from ailaget.ui.guard.settings import is_secure, root_of
from ailaget.ui.headers import NO_STORE
from ailaget.ui.navigation import ORDER

logger = logging.getLogger(__name__)

UNDER_WAY = 600
"""Seconds that somebody may take at the provider."""


def account_app() -> Starlette:
    """Return what answers under ``/account``; nothing is there without a provider."""
    known = provider()
    if known is None:
        return Starlette()
    # What is under way is kept by the browser, signed with what all processes have and no browser.
    key = sha256(b"ailaget: signing in " + known.client_secret.encode()).hexdigest()
    under_way = Middleware(
        SessionMiddleware,
        secret_key=key,
        session_cookie=f"{cookie_name()}_under_way",
        max_age=UNDER_WAY,
        same_site="lax",
        https_only=is_secure(),
    )
    return Starlette(
        routes=[
            Route("/sign-in", sign_in),
            Route("/callback", signed_in),
            Route("/sign-out", sign_out),
            Route("/signed-out", signed_out),
        ],
        middleware=[under_way],
    )


async def sign_in(request: Request) -> Response:
    """Lead to the provider, and remember where the reader was."""
    to = view_in(request.query_params.get("to", ""))
    language = dict(parse_qsl(URL(to).query)).get("lang", DEFAULT_LANGUAGE)
    request.session.clear()
    request.session.update(to=to, lang=language)
    try:
        answer: Response = await _client().authorize_redirect(
            request, f"{root_of(request)}account/callback", ui_locales=language
        )
    except REFUSALS as error:
        logger.warning("the provider cannot be reached: %s", type(error).__name__)
        return notice("no_provider", _texts_of(request), status=502)
    answer.headers.update(NO_STORE)
    return answer


async def signed_in(request: Request) -> Response:
    """Begin a session for who comes back from the provider, and return to where the reader was."""
    t = _texts_of(request)
    try:
        identity, id_token = await _client().signed_in(request)
    except REFUSALS as error:
        # Neither token nor name: what was refused may be anybody's.
        logger.warning("a sign-in was refused: %s", type(error).__name__)
        await _note(request.headers, "sign_in_refused", reason=type(error).__name__)
        return notice("refused", t, status=403)
    end_session(workspace(), session_key(request.headers))
    key = begin_session(workspace(), identity, id_token)
    signed_in = {**request.headers, "cookie": f"{cookie_name()}={key}"}
    await _note(signed_in, "sign_in")
    to = str(request.session.get("to", ""))
    request.session.clear()
    answer = RedirectResponse(f"../{to}", 303, headers=NO_STORE)
    answer.set_cookie(
        cookie_name(),
        key,
        max_age=60 * minutes(LONGEST),
        httponly=True,
        secure=is_secure(),
        samesite="lax",
    )
    return answer


async def sign_out(request: Request) -> Response:
    """End the session here and at the provider; another site's page cannot ask for it."""
    if request.headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
        return Response(status_code=403, headers=NO_STORE)
    session, known = current_session(request.headers), _language(request)
    if session is not None:
        await _note(request.headers, "sign_out")
    end_session(workspace(), session_key(request.headers))
    request.session.clear()
    request.session["lang"] = known
    back = f"{root_of(request)}account/signed-out"
    way_out = await _client().way_out(session.id_token, back) if session else None
    answer = RedirectResponse(way_out or "signed-out", 303, headers=NO_STORE)
    answer.delete_cookie(cookie_name(), httponly=True, secure=is_secure(), samesite="lax")
    return answer


async def signed_out(request: Request) -> Response:
    """Say that the reader is signed out, and how to sign in again."""
    return notice("signed_out", _texts_of(request))


async def _note(headers: Mapping[str, str], what: str, **about: str) -> None:
    await run_in_threadpool(note, workspace(), what, actor_of(headers), **about)


def view_in(to: str) -> str:
    """Return the address of a page of ours that was asked for; the start page for any other."""
    path, _, query = to.partition("?")
    if path not in ORDER.values():
        return ""
    known = [(key, value) for key, value in parse_qsl(query) if key in FIELDS]
    return f"{path}?{urlencode(known)}" if known else path


def _texts_of(request: Request) -> Texts:
    return texts(_language(request))


def _language(request: Request) -> str:
    asked = request.query_params.get("lang") or request.session.get("lang")
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


@cache
def _client() -> Client:
    known = provider()
    assert known is not None  # else there are no such addresses
    return Client(known)
