"""What the loader says of YAML that is not a policy: where, what was found, what was expected."""

import gzip
import re
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculator.authoring.check import load_policy
from calculator.authoring.form import MOST_PROBLEMS
from calculator.authoring.load import Source, read_policy
from calculator.authoring.problem import PolicyError, suggestion
from tests.authoring.broken import SOUND, told
from tests.worst import BROKEN_ITEMS, broken

TEXT = SOUND.read_text(encoding="utf-8")
SLOW = 3
"""How much longer it may take than it should, on a machine that is busy or slow."""

INVENTED = "text: There is no such company."

# A change to the sound policy, » where a message must point, and the messages in order of place.
FORM = {
    "a misspelt key": (
        [("  revision:", "  »revison:")],
        ["an about has no key 'revison'; did you mean 'revision'?"],
    ),
    "a misspelt key at the top": (
        [("cues:\n", "»cuse:\n")],
        ["a policy has no key 'cuse'; did you mean 'cues'?"],
    ),
    "a key that is like none": (
        [("label: Data loss", "label: Data loss\n        »colour: red")],
        ["a criterion has no key 'colour'; expected 'over', 'said' or 'near'"],
    ),
    "a missing key": (
        [
            ("- id: p1-loss\n", "- »id: p1-loss\n"),
            ("        text: Messages or appointments are lost.\n", ""),
        ],
        ["the criterion 'p1-loss' lacks the key 'text'"],
    ),
    "a missing id": ([("- id: offices\n    title", "- »title")], ["the topic lacks the key 'id'"]),
    "a key given twice": (
        [("title: Our offices\n", "title: Our offices\n    »title: Theirs\n")],
        ["'title' is given twice; the first is at line 21"],
    ),
    "a key that is no name": (
        [("{mon-sat:", "{»[mon, tue]:")],
        ["expected a name as key, found a list"],
    ),
    "keys where a text belongs": (
        [("label: Critical", "label:\n      »high: yes")],
        ["expected a text, found keys and values"],
    ),
    "a list where a text belongs": (
        [("label: Critical", "label: »[Critical]")],
        ["expected a text, found a list"],
    ),
    "nothing where a text belongs": (
        [("label: Critical", "label: »~")],
        ["'~' is nothing to YAML, not a text; put it in quotes: \"~\""],
    ),
    "a text where a thing belongs": (
        [("channels:\n  - id: form", "channels:\n  - »form\n  - id: form")],
        [
            "expected a channel with the keys 'id', 'name' and 'text', found 'form'; "
            "write {id: form, name: ..., text: ...}"
        ],
    ),
    "a text where a condition belongs": (
        [("when: {effect: lost}", "when: »lost")],
        ["expected names with values, such as {name: value}, found 'lost'"],
    ),
    "no date": (
        [("2026-03-01", "»1 March")],
        ["expected a date such as 2026-11-24, found '1 March'"],
    ),
    "a date there never was": (
        [("2026-03-01", "»2026-02-30")],
        ["expected a date such as 2026-11-24, found '2026-02-30'"],
    ),
    "an instant without its offset": (
        [("opened: 2026-05-17T03:00+02:00", "opened: »2026-05-17T03:00")],
        [
            "expected an instant with its offset, such as 2026-11-24T10:00+05:30, "
            "found '2026-05-17T03:00'"
        ],
    ),
    "an instant before all clocks": (
        [("opened: 2026-05-17T03:00+02:00", "opened: »0001-01-01T00:00+02:00")],
        [
            "expected an instant with its offset, such as 2026-11-24T10:00+05:30, "
            "found '0001-01-01T00:00+02:00'"
        ],
    ),
    "no name of a severity": (
        [("- id: 4\n", "- id: »[4]\n")],
        ["expected a text, found a list"],
    ),
    "neither true nor false": (
        [("always: true", "always: »perhaps")],
        ["expected true or false, found 'perhaps'"],
    ),
    "a misspelt choice": (
        [("does: open-case", "does: »open-cas")],
        ["'open-cas' is not allowed here; did you mean 'open-case'?"],
    ),
    "a choice that is like none": (
        [("does: open-case", "does: »sing")],
        ["'sing' is not allowed here; expected 'open-case', 'call' or 'note'"],
    ),
    "a misspelt choice in a list": (
        [("starts: [case-opened, phone-call]", "starts: [case-opened, »phone-cal]")],
        ["'phone-cal' is not allowed here; did you mean 'phone-call'?"],
    ),
    "several problems at once": (
        [
            ("- id: 4\n", "- id: »[4]\n"),
            ("always: true", "always: »perhaps"),
            ("label: Data loss", "label: Data loss\n        »colour: red"),
        ],
        [
            "a criterion has no key 'colour'; expected 'over', 'said' or 'near'",
            "expected a text, found a list",
            "expected true or false, found 'perhaps'",
        ],
    ),
}


