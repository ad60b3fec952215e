"""The command line, as people and scripts run it."""

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from datetime import datetime
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from calculator.__main__ import _parser, main
from calculator.authoring.check import load_policy
from tests.conftest import ROOT
from tests.policies import OFFICES, PUBLISHED, WHOLE

OTHER = OFFICES
EXAMPLE, *_ = load_policy(WHOLE).policy.examples
"""An issue with a case and a call."""


def run(
    *arguments: str | bytes | Path, said: bytes = b"", cwd: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """A command's exit status and output, without a process of its own: starting takes longest."""
    said_to, out, err = (TextIOWrapper(BytesIO(held)) for held in (said, b"", b""))
    with pytest.MonkeyPatch.context() as patch, chdir(cwd):
        patch.delenv("POLICY", raising=False)
        for name, value in environment.items():
            patch.setenv(name, value)
        for name, stream in (("stdin", said_to), ("stdout", out), ("stderr", err)):
            patch.setattr(sys, name, stream)
        try:
            status = main([os.fsdecode(argument) for argument in arguments])
        except SystemExit as misused:
            status = int(misused.code or 0)
        out.flush()
        err.flush()
    told = (stream.buffer.getvalue().decode() for stream in (out, err))
    return subprocess.CompletedProcess(arguments, status, *told)


def start(command: str, said: bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
    """A command's exit status and output in a process of its own, as a shell starts it."""
    done = subprocess.run(
        ["sh", "-c", f"{shlex.quote(sys.executable)} -m calculator {command}"],
        input=said,
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        check=False,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err, err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


# -- assess --------------------------------------------------------------------------------------

assert EXAMPLE.opened
assert EXAMPLE.called
ISSUE = (EXAMPLE.text, "--policy", WHOLE, "--opened", EXAMPLE.opened.isoformat())
ISSUE += ("--called", EXAMPLE.called.isoformat(), "--country", EXAMPLE.country or "")
ISSUE += ("--timezone", EXAMPLE.timezone or "")


def test_assess() -> None:
    done = run("assess", *ISSUE, "--now", "2026-11-25T10:06+05:30")
    assert (done.returncode, done.stderr) == (0, f"Policy: {WHOLE}\n")
    first, criterion, deadline, *rest = done.stdout.splitlines()
    assert first == "Grade 1 (Locked out)"
    assert criterion.endswith(f"[{EXAMPLE.expect.criterion}]")
    assert f"{EXAMPLE.expect.deadline:%a %Y-%m-%d %H:%M} IST" in deadline
    assert deadline.endswith(f"[{EXAMPLE.expect.target}]")
    assert any("* Asha Kulkarni" in line for line in rest)
    assert "What would change it" not in done.stdout


def test_assess_explained() -> None:
    answered = ("--answered", "2026-11-25T10:15+05:30", "--now", "2026-11-25T10:16+05:30")
    done = run("assess", *ISSUE, "--explain", *answered)
    assert 'People: All our people, everywhere (from your words: "Nobody ' in done.stdout
    assert "What would change it" in done.stdout
    assert "10 min" in done.stdout


def test_assess_as_json() -> None:
    done = run("assess", *ISSUE, "--json", "--fact", "people=all", "--fact", "state=stuck")
    body = json.loads(done.stdout)
    expect = EXAMPLE.expect
    assert (body["severity"], body["criterion"]) == (expect.severity, expect.criterion)
    assert datetime.fromisoformat(body["deadline"]) == expect.deadline
    assert body["escalation"] == expect.escalation
    assert [f["state"] for f in body["facts"]] == ["read", "stated", "stated"]


def test_assess_asks_for_what_it_has_to_know() -> None:
    done = run("assess", "Mail is down", "--policy", OTHER)
    assert done.returncode == 0
    assert done.stdout.splitlines()[:3] == [
        "Priority 1 or Priority 2: it depends.",
        "  Who notices?",
        "    --fact reach=one                    One mailbox",
    ]


def test_assess_tells_every_mistake() -> None:
    wrong = (
        "--fact",
        "color=red",
        "--opened",
        "soon",
        "--country",
        "Norwgay",
        "--timezone",
        "CET2",
    )
    done = run("assess", "x", "--policy", OTHER, *wrong)
    assert (done.returncode, done.stdout) == (1, "")
    policy, *told = done.stderr.splitlines()
    assert policy == f"Policy: {OTHER}"
    assert told[0] == ('--country: "Norwgay" is no country that is known: is it Norway (NO)?')
    assert told[1].startswith("--opened: “soon” is not a time. Write it like 09:30")
    assert told[2].startswith('--timezone: "CET2" is not an IANA time zone')
    assert told[3] == "--fact: there is no fact 'color'; known are service, effect, reach"


PRESENT = ("--now", "2026-11-24T10:06+05:30", "--timezone", "Asia/Kolkata")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("yesterday 14:00", "Mon 2026-11-23 14:00 IST, 20 h 6 min ago"),
        ("10 min ago", "Tue 2026-11-24 09:56 IST, 10 min ago"),
        ("Tue, 24 Nov 2026 04:30:00 +0000", "Tue 2026-11-24 10:00 IST, 6 min ago"),
        ("hier à 14:00", "Mon 2026-11-23 14:00 IST, 20 h 6 min ago"),
    ],
)
def test_assess_reads_times_as_people_write_them_and_tells_how(typed: str, read: str) -> None:
    done = run("assess", "Mail is slow", "--policy", OTHER, *PRESENT, "--opened", typed)
    assert done.returncode == 0
    assert f"Case opened: {read}" in done.stdout.splitlines()


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        (("--opened", "03/04/2026 10:00", *PRESENT), "day and month could be either way round"),
        (("--opened", "2026-11-24", *PRESENT), "has no time"),
        (("--opened", "9:30"), 'in which zone is "9:30"? Add --timezone'),
    ],
)
def test_assess_asks_what_is_not_clear(options: tuple[str, ...], asked: str) -> None:
    done = run("assess", "Mail is slow", "--policy", OTHER, *options)
    assert (done.returncode, done.stdout) == (1, "")
    assert asked in done.stderr


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_assess_reads_standard_input_whatever_its_bytes(locale: str) -> None:
    said = b"\xff\xed\xa0\x80 The archive is slow \xf0\x9f\x90\x8c"
    done = start(f"assess - --policy {OTHER} --explain", said, LC_ALL=locale)
    assert (done.returncode, done.stderr) == (0, f"Policy: {OTHER}\n")
    assert 'Effect: It is slow (from your words: "The archive is slow")' in done.stdout


