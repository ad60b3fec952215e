"""The command line: assess an issue, check a policy, compare two, learn from examples."""

import argparse
import json
import os
import sys
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import TextIOWrapper
from math import isfinite
from pathlib import Path
from typing import Any, NoReturn

from calculator.authoring.check import load_policy
from calculator.authoring.compare import compared, day_of_change
from calculator.authoring.due import due as due_of
from calculator.authoring.editor import write_for_editors
from calculator.authoring.examine import examined
from calculator.authoring.holidays import build_some, closing
from calculator.authoring.load import DEFAULT, Source, policy_directory
from calculator.authoring.problem import LONGEST_MESSAGE, PolicyError, cut, visible
from calculator.authoring.proof import Miss, fixed, severities_replaced, unwritten
from calculator.authoring.published import vanished
from calculator.authoring.report import report
from calculator.authoring.request import issue_sent, issue_typed
from calculator.authoring.revisions import NoPolicyError, look_at, merge_base
from calculator.authoring.scaffold import QUESTIONS, Answers, asked, scaffold, unusable_answer
from calculator.authoring.trial import Trial
from calculator.engine.answer import Desk
from calculator.engine.issue import Issue
from calculator.engine.mistake import Mistake
from calculator.engine.policy import RESPONSE
from calculator.engine.time.holidays import Holidays, country_code
from calculator.engine.told import Json, told
from calculator.language.knowledge import empty_sentences, language
from calculator.language.learn import learn, unknown, unusable
from calculator.language.lines import LEARNED, LINES, labelled_lines
from calculator.language.weights_file import write_weights


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit status is 0, 1 if something is wrong with the input, 2 for misuse."""
    for stream, errors in (
        (sys.stdin, "replace"),
        (sys.stdout, "backslashreplace"),
        (sys.stderr, "backslashreplace"),
    ):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)
    options = _parser().parse_args(arguments)
    try:
        status = int(options.run(options))
        if sys.stdout:
            sys.stdout.flush()
        return status
    except PolicyError as error:
        for doubt in error.doubts:
            _warn(f"{doubt.place}: warning: {doubt.message}")
        print(error, file=sys.stderr)
        count = len(error.problems)
        _warn(f"{count} problem{'s' if count != 1 else ''} in the policy")
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        _warn(f"{error.filename or 'output'}: {error.strerror}")
        # What could not be written is not tried again when Python ends.
        os.close(1)
        os.open(os.devnull, os.O_WRONLY)
        return 1


def _warn(message: str) -> None:
    """Says something beside the output, in one line whatever it quotes."""
    print(cut(visible(message), LONGEST_MESSAGE), file=sys.stderr)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        super().error(cut(visible(message), LONGEST_MESSAGE))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m calculator", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    assess = commands.add_parser("assess", help="severity, deadline and contact for an issue")
    assess.add_argument("text", nargs="?", default="", help="the description; - for standard input")
    assess.add_argument(
        "--fact",
        action="append",
        default=[],
        metavar="FACT=VALUE",
        help="a fact that you know, whatever the description says; may be repeated",
    )
    assess.add_argument(
        "--opened",
        metavar="TIME",
        help="when the case was opened, in any form people write; default now",
    )
    assess.add_argument("--called", metavar="TIME", help="when support was called, if it was")
    assess.add_argument("--answered", metavar="TIME", help="when support answered, if it did")
    assess.add_argument(
        "--state",
        action=_State,
        nargs="+",
        default=[],
        metavar=("STATE", "TIME"),
        help="a state that stops the clock, such as waiting-for-customer, since when, and, if it "
        "is over, until when; may be repeated",
    )
    assess.add_argument(
        "--changed",
        action="append",
        nargs=2,
        default=[],
        metavar=("SEVERITY", "TIME"),
        help="to which severity support changed the case, and when; may be repeated",
    )
    assess.add_argument(
        "--done",
        action="append",
        nargs=2,
        default=[],
        metavar=("KIND", "TIME"),
        help="what else was done (update, workaround, resolution, ...), and when; may be repeated",
    )
    assess.add_argument("--now", metavar="TIME", help="the present moment; default the clock's")
    assess.add_argument(
        "--country", metavar="CODE", help="a name or a code, such as India, IN or US-CA"
    )
    assess.add_argument("--timezone", metavar="ZONE", help="such as Asia/Kolkata")
    form = assess.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="the whole answer as JSON")
    form.add_argument("--batch", action="store_true", help="JSON Lines in, JSON Lines out")
    form.add_argument("--explain", action="store_true", help="show how the words were read")
    _policy_option(assess)
    assess.set_defaults(run=_assess)

    check = commands.add_parser("check", help="validate policy data")
    check.add_argument("directory", nargs="?", type=_directory, metavar="DIR")
    check.add_argument(
        "--fix-examples",
        action="store_true",
        help="write what the examples come to in place of what they expect",
    )
    check.add_argument(
        "--editor", action="store_true", help="write what editors complete and explain keys by"
    )
    check.add_argument(
        "--due",
        action="store_true",
        help="also fail where holiday years end soon, or the source is to be looked at again",
    )
    _policy_option(check)
    check.set_defaults(run=_check)

    diff = commands.add_parser("diff", help="what changed for readers between two policies")
    diff.add_argument(
        "old",
        nargs="?",
        help="a directory or a git revision; default: where this branch left main",
    )
    diff.add_argument(
        "new", nargs="?", help="a directory or a git revision; default: the policy as it is now"
    )
    diff.add_argument(
        "--format",
        choices=["markdown", "text", "json", "yaml"],
        help="for a pull request, a terminal, a program, or the policy's revisions; default: text "
        "in a terminal, markdown elsewhere",
    )
    diff.add_argument(
        "--exit-code", action="store_true", help="end with 1 if something changes, as git does"
    )
    _policy_option(diff)
    diff.set_defaults(run=_diff)

    trying = commands.add_parser("try", help="how sentences are read, now and before the change")
    trying.add_argument("sentences", nargs="*", help="without any: one a line, as you type")
    trying.add_argument("--old", help="a directory or a git revision; default: see diff")
    _policy_option(trying)
    trying.set_defaults(run=_try)

    new = commands.add_parser("new", help="write a small policy to start from")
    new.add_argument("directory", type=Path, metavar="DIR")
    for name, question in QUESTIONS.items():
        new.add_argument(f"--{name}", help=question)
    new.set_defaults(run=_new)

    learning = commands.add_parser("learn", help="learn to read from the policy's labelled lines")
    _policy_option(learning)
    learning.set_defaults(run=_learn)
    return parser


class _State(argparse.Action):
    """A state of the case, its start and, if it has one, its end."""

    def __call__(self, parser: Any, options: Any, values: Any, option: str | None = None) -> None:
        if len(values) not in (2, 3):
            parser.error(f"argument {option}: expected STATE, since when and, if over, until when")
        setattr(options, self.dest, [*getattr(options, self.dest), values])


def _directory(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("name a directory")
    return Path(text)


def _policy_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--policy",
        type=_directory,
        metavar="DIR",
        help=f"the policy's directory; default: what POLICY says, else {DEFAULT}",
    )


def _policy(options: argparse.Namespace) -> Path:
    """The policy's directory, told beside what the command prints."""
    directory = policy_directory(options.policy)
    _warn(f"Policy: {directory}")
    return directory