@pytest.mark.parametrize(("changes", "messages"), FORM.values(), ids=FORM)
def test_form(tmp_path: Path, changes: list[tuple[str, str]], messages: list[str]) -> None:
    said, places = told(read_policy, tmp_path, changes)
    assert said == [f"{p}: {m}" for p, m in zip(places, messages, strict=True)]


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\ufffe"], ids=ascii)
def test_control_characters(tmp_path: Path, character: str) -> None:
    said, (place,) = told(read_policy, tmp_path, [(INVENTED, f"text: There »{character} is")])
    assert said == [f"{place}: the character U+{ord(character):04X} is not allowed; remove it"]


TURNED = [f"text: There »{sign} is" for sign in "\u202a\u202d\u202e"]
TURNED += ['text: »"There \\u202e is"', "text: There is # »\u202e not"]


@pytest.mark.parametrize("line", TURNED, ids=ascii)
def test_nothing_is_read_otherwise_than_it_stands(tmp_path: Path, line: str) -> None:
    said, (place,) = told(load_policy, tmp_path, [(INVENTED, line)])
    assert said[0].startswith(f"{place}: the character U+202")
    assert "read from the other side" in said[0]


def test_endless_nesting(tmp_path: Path) -> None:
    said, (place,) = told(read_policy, tmp_path, [(INVENTED, "text: »" + "[" * 5000)])
    assert said == [f"{place}: '[' opens what is not closed; remove it, or close it"]


@pytest.mark.parametrize(
    "more",
    [
        "".join(f"k{n}: 1\n" for n in range(60_000)),
        "a: '\n" * 100_000,
    ],
    ids=["keys", "quotes"],
)
def test_no_file_has_more_mistakes_than_are_told(tmp_path: Path, more: str) -> None:
    (tmp_path / "policy.yml").write_text(TEXT + "\n" + more, encoding="utf-8")
    begun = process_time()
    found = problems(tmp_path)
    assert process_time() - begun < 5 * SLOW
    assert 0 < len(found) <= 2 * (MOST_PROBLEMS + 1)


@pytest.mark.parametrize("kind", BROKEN_ITEMS)
def test_each_of_many_mistakes_is_told_at_its_line(tmp_path: Path, kind: str) -> None:
    """And the time that it takes grows with their number, not with its square."""

    def seconds(count: int) -> float:
        policy = broken(tmp_path / str(count), kind, count)
        begun = process_time()
        told = problems(policy)
        taken = process_time() - begun
        lines = [int(line.removeprefix(f"{policy}/policy.yml:").partition(":")[0]) for line in told]
        assert len(lines) == count
        assert {after - before for before, after in pairwise(lines)} == {4}
        return taken

    few, many = seconds(60), seconds(240)
    assert many < 0.5 or many < 8 * few


def test_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes("cues:\n  - id: é".encode() + b"\xe9")
    assert problems(tmp_path) == [
        f"{tmp_path}/a.yml:2:10: is not UTF-8; save the file as UTF-8",
    ]


def test_a_list_at_the_top(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("# first a comment\n- id: x\n")
    assert problems(tmp_path) == [f"{tmp_path}/a.yml:2:1: expected keys and values, found a list"]


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "---\n"], ids=repr)
def test_an_empty_file_gives_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yml").write_text(text)
    (lacking,) = problems(tmp_path)
    assert lacking.startswith(f"{tmp_path}:1:1: no file gives 'about', 'facts', ")
    shutil.copy(SOUND, tmp_path)
    assert problems(tmp_path) == []


def test_the_same_key_in_two_files(tmp_path: Path) -> None:
    shutil.copy(SOUND, tmp_path / "a.yml")
    (tmp_path / "b.yml").write_text("# again\nabout: {}\n")
    assert problems(tmp_path) == [
        f"{tmp_path}/b.yml:2:1: 'about' is given already at {tmp_path}/a.yml:3:1"
    ]


def test_no_directory(tmp_path: Path) -> None:
    assert problems(tmp_path / "x") == [f"{tmp_path}/x:1:1: no such directory of policy data"]


def test_a_directory_without_yaml(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("about: later")
    assert problems(tmp_path) == [f"{tmp_path}:1:1: holds no YAML file (*.yml)"]


def test_yaml_is_found_in_folders_whatever_its_ending_looks_like(tmp_path: Path) -> None:
    about, rest = TEXT.split("\n\n", 1)
    (tmp_path / "who.yml").mkdir()
    (tmp_path / "who.yml" / "about.YML").write_text(about, encoding="utf-8")
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "rest.Yaml").write_text(rest, encoding="utf-8")
    assert read_policy(tmp_path).policy == read_policy(SOUND.parent).policy


