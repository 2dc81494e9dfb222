"""What each role may do on Ladda upp and Etik och data: until its session has ended."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ailaget.access.roles import Role
from ailaget.ingest.loading import load
from ailaget.ingest.risk import at_risk
from ailaget.store.sessions import end_session
from ailaget.store.workspace import Workspace
from ailaget.texts import texts
from ailaget.ui.cache import forget
from ailaget.ui.view_words import municipality_name
from tests.conftest import write_csv
from tests.pages.test_pages import opened, words
from tests.sign_in.test_buttons import sign_in

T = texts("sv")
SHOWN, DRAFT, COMING = "2026-10", "2027-03", "2027-09"
FILE = f"svar_{COMING}.csv"
ANSWERS = """kommunkod;ai_heltid;namn på strategin
0114;Ja, egen;x
0115;ja då;y
Jerfälla;Nej;z
"""
CONTEXT = Path(__file__).parents[1] / "ingest" / "context" / "files" / "pxweb.px"
ROLES = (Role.READER, Role.EDITOR, Role.ADMINISTRATOR)


def draft() -> AppTest:
    """Open Ladda upp with what discards a draft open."""
    return unfolded(opened("upload", review=DRAFT), f"discard_{DRAFT}")


def shown() -> AppTest:
    """Open Ladda upp with what withdraws a published wave open."""
    return unfolded(opened("upload", review=SHOWN), f"withdraw_{SHOWN}")


def coming() -> AppTest:
    """Open Ladda upp with a file that leaves much to be confirmed, for who may give one."""
    app = opened("upload")
    if app.get("file_uploader"):
        app.file_uploader(key="upload_file").upload(FILE, ANSWERS.encode(), "text/csv").run()
    return app


def context() -> AppTest:
    """Open Ladda upp with figures of others that are all understood, for who may give any."""
    app = opened("upload")
    if app.get("file_uploader"):
        file = app.file_uploader(key="context_file")
        file.upload(CONTEXT.name, CONTEXT.read_bytes(), "text/plain").run()
        next(box for box in app.selectbox if "_group_" in str(box.key)).select("2").run()
    return app


def ethics() -> AppTest:
    """Open Etik och data."""
    return opened("ethics")


def unfolded(app: AppTest, key: str) -> AppTest:
    app.session_state[key] = True
    return app.run()


ACTIONS: dict[tuple[Callable[[], AppTest], str], Role] = {
    (draft, T("review.publish")): Role.EDITOR,
    (draft, T("review.discard")): Role.EDITOR,
    (shown, T("review.withdraw")): Role.EDITOR,
    (coming, T("mapping.confirm_columns")): Role.EDITOR,
    (coming, T("mapping.confirm_choices")): Role.EDITOR,
    (coming, T("findings.remember")): Role.EDITOR,
    (coming, T("findings.report")): Role.EDITOR,
    (coming, T("upload.save")): Role.EDITOR,
    (coming, T("audit.download")): Role.ADMINISTRATOR,
    (context, T("context.save")): Role.EDITOR,
    (ethics, T("ethics.names_show")): Role.EDITOR,
}
"""Each button, where it is found, and the role from which it is offered."""

CHANGING = [
    (draft, T("review.publish")),
    (draft, T("review.discard")),
    (shown, T("review.withdraw")),
    (coming, T("findings.remember")),
    (coming, T("upload.save")),
    (context, T("context.save")),
]
"""Those that add to a journal; files are fetched from an address that asks for a role."""


@pytest.fixture
def place(
    single_workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Workspace:
    """Have a provider, and a folder with a published wave and a draft."""
    place = Workspace(tmp_path / "var")
    shutil.copytree(single_workspace.root, place.root)
    rows = [{"kommunkod": "0114", "ai_strategi": 1, "ai_heltid": 3}]
    load(place, write_csv(tmp_path / f"utkast_{DRAFT}.csv", rows))
    monkeypatch.setenv("AILAGET_OIDC_ISSUER", "https://login.example")
    monkeypatch.setenv("AILAGET_OIDC_CLIENT_ID", "ailaget")
    monkeypatch.setenv("AILAGET_OIDC_CLIENT_SECRET", "secret")
    monkeypatch.setenv("AILAGET_EDITORS", f"sub:{Role.EDITOR.name}")
    monkeypatch.setenv("AILAGET_ADMINISTRATORS", f"sub:{Role.ADMINISTRATOR.name}")
    forget()
    return place


def offered(app: AppTest) -> set[str]:
    assert not app.exception
    return {button.label for kind in ("button", "download_button") for button in app.get(kind)}


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_each_role_is_offered_its_actions_and_no_others(
    place: Workspace, monkeypatch: pytest.MonkeyPatch, role: Role
) -> None:
    sign_in(place, monkeypatch, role.name)
    wrong = []
    for view in dict.fromkeys(view for view, _ in ACTIONS):
        labels = offered(view())
        wrong += [
            (view.__name__, label)
            for (where, label), needed in ACTIONS.items()
            if where is view and (label in labels) != (role >= needed)
        ]
    assert wrong == []


def press(app: AppTest, label: str) -> None:
    for box in app.selectbox:
        if str(box.key).startswith("place_"):
            box.set_value("0123")
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


@pytest.mark.parametrize(
    ("view", "label"), CHANGING, ids=[f"{view.__name__}-{label}" for view, label in CHANGING]
)
def test_an_action_changes_a_journal_and_nothing_once_the_session_has_ended(
    place: Workspace, monkeypatch: pytest.MonkeyPatch, view: Callable[[], AppTest], label: str
) -> None:
    before = place.state()
    key = sign_in(place, monkeypatch, Role.EDITOR.name)
    app = view()
    end_session(place, key)
    press(app, label)
    assert place.state() == before
    sign_in(place, monkeypatch, Role.EDITOR.name)
    press(view(), label)
    assert place.state() != before


def test_names_of_those_at_risk_are_told_to_an_editor_and_not_once_the_session_has_ended(
    demo_workspace: Workspace, place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [municipality_name(code) for code in at_risk(demo_workspace, SHOWN, is_demo=True)]
    shutil.rmtree(place.root)
    shutil.copytree(demo_workspace.root, place.root)
    forget()
    for is_over in (False, True):
        key = sign_in(place, monkeypatch, Role.EDITOR.name)
        app = ethics()
        if is_over:
            end_session(place, key)
        app.button(key="at_risk").click().run()
        assert (T.listing(names) in words(app)) != is_over