# -- assess ----


def _assess(options: argparse.Namespace) -> int:
    source = load_policy(_policy(options))
    policy, now = source.policy, datetime.now(UTC)
    if options.batch:
        return _batch(_desk(source, None), sys.stdin.buffer if sys.stdin else (), now)
    given = sys.stdin.read() if options.text == "-" and sys.stdin else options.text
    text = "" if given == "-" else given
    request: dict[str, Any] = {"text": text, "facts": {}}
    for pair in options.fact:
        fact, _, value = pair.partition("=")
        request["facts"][fact] = value
    for name in ("opened", "called", "answered", "now", "country", "timezone"):
        request[name] = getattr(options, name)
    request["log"] = [*_entries(options)]
    issue = issue_typed(policy, request, now)
    if issue.mistakes:
        for mistake in issue.mistakes:
            option = _option(mistake, request["log"])
            _warn(f"{option}: {_mistake(mistake.code, mistake.params)}")
        return 1
    desk = _desk(source, issue.place)
    answer = desk.answer(issue)
    if options.json:
        print(json.dumps(told(answer), ensure_ascii=False, indent=1))
    else:
        print(report(policy, answer, explain=desk.reader if options.explain else None))
    return 0


def _option(mistake: Mistake, log: Sequence[Mapping[str, str]]) -> str:
    """The option that gave what cannot be used."""
    if entry := mistake.params.get("entry"):
        first = next(iter(log[int(entry) - 1]))
        return "--changed" if first == "severity" else f"--{first}"
    return "--fact" if mistake.field == "facts" else f"--{mistake.field}"