def test_assess_takes_words_that_are_no_unicode() -> None:
    done = run("assess", b"The \xff archive is slow", "--json", "--policy", OTHER)
    assert json.loads(done.stdout)["criterion"] == "p3-slow"


@pytest.mark.parametrize("said", ["UK", "gb", "United Kingdom", "Großbritannien", "Britain"])
def test_a_country_goes_by_its_names(said: str) -> None:
    done = run("assess", "x", "--country", said, "--json", "--policy", OTHER)
    assert json.loads(done.stdout)["zone"]["country"] == "GB"


@pytest.mark.parametrize("said", ["ß", "\u1e9e", "?", "toString", "__proto__"])
def test_what_is_no_country_is_none(said: str) -> None:
    """A capital of ß is SS, which is South Sudan's code."""
    done = run("assess", "x", "--country", said, "--policy", OTHER)
    assert done.returncode == 1
    assert "is no country that is known" in done.stderr


# -- batch ---------------------------------------------------------------------------------------

LOST = {"severity": 1, "criterion": "p1-loss", "asks": [], "possible": [1]}
LINES: list[tuple[bytes, dict[str, Any]]] = [
    (
        b'{"id": "a", "text": "Messages lost", "opened": "2026-05-17T03:00+02:00"}',
        {**LOST, "id": "a", "deadline": "2026-05-17T01:30:00Z", "target": "p1-target",
         "escalation": "oslo", "evidence": [
             {"fact": "service", "value": "mail", "start": 0, "end": 8},
             {"fact": "effect", "value": "lost", "start": 0, "end": 13}]},
    ),
    (b'{"id": 2, "text": "Mail is down"}',
     {"id": 2, "severity": None, "criterion": None, "asks": ["reach"], "possible": [1, 2],
      "deadline": None, "target": None}),
    (b'{"id": 3, "text": "", "facts": {"effect": "lost"}, "opened": "2026-05-17T03:00Z"}',
     {**LOST, "id": 3, "evidence": []}),
    (b'{"id": 4, "text": "lost \\ud800 \xf0\x9f\x90\x8c"}', {"id": 4, "severity": 1}),
    (b'{"id": "\\ud83d", "text": "lost"}', {"id": "\ud83d", "severity": 1}),
    (b'{"id": 6, "text": "lost", "country": "us-ca"}', {"id": 6, "severity": 1}),
    (b'{"text": "lost"}', {"id": None, "severity": 1}),
    (b"not JSON", {"id": None, "error": "not JSON: Expecting value: line 1 column 1 (char 0)"}),
    (b"", {"id": None}),
    (b"[1]", {"id": None, "error": "not a JSON object"}),
    (b'{"id": 1e999}', {"id": None, "error": "not JSON: 1e999 is too large a number"}),
    (b'{"id": NaN}', {"id": None, "error": "not JSON: there is no NaN in JSON"}),
    (b'{"id": 12}', {"id": 12, "error": "text: missing or not a string"}),
    (b'{"id": 13, "text": 5}', {"id": 13, "error": "text: missing or not a string"}),
    (b'{"id": 14, "text": "x", "facts": {"color": "red"}, "opened": 5}',
     {"id": 14, "error": "opened: no text: 5; facts: there is no fact 'color'; known are service, "
                         "effect, reach"}),
    (b'{"id": 15, "text": "x", "country": "XX"}',
     {"id": 15, "error": 'country: "XX" is no country that is known; write its name, or its code '
                         "such as IN or US-CA"}),
    (b'{"id": 16, "text": "\xff"}', {"id": None}),
    (b"[" * 100_000, {"id": None}),
    (b'{"id": ' + b"[" * 3_000 + b"]" * 3_000 + b', "text": "x"}', {}),
    (b'{"id": 19, "text": "' + b"lost " * 20_000 + b'"}', {"id": 19}),
]  # fmt: skip


