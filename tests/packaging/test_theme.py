"""The theme's files: those that MkDocs would copy, found without a walk through the icons."""

from pathlib import PurePosixPath

from mkdocs.theme import Theme

from calculator.packaging.theme import quick
from tests.conftest import ROOT

OWN = str(ROOT / "calculator" / "guide" / "theme")


def test_it_lists_what_is_not_hidden() -> None:
    theme = Theme(name="material", custom_dir=OWN)
    all_files = theme.get_env().list_templates()
    quick(theme)
    shown = [
        name
        for name in all_files
        if not any(part.startswith(".") for part in PurePosixPath(name).parent.parts)
    ]
    assert theme.get_env().list_templates() == shown
    assert len(shown) < len(all_files) / 10


def test_it_still_loads_what_is_hidden() -> None:
    """Templates that draw an icon name it."""
    theme = Theme(name="material", custom_dir=OWN)
    quick(theme)
    assert "<svg" in theme.get_env().get_template(".icons/material/lifebuoy.svg").render()
