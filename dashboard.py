"""The one entry: `python dashboard.py [--open]` or `streamlit run dashboard.py`."""

import gc

# Whatever is imported stays: looking for garbage in it, time and again, is a tenth of the start.
gc.disable()

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread

from ailaget.ui.guard.place import WORKER, place
from ailaget.ui.workers.shares import worker_count

ROOT = Path(__file__).parent
# Streamlit reads `.streamlit/config.toml` from the folder that it is started in.
os.chdir(ROOT)

if __name__ == "__main__" and worker_count() > 1 and WORKER not in sys.argv:
    from ailaget.ui.workers.start import start_workers

    sys.exit(start_workers(worker_count(), opens="--open" in sys.argv))

import streamlit as st

from ailaget.store.audit import identify_by
from ailaget.ui.acceleration.switch import work_at_start
from ailaget.ui.account.actor import actor_on_page
from ailaget.ui.data import prepare, prepare_council
from ailaget.ui.failure import show_failure
from ailaget.ui.precompute import stay_ahead
from ailaget.ui.server import middleware, routes, serve, share_hosts
from ailaget.ui.workers.worker import share_secret


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Have database and records before the first reader comes, what takes long soon after."""
    share_hosts()
    identify_by(actor_on_page)
    share_secret()
    prepare()
    prepare_council()
    gc.collect()
    gc.freeze()
    works = [*work_at_start(), *([stay_ahead] if place().is_first else [])]
    for work in works:
        Thread(target=work, daemon=True).start()
    yield


# Nor is it looked through later, which would hold readers up a tenth of a second.
gc.freeze()
gc.enable()

app = st.App(
    ROOT / "ailaget" / "ui" / "app.py",
    lifespan=lifespan,
    routes=routes(),
    middleware=middleware(),
    on_script_error=show_failure,
)

if __name__ == "__main__":
    serve(app, opens="--open" in sys.argv)
