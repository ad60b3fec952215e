"""The corpus of times: the table in ``corpus.yml``, made values."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import yaml

from calculator.language.times.read import Moment

NOW = datetime(2026, 11, 24, 10, 6)


@dataclass(frozen=True)
class Case:
    """What a reader typed, and what it must come to."""

    language: str
    order: str
    zone: str
    typed: str
    means: str

    def __str__(self) -> str:
        return f"{self.language}-{self.order}: {self.typed}"

    @property
    def moment(self) -> Moment:
        if self.means.startswith("?"):
            return Moment(error=self.means.removeprefix("? "))
        if self.means == "now" or self.means.startswith("-"):
            return Moment(ago=0 if self.means == "now" else -int(self.means))
        moment = datetime.fromisoformat(self.means)
        return Moment(instant=moment) if moment.tzinfo else Moment(civil=moment)


def _cases() -> Iterator[Case]:
    text = (Path(__file__).parent / "corpus.yml").read_text(encoding="utf-8")
    for section in yaml.load(text, yaml.BaseLoader):
        for typed, means in section["rows"].items():
            yield Case(section["language"], section["order"], section["zone"], typed, means)


CASES = [*_cases()]