def test_yaml_that_is_not_read_is_named(tmp_path: Path) -> None:
    shutil.copy(SOUND, tmp_path)
    (tmp_path / ".git").mkdir()
    names = [".git/facts.yml", ".policy.yml", "policy.yml~", "policy.yaml.bak", "old.YML.txt"]
    for name in names:
        (tmp_path / name).write_text("about: {}")
    (tmp_path / "notes.txt").write_text("about: {}")
    assert read_policy(tmp_path).unread == tuple(sorted(tmp_path / name for name in names))


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", gzip.compress(b""), gzip.compress(b"\x02\0\0\0{}"), gzip.compress(b"\xff" * 8)],
    ids=["empty", "no-gzip", "nothing", "no-weights", "no-json"],
)
def test_weights_that_were_not_learned(tmp_path: Path, content: bytes) -> None:
    shutil.copy(SOUND, tmp_path)
    (tmp_path / "lines").mkdir()
    (tmp_path / "lines" / "learned.weights").write_bytes(content)
    (problem,) = problems(tmp_path)
    assert problem.startswith(f"{tmp_path}/lines/learned.weights:1:1: is not as `learn` writes it")


def test_a_policy_may_be_spread_over_files(tmp_path: Path) -> None:
    for part in TEXT.split("\n\n"):
        if name := re.search(r"^(\w+):", part, re.MULTILINE):
            (tmp_path / f"{name.group(1)}.yml").write_text(part, encoding="utf-8")
    assert len(list(tmp_path.iterdir())) > 10
    assert read_policy(tmp_path).policy == read_policy(SOUND.parent).policy


def test_a_single_item_may_stand_for_a_list() -> None:
    policy = read_policy(SOUND.parent).policy
    assert policy.response[0].starts == ("case-opened",)
    assert policy.severity(1).criteria[0].when == ({"effect": ("lost",)},)


def test_words_stay_as_they_were_written(tmp_path: Path) -> None:
    """No country is lost because its code looks like a no, and no zero because it leads."""
    text = TEXT.replace('countries: "NO"', "countries: NO")
    (tmp_path / "policy.yml").write_text(text, encoding="utf-8")
    source = read_policy(tmp_path)
    policy = source.policy
    assert policy.phones[0].countries == ("NO",)
    assert not source.doubts
    assert policy.phones[0].number == "+47 22 00 00 00"


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("revison", ["revision", "vendor"], "; did you mean 'revision'?"),
        ("colour", ["text", "when"], "; expected 'text' or 'when'"),
        ("colour", ["text"], "; expected 'text'"),
        ("colour", [], ""),
        ("colour", [f"key{i}" for i in range(9)], ""),
    ],
)
def test_suggestions(name: str, known: list[str], hint: str) -> None:
    assert suggestion(name, known) == hint


def problems(directory: Path, read: Callable[[Path], Source] = read_policy) -> list[str]:
    try:
        read(directory)
    except PolicyError as error:
        return [str(problem) for problem in error.problems]
    return []


# -- whatever is written -----------------------------------------------------------------------

LINES = TEXT.splitlines(keepends=True)
PIECES = ["", "\t", ": ", "- ", "[", "{", "}", "'", '"', "|", "&a ", "*a", "!!int ", "#", "\0", "é"]
PIECES += ["null", "true", "-1", "999999999999", "2026-13-01", "0 h", "{a: [b]}", "~\n", "<<: *a\n"]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """The sound policy with lines dropped, doubled, indented, moved, or pieces put into them."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        column = draw(st.integers(0, len(line)))
        piece = draw(st.sampled_from(PIECES) | st.text(max_size=5))
        other = draw(st.sampled_from(LINES))
        put_in = line[:column] + piece
        changed = ("", line * 2, f"  {line}", line[2:], other, put_in, put_in + line[column:])
        lines[at] = draw(st.sampled_from(changed))
    return "".join(lines)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=mutated())
def test_whatever_is_written_gives_a_policy_or_says_why_not(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    directory = tmp_path_factory.mktemp("policy")
    (directory / "policy.yml").write_bytes(text.encode("utf-8", "surrogatepass"))
    for problem in problems(directory, load_policy):
        path, line, column, message = problem.split(":", 3)
        assert directory in (Path(path), Path(path).parent)
        assert int(line) >= 1
        assert int(column) >= 1
        assert message.strip()
        assert "\n" not in message
