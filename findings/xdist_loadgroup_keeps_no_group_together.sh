#!/usr/bin/env bash
# pytest-xdist's --dist loadgroup keeps no group together under pytest 9.2
#
# One would guess: tests marked with @pytest.mark.xdist_group("x") run in one worker under --dist loadgroup, so that what they
#   share (a server, a browser, a built database) is made once.
# What happens: the groups are spread over all workers as if nothing were marked, without a word. xdist 3.8 marks a test's
#   group by writing to the item's private _nodeid; pytest 9.2 makes the id anew each time it is asked for, so the mark is lost.
#   With pytest 8.4 the same files keep together.
# Version: pytest 9.2.0 beside 8.4.2, pytest-xdist 3.8.0.
# Source: run as below: one group of twelve tests on two workers, by either version. --dist loadfile is not touched.
# Who is hurt: suites that count on a group for isolation or for speed; everything is set up once in each worker.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/test_group.py" <<'PY'
import time

import pytest

pytestmark = pytest.mark.xdist_group("one")


@pytest.mark.parametrize("number", range(12))
def test_member(number, worker_id, tmp_path_factory):
    folder = tmp_path_factory.getbasetemp().parent / "workers"
    folder.mkdir(exist_ok=True)
    (folder / worker_id).touch()
    time.sleep(0.2)
PY
workers() { # workers PYTEST: how many workers ran the group
    python3 -m venv "$folder/$1"
    "$folder/$1/bin/pip" install --quiet --disable-pip-version-check "pytest==$1" "pytest-xdist==3.8.0"
    (cd "$folder" && "$folder/$1/bin/python" -m pytest -q -p no:cacheprovider -n 2 --dist loadgroup --basetemp "$folder/base-$1" test_group.py >"$folder/out" 2>&1) || { cat "$folder/out"; exit 1; }
    find "$folder/base-$1" -path '*/workers/*' -type f | wc -l
}
before=$(workers 8.4.2)
now=$(workers 9.2.0)
echo "workers that ran the one group: pytest 8.4.2 $before, pytest 9.2.0 $now"
[ "$before" -eq 1 ] && [ "$now" -eq 2 ]
