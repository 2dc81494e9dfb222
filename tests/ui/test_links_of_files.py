"""The address that links in files begin with: as configured, else as the asking page has it."""

import pytest

from ailaget.ui.guard.settings import root_of_page


@pytest.mark.parametrize(
    ("configured", "headers", "root"),
    [
        ("", {"Host": "localhost:8501"}, "http://localhost:8501/"),
        (
            "",
            {"Host": "localhost:8501", "Origin": "https://localhost:8501"},
            "https://localhost:8501/",
        ),
        ("https://ailaget.example/a", {"Host": "localhost:8501"}, "https://ailaget.example/a/"),
        ("", {"Host": "evil.example"}, ""),
        ("", {}, ""),
    ],
)
def test_links_are_whole_and_lead_only_to_names_of_ours(
    configured: str, headers: dict[str, str], root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AILAGET_ADDRESS", configured)
    assert root_of_page(headers) == root
