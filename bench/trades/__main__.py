"""Prints how the texts of each trade are read by phrases and the language alone."""

from pathlib import Path

from calculator.authoring.check import load_policy
from calculator.engine.answer import Desk
from calculator.language.knowledge import language
from calculator.language.lines import read_lines

HERE = Path(__file__).resolve().parent
ASK = "ask"


def outcomes(trade: Path) -> list[tuple[str, str]]:
    """The severity of each text, and what it is read as; ``ask`` for a question."""
    desk = Desk(load_policy(trade / "policy").policy, language())
    found = []
    for line in read_lines(trade / "texts.jsonl"):
        severity = desk.verdict(desk.reader.read(line["text"]).facts).severity
        found.append((_name(line["severity"]), _name(severity or ASK)))
    return found


def _name(severity: object) -> str:
    return str(severity).lower().replace(" ", "-")


def main() -> None:
    print("| trade | texts | right | wrong |", "|---|---|---|---|", sep="\n")
    for trade in sorted(path.parent for path in HERE.glob("*/texts.jsonl")):
        told = outcomes(trade)
        right = sum(truth == said for truth, said in told) / len(told)
        wrong = sum(said not in (truth, ASK) for truth, said in told) / len(told)
        print(f"| {trade.name} | {len(told)} | {right:.1%} | {wrong:.1%} |")


if __name__ == "__main__":
    main()
