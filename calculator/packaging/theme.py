"""The theme's templates and files, found without a walk through what no page takes.

Material brings some ten thousand icons as files in a hidden folder, of which MkDocs never copies
one; templates that take one name it.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme

from calculator.guide.environment import compiled


class ThemeLoader(FileSystemLoader):
    """Loads whatever is named, and lists what is not hidden."""

    def list_templates(self) -> list[str]:
        """The files of all folders, but for those in folders whose names begin with a dot."""
        return sorted({name for folder in self.searchpath for name in _shown(Path(folder))})


def _shown(folder: Path) -> Iterator[str]:
    for place, folders, files in os.walk(folder, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name).relative_to(folder).as_posix() for name in files)


def quick(theme: Theme) -> None:
    """Lets a theme make its environments with that loader, and with compiled templates kept."""
    plain = theme.get_env

    def get_env() -> Environment:
        made = plain()
        made.loader = ThemeLoader(theme.dirs)
        made.bytecode_cache = compiled("theme")
        return made

    theme.get_env = get_env  # type: ignore[method-assign]