def _entries(options: argparse.Namespace) -> Iterator[dict[str, str]]:
    """What the options tell of the case since it was opened, as its log has it."""
    for state, start, *end in options.state:
        yield {"state": state, "from": start, **({"to": end[0]} if end else {})}
    for severity, at in options.changed:
        yield {"severity": severity, "at": at}
    for kind, at in options.done:
        yield {"done": kind, "at": at}


def _desk(source: Source, place: str | None) -> Desk:
    """A desk that knows the holidays of one place, or of none yet (:func:`_batch` adds them)."""
    desk = Desk(source.policy, language(), source.learned)
    _learn_place(desk, place)
    return desk


def _learn_place(desk: Desk, place: str | None) -> None:
    named = {*closing(desk.policy), *([country_code(place)] if place else [])}
    wanted = named - desk.holidays.countries.keys()
    if found := build_some(desk.policy.holidays, wanted, datetime.now(UTC).date()):
        desk.learn_holidays(Holidays({**desk.holidays.countries, **found}))


def _batch(desk: Desk, lines: Iterable[bytes], now: datetime) -> int:
    failed = False
    for line in lines:
        result = _batch_line(desk, line, now)
        try:
            text = json.dumps(result)
        except RecursionError:
            result = {"id": None, "error": "id: nested too deeply"}
            text = json.dumps(result)
        failed |= "error" in result
        print(text, flush=True)
    return 1 if failed else 0


def _not_json(constant: str) -> None:
    raise ValueError(f"there is no {constant} in JSON")