@pytest.fixture(scope="module")
def batch() -> subprocess.CompletedProcess[str]:
    said = b"\xef\xbb\xbf" + b"\r\n".join(line for line, _ in LINES)
    return run("assess", "--batch", "--policy", OTHER, said=said)


def test_batch_gives_one_line_for_each_and_goes_on(batch: subprocess.CompletedProcess[str]) -> None:
    assert batch.returncode == 1
    assert len(batch.stdout.splitlines()) == len(LINES)


@pytest.mark.parametrize("number", range(len(LINES)))
def test_batch(batch: subprocess.CompletedProcess[str], number: int) -> None:
    line, expected = LINES[number]
    given = json.loads(batch.stdout.splitlines()[number])
    assert {key: given.get(key) for key in expected} == expected
    parts = {"severity", "criterion", "asks", "possible", "deadline", "target", "escalation"}
    parts |= {"promised", "paused"}
    assert given.keys() in ({"id", "error"}, {"id", "evidence"} | parts), line


def test_a_batch_without_errors() -> None:
    done = run("assess", "--batch", "--policy", OTHER, said=b'{"id": 1, "text": "lost"}\n')
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1)


DESK = next(directory for directory in PUBLISHED if directory.name == "deakin-it")
"""Its clocks stand while it waits for the customer; it promises to resolve, too."""
FACTS = {"ticket": "incident", "impact": "high", "urgency": "high"}
WAITING = {"state": "waiting-for-customer", "from": "2026-03-02T10:00+11:00"}


