"""A page of its own with a sentence and ways on: before somebody is signed in, or after."""

from html import escape

from starlette.responses import HTMLResponse

from ailaget.texts import Texts
from ailaget.ui.headers import NO_STORE


def notice(key: str, t: Texts, *, status: int = 200) -> HTMLResponse:
    """Return the page that says `account.<key>`, with links to sign in and to the start page."""
    title = escape(t(f"account.{key}_title"))
    lang = f"lang={t.language}"
    page = (
        f'<!doctype html><html lang="{t.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="icon" href="../icon.svg"><link rel="stylesheet" href="../front/account.css">'
        f"<title>{title} – AI-läget</title></head><body><main><h1>{title}</h1>"
        f"<p>{escape(t(f'account.{key}'))}</p><ul>"
        f'<li><a href="sign-in?to=%3F{lang.replace("=", "%3D")}">{escape(t("account.sign_in"))}</a>'
        f'<li><a href="../?{lang}">{escape(t("account.to_start"))}</a></ul></main></body></html>'
    )
    return HTMLResponse(page, status_code=status, headers=NO_STORE)