def _number(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError(f"{text} is too large a number")
    return number


def _batch_line(desk: Desk, line: bytes, now: datetime) -> Json:
    try:
        # A file may start with a byte order mark.
        text = line.decode("utf-8-sig")
        request = json.loads(text, parse_constant=_not_json, parse_float=_number)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        return {"id": None, "error": f"not JSON: {error}"}
    if not isinstance(request, dict):
        return {"id": None, "error": "not a JSON object"}
    id = request.get("id")
    if not isinstance(request.get("text"), str):
        return {"id": id, "error": "text: missing or not a string"}
    issue = issue_sent(desk.policy, request, now)
    if issue.mistakes:
        return {"id": id, "error": "; ".join(_listed(issue))}
    _learn_place(desk, issue.place)
    body = told(desk.answer(issue))
    kept = ("severity", "criterion", "asks", "possible", "deadline", "target", "escalation")
    return {
        "id": id,
        **{key: body[key] for key in kept},
        "evidence": body["evidence"],
        "promised": {
            kind["kind"]: kind["deadline"]
            for kind in body["kinds"]
            if kind["kind"] != RESPONSE and kind["deadline"]
        },
        "paused": [t["id"] for t in body["targets"] if t["status"] == "paused"],
    }


def _listed(issue: Issue) -> Iterator[str]:
    return (f"{m.field}: {_mistake(m.code, m.params)}" for m in issue.mistakes)


def _mistake(code: str, params: Mapping[str, str]) -> str:
    if code == "unknown-fact":
        return f"there is no fact '{params['fact']}'; known are {params['known']}"
    if code == "unknown-value":
        return f"'{params['fact']}' is never '{params['value']}'; expected {params['known']}"
    return params.get("message") or f"{code.replace('-', ' ')}: {params.get('value', '')}"


# -- check, diff, try, learn ----


def _new(options: argparse.Namespace) -> int:
    """Asks at a terminal for what no option gives; elsewhere defaults are taken."""
    directory: Path = options.directory
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        _warn(f"new: {directory} is not empty; give a new directory")
        return 1
    known = {name: value for name in QUESTIONS if (value := getattr(options, name)) is not None}
    if wrong := [said for name, value in known.items() if (said := unusable_answer(name, value))]:
        for said in wrong:
            _warn(f"new: {said}")
        return 1
    if sys.stdin.isatty():
        known |= {name: asked(name) for name in QUESTIONS if name not in known}
    if not known.get("vendor"):
        _warn("new: say whose support it is, with --vendor NAME")
        return 1
    try:
        path = scaffold(options.directory, Answers(**known), datetime.now(UTC).date())
    except FileExistsError as error:
        _warn(f"new: {error}")
        return 1
    write_for_editors(load_policy(options.directory))
    print(f"{path} is written. Check it, and build its site:")
    print(f"    python -m calculator check {options.directory}")
    print(f"    POLICY={options.directory} make serve")
    return 0


def _check(options: argparse.Namespace) -> int:
    directory = policy_directory(options.directory or options.policy)
    found = examined(directory)
    source, policy = found.source, found.source.policy
    for path in source.unread:
        _warn(f"{path}:1:1: not read: rename it to *.yml, not hidden")
    for learned in unknown(policy, source.learned):
        _warn(f"{directory / LEARNED}:1:1: knows {learned}; ignored until `make learn`")
    doubts = [*found.doubts, *vanished(source, directory)]
    warnings = len(doubts)
    for doubt in doubts:
        _warn(f"{doubt.place}: warning: {doubt.message}")
    if options.fix_examples and (anew := [*unwritten(source)]):
        return _fix_examples(source, anew)
    if found.wrong_examples:
        raise PolicyError([*found.wrong_examples])
    if options.due and (due := list(due_of(source, datetime.now(UTC).date()))):
        raise PolicyError(due)
    if options.editor:
        write_for_editors(source)
    criteria = sum(len(s.criteria) for s in policy.severities)
    print(
        f"{visible(str(directory))}: {len(policy.facts)} facts, {criteria} criteria, "
        f"{len(policy.response)} response targets, {len(policy.examples)} examples: all in order"
        + (f", {warnings} warning{'s' if warnings != 1 else ''}" if warnings else "")
    )
    return 0


def _fix_examples(source: Source, anew: Sequence[Miss]) -> int:
    """Writes what examples come to where they expect something else; for the author to review."""
    for replaced in severities_replaced(source, anew):
        print(replaced)
    for path, text in fixed(source, anew).items():
        before = path.read_bytes()
        mark = "utf-8-sig" if before.startswith(BOM_UTF8) else "utf-8"
        path.write_text(text, encoding=mark, newline="\r\n" if b"\r\n" in before else "\n")
        print(f"{path}: expectations written anew; {look_at(path, before, text)}")
    return 0


def _diff(options: argparse.Namespace) -> int:
    directory = _policy(options)
    try:
        old = options.old or merge_base(directory)
        found = compared(old, options.new or str(directory), directory)
    except NoPolicyError as error:
        _warn(f"diff: {error}")
        return 2 if options.exit_code else 1
    if options.format == "json":
        print(json.dumps(found.json(), ensure_ascii=False, indent=1))
    elif options.format == "yaml":
        print(found.yaml(day_of_change(load_policy(directory).policy)))
    else:
        in_text = options.format == "text" or (options.format is None and sys.stdout.isatty())
        print(found.text() if in_text else found.markdown())
    return 1 if options.exit_code and found.changed else 0


def _try(options: argparse.Namespace) -> int:
    try:
        trial = Trial(_policy(options), options.old)
    except NoPolicyError as error:
        _warn(f"try: {error}")
        return 1
    for sentence in options.sentences or sys.stdin or ():
        if sentence.strip():
            print("\n".join(trial.lines(sentence.strip())), flush=True)
    return 0


def _learn(options: argparse.Namespace) -> int:
    directory = _policy(options)
    policy = load_policy(directory).policy
    lines = labelled_lines(directory)
    for i, why in unusable(policy, lines):
        _warn(f"{lines[i].get('id', i)}: not used: {why}")
    useless = {i for i, _ in unusable(policy, lines)}
    lines = [line for i, line in enumerate(lines) if i not in useless]
    if not lines:
        _warn(
            f"{directory / LINES}: there are no labelled lines (*.jsonl) to learn from; without "
            "them, descriptions are read by the policy's phrases and what the language means"
        )
        return 1
    learned = learn(policy, language(), lines, empty_sentences())
    print(f"A quarter of {len(lines)} lines, read without what is learned and with it:")
    print(f"  {learned.alone}; {learned.helped}")
    for name, (before, after) in {**learned.by_fact, **learned.by_criterion}.items():
        print(f"  {name} ({before.count}): {before}; {after}")
    path = directory / LEARNED
    if learned.worse:
        _warn(f"{path} is not written: descriptions would be read worse")
        return 1
    write_weights(path, learned.weights)
    count = learned.weights["features"].count("\n") + 1
    print(f"{path}: {count} features")
    return 0


if __name__ == "__main__":
    sys.exit(main())