def test_a_batch_takes_the_log_of_a_case() -> None:
    line = {"text": "", "facts": FACTS, "opened": "2026-03-02T09:00+11:00"}
    logs: list[Any] = [[], [WAITING], [{**WAITING, "to": "2026-03-02T12:00+11:00"}], [{}]]
    said = "\n".join(json.dumps({**line, "id": i, "log": log}) for i, log in enumerate(logs))
    done = run("assess", "--batch", "--policy", DESK, said=said.encode())
    plain, waiting, over, wrong = map(json.loads, done.stdout.splitlines())
    assert (plain["deadline"], plain["paused"]) == ("2026-03-02T01:00:00Z", [])
    assert plain["promised"] == {"resolution": "2026-03-02T22:00:00Z"}
    assert (waiting["deadline"], waiting["promised"]) == (None, {})
    assert waiting["paused"] == ["response-time-incident-p1", "resolution-time-incident-p1"]
    assert (over["deadline"], over["paused"]) == ("2026-03-02T03:00:00Z", [])
    assert over["promised"] == {"resolution": "2026-03-03T00:00:00Z"}
    assert wrong == {"id": 3, "error": "log: entry 1: it lacks 'at'"}


LATE = ("--opened", "2026-03-02 09:00", "--now", "2026-03-02 13:00")
PLACE = ("--timezone", "Australia/Melbourne")


def test_assess_takes_what_happened_since_the_case_was_opened() -> None:
    facts = [word for fact in FACTS.items() for word in ("--fact", "=".join(fact))]
    asked = ("assess", "", "--policy", DESK, *facts, *LATE, *PLACE)
    waiting = run(*asked, "--state", "waiting-for-customer", "10:00").stdout
    left = "The clock stands while the case waits, since Mon 2026-03-02 10:00 AEDT."
    assert f"  {left} It goes on with 2 h left.\n" in waiting
    assert "Waiting for customer: Mon 2026-03-02 10:00 AEDT\n" in waiting
    over = run(*asked, "--state", "waiting-for-customer", "10:00", "3 h ago", "--changed", "P2",
               "11 am", "--done", "resolution", "12:30").stdout  # fmt: skip
    head = over.splitlines()[:4]
    assert head[0] == "Priority 2 (High)"
    assert head[1] == (
        "  Support set this severity: Mon 2026-03-02 11:00 AEDT. "
        "By the description it is Priority 1."
    )
    assert any(line.startswith("  Answer due by Mon 2026-03-02 14:00 AEDT") for line in head)
    assert "Changed to Priority 2: Mon 2026-03-02 11:00 AEDT\n" in over
    assert "Done, Resolution: Mon 2026-03-02 12:30 AEDT\n" in over


def test_assess_tells_which_entry_of_the_log_is_wrong() -> None:
    done = run("assess", "x", "--policy", DESK, *PLACE, "--state", "asleep", "10:00", "--done",
               "resolution", "sometime", "--changed", "P0", "noon")  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[1:] == [
        "--done: “sometime” is not a time. Write it like 09:30, yesterday 14:00 or 24 Nov 10:05.",
        "--state: entry 1: 'asleep' pauses no clock; known are waiting-for-customer",
        "--changed: entry 2: there is no severity 'P0'; known are P1, P2, P3, P4, P5",
    ]


# -- check, diff ---------------------------------------------------------------------------------


def test_check() -> None:
    done = run("check", OTHER)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{OTHER}: ")
    assert done.stdout.endswith(": all in order\n")


