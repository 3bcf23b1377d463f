"""The drawing of the machines is the machines of today."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from workflows.checks import lives
from workflows.management.commands.draw_lives import drawing


def test_the_drawing_in_the_docs_is_current():
    call_command("draw_lives", "--check")


def test_an_old_drawing_is_found(settings, tmp_path: Path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "lives.md").write_text("Something older.")
    with pytest.raises(CommandError, match="draw_lives"):
        call_command("draw_lives", "--check")


def test_every_state_of_every_life_is_drawn():
    text = drawing()
    for life in lives():
        for _, label in life.State.choices:
            assert f'"{label}"' in text
