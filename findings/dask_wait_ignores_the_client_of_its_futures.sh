#!/usr/bin/env bash
# distributed: wait() and as_completed() turn away futures that carry their client: "No clients found"
#
# One would guess: wait(futures) and as_completed(futures) wait with the client that the futures came from, as
#   future.result() does; a client made with set_as_default=False, so that a library leaves the caller's own default alone,
#   makes no difference.
# What happens: both look for a default client, never at their futures, and raise ValueError("No clients found ...") where
#   there is none. future.result() and client.gather() on the same futures work. as_completed works with loop=client.loop,
#   an argument that reads as if it were about asyncio; wait has no such way.
# Version: distributed 2026.8.0, dask of the same release.
# Source: run as below; distributed/client.py, functions wait and as_completed, which call default_client().
# Who is hurt: whoever hands work to a scheduler from within a library or a command, with a client of its own, and shows
#   results as they come.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "distributed==2026.8.0"
cat >"$folder/run.py" <<'PY'
import sys

import distributed
from distributed import Client, as_completed, wait


def _refused(function, futures) -> bool:
    try:
        function(futures)
    except ValueError as error:
        print(f"{function.__name__}:", type(error).__name__, str(error).splitlines()[0])
        return "No clients found" in str(error)
    print(f"{function.__name__}: works")
    return False


def main() -> int:
    print("distributed", distributed.__version__)
    alone = {"n_workers": 1, "threads_per_worker": 1, "processes": False, "dashboard_address": None}
    with Client(set_as_default=False, **alone) as client:
        futures = client.map(abs, [-1, -2, -3])
        print("future.result:", [future.result() for future in futures])
        refused = [_refused(wait, futures), _refused(as_completed, futures)]
        results = sorted(each.result() for each in as_completed(futures, loop=client.loop))
        print("as_completed with loop=client.loop:", results)
    return 0 if all(refused) and results == [1, 2, 3] else 1


if __name__ == "__main__":
    sys.exit(main())
PY
"$folder/venv/bin/python" "$folder/run.py"
