"""The log: as libraries write it, or as JSON lines that hold nobody's address, name or answer."""

import json
import logging
import os
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

import streamlit.logger

LOG = "AILAGET_LOG"
"""Names the variable that, where it is ``json``, has each line of the log be an object of JSON."""

OURS = "ailaget"

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The number of the request that is being answered; empty outside of one."""

requests = logging.getLogger("ailaget.requests")


def is_structured() -> bool:
    """Return whether the log is written as JSON lines."""
    return os.environ.get(LOG, "").strip().lower() == "json"


class JsonLines(logging.Formatter):
    """Writes a record as one object of JSON.

    What libraries fill into a message, and what an error says of itself, can be anything that
    somebody sent: of the first its words alone are written, of the second its kind and its places.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as a line."""
        is_ours = record.name.partition(".")[0] == OURS
        message = record.getMessage() if is_ours else str(record.msg).partition("\n")[0]
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": message,
        }
        if number := request_id.get():
            line["request_id"] = number
        line |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = type(record.exc_info[1]).__name__
            line["at"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps(line, ensure_ascii=False)


def write_structured() -> None:
    """Have every line of the log, also those of libraries, written as JSON to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    requests.setLevel(logging.INFO)
    # Streamlit gives each of its loggers, also later ones, a way of its own to write.
    streamlit.logger.setup_formatter = _leave_to_root
    for name in list(logging.root.manager.loggerDict):
        _leave_to_root(logging.getLogger(name))


def _leave_to_root(logger: logging.Logger) -> None:
    logger.handlers.clear()
    logger.propagate = True
