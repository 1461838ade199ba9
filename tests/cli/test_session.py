"""The recorded session is what the commands print today."""

import sys

import pytest
from scripts.docs.pictures import cli_session


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_the_page_and_the_picture_show_what_the_commands_print() -> None:
    printed = cli_session.session()
    assert cli_session.PAGE.read_text("utf-8") == cli_session.page(printed), (
        "run python -m scripts.docs.pictures.cli_session"
    )
    assert cli_session.PICTURE.read_text("utf-8") == cli_session.picture(printed), (
        "run python -m scripts.docs.pictures.cli_session"
    )


def test_what_progress_bars_wrote_is_not_seen() -> None:
    assert cli_session.as_seen("a:  10%|#\r         \rdone\nb: 1\rc") == "done\nc: 1"
