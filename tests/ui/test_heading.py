"""What breaks a chart's heading in the browser reckons as what first broke it on the server."""

from ailaget.charts.heading import ABOVE_ONE, ABOVE_SEVERAL, SUBTITLE_LINE, TITLE_LINE
from ailaget.charts.script import FRONT


def test_both_have_the_same_pixels() -> None:
    script = (FRONT / "heading.js").read_text(encoding="utf-8")
    assert f"LINE = {{ title: {TITLE_LINE}, subtitle: {SUBTITLE_LINE} }}" in script
    assert f"ABOVE = {{ one: {ABOVE_ONE}, several: {ABOVE_SEVERAL} }}" in script