@pytest.mark.parametrize(
    ("arguments", "environment", "taken"),
    [
        ((), {}, "policy_data"),
        ((), {"POLICY": ""}, "policy_data"),
        ((), {"POLICY": str(OTHER)}, OTHER),
        (("--policy", OTHER), {"POLICY": "policy_data"}, OTHER),
    ],
    ids=["default", "empty", "environment", "option"],
)
def test_every_command_takes_the_policy_from_one_place_and_says_which(
    arguments: tuple[str | Path, ...], environment: dict[str, str], taken: str | Path
) -> None:
    assessed = run("assess", "x", *arguments, **environment)
    assert assessed.stderr == f"Policy: {taken}\n"
    checked = run("check", *arguments, **environment)
    assert checked.stdout.startswith(f"{taken}: ")
    compared = run("diff", "no-such-revision", OTHER, *arguments, **environment)
    assert compared.stderr.startswith(f"Policy: {taken}\n")


def test_check_names_yaml_that_is_not_read(tmp_path: Path) -> None:
    shutil.copytree(OTHER, tmp_path / "policy")
    (tmp_path / "policy" / "facts.yml.old").write_text("facts: []\n")
    done = run("check", "policy", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr == "policy/facts.yml.old:1:1: not read: rename it to *.yml, not hidden\n"


def test_learn_without_lines_says_where_they_belong() -> None:
    done = run("learn", "--policy", OTHER)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{OTHER}/lines: there are no labelled lines (*.jsonl) to learn from" in done.stderr


def test_check_tells_every_problem(tmp_path: Path) -> None:
    shutil.copytree(OTHER, tmp_path / "policy")
    (tmp_path / "policy" / "more.yml").write_text("phnes: []\nabout: 5\n")
    done = run("check", "policy", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "policy/more.yml:1:1: a policy has no key 'phnes'; did you mean 'phones'?",
        "policy/more.yml:2:8: expected an about with the keys 'name', 'vendor', 'support', "
        "'summary', 'revision', 'language' and 'source', found '5'",
        "policy/policy.yml:3:1: 'about' is given already at policy/more.yml:2:1",
        "3 problems in the policy",
    ]


def test_diff() -> None:
    done = run("diff", OTHER, OTHER)
    assert (done.returncode, done.stdout) == (0, "Nothing changes for readers.\n")


def test_diff_of_what_is_not_there() -> None:
    done = run("diff", "no-such-revision", OTHER)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Policy: policy_data\n"
        "diff: 'no-such-revision' is neither a directory nor a revision of the git repository "
        "in which 'policy_data' lies\n"
    )


@pytest.mark.parametrize("arguments", [(), ("sing",), ("assess", "--json", "--batch")], ids=str)
def test_misuse(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage: python -m calculator" in done.stderr


# -- documentation -------------------------------------------------------------------------------


def options() -> Iterator[tuple[str, str]]:
    """Each command with each of its options."""
    (commands,) = (a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction))
    for name, parser in commands.choices.items():
        for action in parser._actions:
            yield from ((name, option) for option in action.option_strings if option != "-h")


def test_the_example_in_the_readme_is_true() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    example = re.search(r"\n    \$ python -m calculator (assess .+?)\n    \.\.\.\n", readme, re.S)
    assert example
    lines = example.group(1).replace("\\\n", " ").splitlines()
    done = run(*shlex.split(lines[0]))
    assert done.stdout.startswith("".join(line[4:] + "\n" for line in lines[1:]))


def test_every_command_and_option_is_documented() -> None:
    text = "".join(
        p.read_text("utf-8") for p in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))
    )
    for command, option in options():
        assert f"python -m calculator {command}" in text
        assert option in text or option == "--help", (command, option)


def test_every_option_has_its_help() -> None:
    (commands,) = (a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction))
    for parser in commands.choices.values():
        for action in parser._actions:
            assert action.help or action.dest in ("old", "new", "directory"), action.dest


# -- whatever is given ---------------------------------------------------------------------------


