"""A page as Streamlit's own test harness sees it, and what it says as lines of text."""

import base64
import json
import os
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import streamlit as st
from google.protobuf.json_format import MessageToDict
from starlette.datastructures import Headers
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from .running import HOST

SPOKEN = ("href", "alt", "title", "aria-label", "placeholder", "lang", "src")
"""Attributes that a reader meets; classes and the like are names of parts."""

NAMES = {"id", "formId", "jsContent", "componentName", "setValue", "elementId", "key"}
"""What only programs read."""

DEPTH = 4
"""How deep a figure is told line by line; what lies deeper stands on one line."""


def open_app(var: Path, *, edits: bool) -> Path:
    """Make this process serve a folder, to an editor or to a reader; returns the pages' script."""
    os.environ.update(AILAGET_VAR=str(var), AILAGET_EDIT="local" if edits else "nobody")
    st.context.__class__.headers = Headers({"host": HOST, "origin": f"http://{HOST}"})
    from dashboard import app  # noqa: PLC0415  the version's own, once its settings are made

    return Path(app.script_path)


def opened(script: Path, path: str, query: str) -> AppTest:
    """Open a page the way a link does."""
    page = AppTest.from_file(script, default_timeout=300)
    for key, values in parse_qs(query).items():
        page.query_params[key] = values
    if path:
        # `switch_page` finds a page by its file's name until the app has run once.
        page._page_hash = calc_hash(path)
    return page.run()


def text_of(page: AppTest) -> str:
    """Return all that a page says, in order: one line for each text, value and choice."""
    return "\n".join(_lines(page._tree)) + "\n"


def html_lines(html: str) -> list[str]:
    """Return the words of HTML in order, with what its attributes say to a reader."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.lines


def _lines(node: Any) -> Iterator[str]:
    children = getattr(node, "children", None)
    if children is None:
        yield from _element_lines(node)
        return
    label = getattr(node, "label", "") or getattr(node, "weight", "")
    if label:
        yield f"[{node.type} {label}]"
    for place in sorted(children):
        yield from _lines(children[place])


def _element_lines(element: Any) -> Iterator[str]:
    proto = getattr(element, "proto", None)
    if proto is None:
        return
    kind = element.type
    for key, value in MessageToDict(proto).items():
        if key in NAMES or value == "":
            continue
        if kind == "html" and key == "body":
            yield from html_lines(value)
        elif key == "bytes":
            content = json.loads(base64.b64decode(value))
            is_table = "html" in content
            yield from html_lines(content["html"]) if is_table else json_lines(content, kind)
        else:
            yield from json_lines(value, f"{kind} {key}")


def json_lines(value: Any, path: str = "", depth: int = DEPTH) -> Iterator[str]:
    """Yield a line for each value down to a depth, with the way to it."""
    if isinstance(value, dict) and depth:
        for key in sorted(value):
            if key not in NAMES:
                yield from json_lines(value[key], f"{path}.{key}", depth - 1)
    elif isinstance(value, list) and depth and any(isinstance(item, dict) for item in value):
        for place, item in enumerate(value):
            yield from json_lines(item, f"{path}[{place}]", depth - 1)
    else:
        yield f"{path}: {json.dumps(value, ensure_ascii=False, sort_keys=True)}"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.lines += [f"[{key}={value}]" for key, value in attrs if key in SPOKEN]

    def handle_data(self, data: str) -> None:
        if text := " ".join(data.split()):
            self.lines.append(text)
