"""The guide to reports: each of its addresses gives the file that it says."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ailaget.exports.formats import REPORT_FORMATS
from ailaget.texts import texts
from tests.exports.conftest import Get

pytestmark = pytest.mark.usefixtures("pictured_once")

GUIDE = (Path(__file__).parents[2] / "docs" / "rapporter.md").read_text(encoding="utf-8")
FETCHED = re.findall(r"^```bash\ncurl -OJ '(\S+)'\n```\n+^```text\n(\S+)\n```", GUIDE, re.M)
CODE = re.findall(r"^```python\n(.*?)^```", GUIDE, re.M | re.S)


@pytest.mark.parametrize(("address", "name"), FETCHED)
def test_an_address_of_the_guide_gives_the_file_that_it_says(
    get: Get, address: str, name: str
) -> None:
    parts = urlsplit(address)
    answer = get(parts.path.rpartition("/")[2], parts.query)
    assert answer.status_code == 200
    assert f'filename="{name}"' in answer.headers["content-disposition"]


def test_what_reads_a_report_in_prints_its_headings(get: Get, tmp_path: Path) -> None:
    file = tmp_path / "rapport.docx"
    file.write_bytes(bytes(get("county.docx", "region=25").body))
    (code,) = CODE
    command = [sys.executable, "-c", code, str(file)]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    ending = [texts("sv")(f"report.{key}") for key in ("sources", "method")]
    assert done.stdout.splitlines()[-2:] == ending


def test_the_guide_names_every_format_and_button() -> None:
    t = texts("sv")
    for ending in REPORT_FORMATS:
        assert f"`.{ending}`" in GUIDE
        assert t(f"report.as_{ending}") in GUIDE
    assert f"**{t('report.add')}**" in GUIDE