FORGED = "x\n::error::\x1b[31m"
"""A line that a workflow would take for its own command, and red ink."""


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", FORGED),
        ("diff", FORGED, OTHER),
        ("try", "x", "--old", FORGED, "--policy", OTHER),
        ("assess", "x", "--policy", OTHER, "--opened", FORGED),
        ("assess", "x", "--policy", OTHER, "--fact", f"{FORGED}={FORGED}"),
        ("assess", FORGED, "--policy", OTHER, "--explain"),
        ("learn", "--policy", FORGED),
        ("learn", FORGED),
        ("new", "", "--vendor", FORGED),
    ],
    ids=lambda arguments: " ".join(map(str, arguments[:1])),
)
def test_what_is_quoted_stays_in_its_line(arguments: tuple[str | Path, ...]) -> None:
    done = run(*arguments)
    for said in (done.stdout, done.stderr):
        assert "\n::error" not in said
        assert "\x1b" not in said
        assert "Traceback" not in said


def test_a_whole_disk_is_no_policy() -> None:
    done = run("check", "/")
    assert done.returncode == 1
    assert done.stderr.startswith("/:1:1: holds more than 20000 files; name the policy's own")


def test_a_full_disk_is_told() -> None:
    done = start(f"check {OTHER} > /dev/full")
    assert (done.returncode, done.stderr) == (1, "output: No space left on device\n")


@pytest.mark.parametrize("argument", ["-", "--batch"])
def test_standard_input_may_be_closed(argument: str) -> None:
    assert start(f"assess {argument} <&-").returncode == 0


def test_no_directory_is_not_this_one() -> None:
    done = run("check", "")
    assert (done.returncode, done.stdout) == (2, "")
    assert "name a directory" in done.stderr


def test_a_pipe_in_place_of_a_file(tmp_path: Path) -> None:
    shutil.copytree(OTHER, tmp_path / "policy")
    os.mkfifo(tmp_path / "policy" / "more.yml")
    (tmp_path / "policy" / "away.yml").symlink_to("/etc/passwd")
    done = run("check", "policy", cwd=tmp_path)
    assert done.stderr.splitlines()[:2] == [
        "policy/away.yml:1:1: leads out of the policy's directory; write a file of its own",
        "policy/more.yml:1:1: is no file",
    ]


def test_sentences_tried_before_and_after(tmp_path: Path) -> None:
    shutil.copytree(OTHER, tmp_path / "policy")
    file = tmp_path / "policy" / "policy.yml"
    file.write_text(file.read_text().replace("[slow, delayed", "[slow, dawdles, delayed"))
    done = run(
        "try", "Our archives dawdle", "Mail is slow", "--old", OTHER, "--policy", file.parent
    )
    assert done.stdout.splitlines() == [
        '"Our archives dawdle"',
        "  before: Priority 1 or Priority 2 or Priority 3 or Priority 4, asks effect; "
        'service: archive "archives", reach: many (assumed)',
        '  now:    Priority 3 (p3-slow); service: archive "archives", '
        'effect: slow "Our archives dawdle", reach: many (assumed)',
        '"Mail is slow"',
        '  as before: Priority 3 (p3-slow); service: mail "Mail", effect: slow "Mail is slow"',
    ]


@pytest.mark.parametrize("known", [True, False], ids=["in-a-repository", "elsewhere"])
def test_what_became_of_examples_can_be_looked_at(tmp_path: Path, *, known: bool) -> None:
    """With git where it knows the file, else by the lines themselves."""
    policy = Path(shutil.copytree(WHOLE, tmp_path / "policy"))
    response = policy / "response.yml"
    response.write_text(response.read_text().replace("within: 6 h", "within: 8 h"))
    if known:
        for command in (["init", "-q"], ["add", "policy"]):
            subprocess.run(["git", *command], cwd=tmp_path, check=True)
    done = run("check", "--fix-examples", "policy", cwd=tmp_path)
    first, *lines = done.stdout.splitlines()
    if known:
        assert (first, lines) == (
            "policy/examples.yml: expectations written anew; look at what changed: "
            "git diff policy/examples.yml",
            [],
        )
        return
    assert first == "policy/examples.yml: expectations written anew; what changed:"
    assert lines[1:3] == [
        "  -      deadline: 2026-11-01T03:00-07:00",
        "  +      deadline: 2026-11-01T05:00-07:00",
    ]
    assert len(lines) == 4 * 3
