"""The recorded session is what the commands print today."""

import sys
from pathlib import Path

import pytest

SCRIPTS = str(Path(__file__).parents[2] / "scripts")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_the_page_and_the_picture_show_what_the_commands_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(SCRIPTS)
    import cli_session

    printed = cli_session.session()
    assert cli_session.PAGE.read_text("utf-8") == cli_session.page(printed), "run scripts/cli_session.py"
    assert cli_session.PICTURE.read_text("utf-8") == cli_session.picture(printed), "run scripts/cli_session.py"


def test_what_progress_bars_wrote_is_not_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(SCRIPTS)
    import cli_session

    assert cli_session.as_seen("a:  10%|#\r         \rdone\nb: 1\rc") == "done\nc: 1"
