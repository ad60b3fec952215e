"""Checks what a policy promises: kinds, matrices, and targets that can be counted."""

from collections.abc import Callable, Iterator

from calculator.authoring.form import Where
from calculator.authoring.matrices import NOTHING, SEVERITY, headings
from calculator.authoring.problem import suggestion
from calculator.authoring.walk import Finding
from calculator.engine.derived import derived_facts
from calculator.engine.log import entry_problem
from calculator.engine.policy import (
    DEADLINE,
    KINDS,
    REGION,
    UNTIMED,
    UPDATE,
    Matrix,
    Policy,
    Target,
)
from calculator.engine.time.duration import parse_duration


def _targets(policy: Policy) -> Iterator[Finding]:
    """Every promise says what it promises, and from when on what calendar it counts."""
    for t, target in enumerate(policy.response):
        for name, message in _target_problems(target):
            yield ("response", t, name), message


def _target_problems(target: Target) -> Iterator[tuple[str, str]]:
    promised = target.within or target.every
    if not promised:
        yield "id", f"the target '{target.id}' lacks 'within': a time, or {_words()}"
    elif promised not in UNTIMED and not target.calendar and _is_duration(promised):
        yield "id", f"the target '{target.id}' lacks a 'calendar' on which its time counts"
    if target.every and target.kind != UPDATE:
        yield "every", f"only an update comes at intervals; give it 'kind: {UPDATE}'"
    if target.share is not None and not 0 < target.share < 100:
        yield "share", f"'{target.share}' is no share: write 90 for 90 of a hundred"
    if not target.starts:
        yield "starts", "a clock starts with an event: write case-opened"


def _steps(policy: Policy) -> Iterator[Finding]:
    """Every step of an escalation says after what time it begins, and on which calendar."""
    promised = {target.kind for target in policy.response}
    for s, step in enumerate(policy.escalation.steps):
        where: Where = ("escalation", "steps", s)
        if not step.after and step.since != DEADLINE:
            told = f"the step '{step.id}' lacks 'after': a time; or write 'since: {DEADLINE}'"
            yield (*where, "id"), told
        if step.after and not step.calendar and _is_duration(step.after):
            told = f"the step '{step.id}' lacks a 'calendar' on which its time counts"
            yield (*where, "id"), told
        if step.calendar and not step.after and step.since == DEADLINE:
            yield (*where, "calendar"), "there is no time to count on it; write 'after', too"
        if step.since == DEADLINE and step.unless not in promised:
            told = f"no promise is a '{step.unless}', so there is no deadline to begin with"
            yield (*where, "since"), told


def _is_duration(text: str) -> bool:
    try:
        return bool(parse_duration(text))
    except ValueError:
        return False


