"""What no example shows, and sentences of criteria that come to something else."""

from collections.abc import Iterator

from calculator.authoring.doubts.desk import Ready
from calculator.authoring.matrices import cell_id
from calculator.authoring.problem import quoted
from calculator.authoring.references import noun
from calculator.authoring.walk import Finding, found
from calculator.engine.policy import (
    UNTIMED,
    Policy,
)
from calculator.engine.severity import Verdict


def said_otherwise(ready: Ready) -> Iterator[Finding]:
    """A sentence that is said to come to its criterion and does not, or the other way round."""
    for where, criterion in found(ready.policy, "Criterion"):
        severity = ready.policy.severities[int(where[1])]
        for i, text in enumerate(criterion.said):
            verdict = ready.verdict(text)
            if verdict.criterion != criterion.id:
                yield (
                    (*where, "said", i),
                    f"{quoted(text)} does not come to {quoted(criterion.id)}: {_comes_to(verdict)}",
                )
        for i, text in enumerate(criterion.near):
            verdict = ready.verdict(text)
            if verdict.severity in (None, severity.id):
                yield (
                    (*where, "near", i),
                    f"{quoted(text)} does not come to another severity than {quoted(criterion.id)}"
                    f": {_comes_to(verdict)}",
                )


def _comes_to(verdict: Verdict) -> str:
    if verdict.severity is None:
        return "it depends on what it does not say"
    return f"it comes to {quoted(verdict.criterion)}"


def without_example(ready: Ready) -> Iterator[Finding]:
    """A criterion, a promise, a contact or an interpretation that no example shows."""
    policy = ready.policy
    if not policy.examples:
        return
    shown: set[str] = set()
    untimed = {t.id for t in policy.response if (t.within or t.every) in UNTIMED}
    for example, answer in zip(policy.examples, ready.answers, strict=True):
        # What it comes to instead is told of the example.
        expected = example.expect
        shown |= {e for e in (expected.criterion, expected.target, expected.escalation) if e}
        shown |= {str(a) for a in (answer.verdict.criterion, answer.escalation) if a}
        shown |= {*example.expect.asks}
        shown |= {
            p.target
            for p in answer.response.promises
            if p.status == "governs" or (p.target in untimed and p.status != "inapplicable")
        }
        shown |= {f.fact for f in answer.facts if f.state != "unknown"}
        shown |= {f.because for f in answer.facts if f.because}
        shown |= set(answer.actions)
    yield from _cells_without_example(policy, shown)
    cells = _cells(policy)
    shown |= {policy.matrices[of].id for id, (of, _) in cells.items() if id in shown}
    shown |= cells.keys()
    for name, kind in (("response", "Target"), ("regions", "Region")):
        for i, thing in enumerate(getattr(policy, name)):
            if thing.id not in shown:
                yield (name, i), f"no example shows the {noun(kind)} {quoted(thing.id)}"
    for where, criterion in found(policy, "Criterion"):
        if criterion.id not in shown:
            yield where, f"no example shows the criterion {quoted(criterion.id)}"
    shown |= {matrix.id for matrix in policy.matrices if matrix.gives in shown}
    shown |= {target.calendar for target in policy.response if target.id in shown}
    assumed = {a.because: fact.id for fact in policy.facts for a in fact.assume}
    for i, reading in enumerate(policy.interpretations):
        if not reading.applies_to:
            by = assumed.get(reading.id)
            hint = f"; {quoted(by)} is assumed by it" if by else ""
            yield (
                ("interpretations", i, "applies_to"),
                f"{quoted(reading.id)} applies to nothing: 'applies_to' is empty{hint}",
            )
        elif reading.id not in shown and not shown & set(reading.applies_to):
            yield (
                ("interpretations", i),
                (f"no example shows what the interpretation {quoted(reading.id)} applies to"),
            )


def _cells(policy: Policy) -> dict[str, tuple[int, str]]:
    """From the ids that matrices give to criteria and promises to the matrix, row and column."""
    given = {t.id for t in policy.response}
    given |= {c.id for severity in policy.severities for c in severity.criteria}
    return {
        id: (m, f"{row}, {column}")
        for m, matrix in enumerate(policy.matrices)
        for row, cells in matrix.cells.items()
        for column in cells
        if (id := cell_id(matrix, row, column)) in given
    }


def _cells_without_example(policy: Policy, shown: set[str]) -> Iterator[Finding]:
    """Said once for a matrix, which may have many cells."""
    cells = _cells(policy)
    for m, matrix in enumerate(policy.matrices):
        own = [id for id, (of, _) in cells.items() if of == m]
        if lacking := [id for id in own if id not in shown]:
            yield (
                ("matrices", m),
                f"no example shows {len(lacking)} of the {len(own)} cells of the matrix "
                f"{quoted(matrix.id)}, such as {cells[lacking[0]][1]}",
            )