def _listed(names: list[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _words() -> str:
    return " or ".join(f"'{word}'" for word in UNTIMED)


def _kinds(policy: Policy) -> Iterator[Finding]:
    """Kinds that everybody knows are not named anew."""
    for k, kind in enumerate(policy.kinds):
        if kind.id in (*KINDS, SEVERITY, *(fact.id for fact in policy.facts)):
            yield ("kinds", k, "id"), f"'{kind.id}' is known already: take another id"


def _matrices(policy: Policy) -> Iterator[Finding]:
    """A matrix has a cell for each pair of values, and what stands there means something."""
    given = [matrix.gives for matrix in policy.matrices]
    for m, matrix in enumerate(policy.matrices):
        for where, message in _matrix_problems(policy, matrix):
            yield ("matrices", m, *where), message
        if matrix.gives in derived_facts(policy) and given.index(matrix.gives) != m:
            told = (
                "follows from another matrix already; give another fact, and let one join the two"
            )
            yield ("matrices", m, "gives"), f"'{matrix.gives}' {told}"


def _matrix_problems(policy: Policy, matrix: Matrix) -> Iterator[Finding]:
    sides = {side: getattr(matrix, side) for side in ("rows", "columns")}
    known = [fact.id for fact in policy.facts]
    facts = [fact for fact in known if fact not in KINDS]
    given = {name: headings(policy, name) for name in (SEVERITY, *facts)}
    gives = [*given, *KINDS, *(kind.id for kind in policy.kinds)]
    if matrix.gives not in gives:
        yield ("gives",), f"a matrix gives no '{matrix.gives}'{suggestion(matrix.gives, gives)}"
        return
    for side, name in sides.items():
        allowed = [*known, *([] if matrix.gives in given else [SEVERITY, REGION])]
        if name not in allowed:
            hint = suggestion(name, allowed)
            yield (side,), f"a matrix has no {side} of '{name}'{hint}"
    rows, columns = (
        {
            heading: label
            for heading, label in headings(policy, name).items()
            if heading in matrix.when.get(name, (heading,))
        }
        for name in sides.values()
    )
    if not rows or not columns:
        return
    if matrix.rows == matrix.columns:
        yield ("columns",), "rows and columns are two different facts"
    if lacking := [row for row in rows if row not in matrix.cells]:
        hint = "" if matrix.gives in given else "; where nothing is promised, write '-'"
        yield ("cells",), f"the matrix '{matrix.id}' has no row for {_listed(lacking)}{hint}"
    for row, cells in matrix.cells.items():
        if row not in rows:
            yield ("cells", row), f"'{matrix.rows}' is never '{row}'{suggestion(row, list(rows))}"
        if missing := [column for column in columns if column not in cells]:
            yield ("cells", row), f"the row '{row}' has no cell for {_listed(missing)}"
        for column, value in cells.items():
            at = ("cells", row, column)
            if column not in columns:
                hint = suggestion(column, list(columns))
                yield at, f"'{matrix.columns}' is never '{column}'{hint}"
            elif problem := _cell_problem(policy, matrix, value, given.get(matrix.gives)):
                yield at, problem


def _cell_problem(
    policy: Policy, matrix: Matrix, value: str, allowed: dict[str, str] | None
) -> str | None:
    if allowed is not None:
        if value in allowed:
            return None
        return f"'{matrix.gives}' is never '{value}'{suggestion(value, list(allowed))}"
    within, _, calendar = (part.strip() for part in value.partition(","))
    calendars = [c.id for c in policy.calendars]
    if calendar and calendar not in (*calendars, REGION):
        return f"there is no calendar '{calendar}'{suggestion(calendar, calendars)}"
    if within in (*NOTHING, *UNTIMED):
        return None
    try:
        parse_duration(within)
    except ValueError as error:
        return f"{error}; where nothing is promised, '-'"
    return None


def _derived(policy: Policy) -> Iterator[Finding]:
    """What follows from other facts is not asked, read or assumed, and not from itself."""
    matrices = derived_facts(policy)
    for f, fact in enumerate(policy.facts):
        if fact.id not in matrices:
            continue
        if fact.assume:
            yield ("facts", f, "assume"), f"'{fact.id}' follows from a matrix; assume its facts"
        for v, value in enumerate(fact.values):
            if value.phrases or value.hints or value.means:
                read = ("facts", f, "values", v)
                yield read, f"'{fact.id}' follows from a matrix: it is not read from words"
        if _follows_from(fact.id, fact.id, set(matrices), policy):
            where = ("matrices", policy.matrices.index(matrices[fact.id]), "gives")
            yield where, f"'{fact.id}' follows from itself"


def _follows_from(fact: str, other: str, left: set[str], policy: Policy) -> bool:
    matrix = derived_facts(policy).get(fact)
    if matrix is None or fact not in left:
        return False
    sources = (matrix.rows, matrix.columns)
    return other in sources or any(
        _follows_from(source, other, left - {fact}, policy) for source in sources
    )


def _whole(policy: Policy) -> Iterator[Finding]:
    """Every severity can come about."""
    for s, severity in enumerate(policy.severities):
        if not severity.criteria:
            yield ("severities", s, "criteria"), f"nothing comes to the severity '{severity.id}'"


def _logs(policy: Policy) -> Iterator[Finding]:
    """What an example tells of a case since it was opened can have happened by this policy."""
    for e, example in enumerate(policy.examples):
        if example.log and not example.opened:
            yield ("examples", e, "log"), "what happened since needs 'opened' beside it"
        for number, entry in enumerate(example.log):
            if problem := entry_problem(policy, entry):
                yield ("examples", e, "log", number), problem


PROMISES: tuple[Callable[[Policy], Iterator[Finding]], ...] = (
    _targets,
    _steps,
    _kinds,
    _matrices,
    _derived,
    _whole,
    _logs,
)
