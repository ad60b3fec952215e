"""An answer as text for a terminal."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from math import inf

from calculator.authoring.names import country_name
from calculator.authoring.words import MODEL, read_words, say
from calculator.engine.answer import Answer
from calculator.engine.contacts import is_dialled
from calculator.engine.policy import (
    PLACE_FACTS,
    RESOLUTION,
    RESPONSE,
    WORKAROUND,
    Contact,
    Policy,
    Target,
)
from calculator.engine.reading.reader import Reader
from calculator.engine.reading.result import Heard
from calculator.engine.time.holidays import country_code
from calculator.engine.time.segments import FOREVER
from calculator.engine.time.zone import zone
from calculator.engine.told import Json, told

COUNTRY = PLACE_FACTS[0]


def report(policy: Policy, answer: Answer, *, explain: Reader | None = None) -> str:
    """The answer in lines: severity and why, deadline and how it is counted, whom to turn to.

    With the reader to ``explain``, also how the words were read and what would change the answer.
    """
    it = _Report(policy, answer, explain)
    parts = [it.severity(), it.moments(), it.targets(), it.contacts(), it.steps(), it.notes()]
    if explain:
        parts.insert(1, it.reading())
        parts.append(it.changes())
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part)))


def counted(policy: Policy, reader: Reader) -> Iterator[str]:
    """What was understood of the words in which a policy says how many are how many."""
    for id, amounts in reader.counted.items():
        fact = policy.fact(id)
        lines = reader.lines.get(id)
        if not lines:
            units = ", ".join(sorted(amounts.units)) or "things that phrases name"
            yield f"  {fact.name} counts {units}; few are up to {amounts.few:g}"
            continue
        labels = {value.id: value.label for value in fact.values}
        for value, least, most, things in lines.drawn():
            number = f"{least:g}" if most == least else f"{least:g} to {most:g}"
            number = f"{least:g} or more" if most == inf else number
            yield f"  {fact.name}: {labels[value]}: {number} of {', '.join(things)}"
        other = lines.unit("")
        named = f"; a place by its name as {lines.named}" if lines.named else ""
        yield f"  {fact.name}: any other thing counts as {other}{named}"


BECAME = {
    "weighed": "is weighed",
    "aside": "does not count: it stands in what is set aside",
    "longer": "does not count: it is part of a longer phrase",
    "denied": "does not count: it is denied",
    "works": "does not count: this works, and something else is reported",
    "in-part": "does not count: only a share of it is concerned",
    "several": "is weighed: a phrase of another value stands beside it",
}
"""What became of a phrase, by :class:`~calculator.engine.reading.result.Heard`'s ``why``."""


class _Report:
    def __init__(self, policy: Policy, answer: Answer, reader: Reader | None) -> None:
        self.policy = policy
        self.reader = reader
        self.answer = answer
        self.body = told(answer)
        self.words = read_words(MODEL)
        self.names = {fact.id: fact.name for fact in policy.facts}
        self.labels = {(f.id, v.id): (f.name, v.label) for f in policy.facts for v in f.values}

    def say(self, key: str, **params: object) -> str:
        return say(self.words, key, **params)

    def where(self) -> tzinfo:
        issue = self.answer.issue
        return zone(issue.timezone) if issue.timezone else (issue.opened or issue.now).tzinfo or UTC

    def time(self, instant: str | None, where: tzinfo | None = None) -> str:
        if instant is None:
            return "-"
        local = datetime.fromisoformat(instant).astimezone(where or self.where())
        return f"{local:%a %Y-%m-%d %H:%M} {local.tzname()}"

    def severity(self) -> Iterator[str]:
        verdict = self.answer.verdict
        if verdict.severity is None:
            names = " or ".join(self.policy.severity(s).name for s in verdict.possible)
            yield f"{names}: it depends." if names else self.say("answer.none")
            yield from self._question()
            return
        severity = self.policy.severity(verdict.severity)
        yield f"{severity.name} ({severity.label})"
        if verdict.criterion:
            yield f"  {self.policy.criterion(verdict.criterion).text}  [{verdict.criterion}]"
        elif changed := self.body["changed"]:
            known = changed["severity"] is not None
            was = self.policy.severity(changed["severity"]).name if known else ""
            key = "answer.changed-from" if known else "answer.changed"
            yield f"  {self.say(key, time=self.time(changed['at']), severity=was)}"
        if self.body["deadline"]:
            key = "deadline.was-due" if self.body["remaining"] < 0 else "deadline.due"
            yield f"  {self.say(key)} {self.time(self.body['deadline'])}  [{self.body['target']}]"
        else:
            yield from (f"  {line}" for line in self._no_deadline())
        for kind in self.body["kinds"]:
            if kind["kind"] != RESPONSE and kind["deadline"]:
                yield f"  {self._due(kind)} {self.time(kind['deadline'])}  [{kind['target']}]"
                if kind["upcoming"]:
                    times = ", ".join(self.time(at) for at in kind["upcoming"])
                    yield f"    {self.say('promise.then', times=times)}"
                if kind["unsaid"]:
                    yield f"    {self.say('promise.unsaid', time=self.time(kind['unsaid']))}"
            elif kind["kind"] != RESPONSE and not kind["target"]:
                yield from self._waiting(kind["kind"])
        yield from self._question()
        for other in self.body["others"]:
            criterion = self.policy.criterion(other["criterion"])
            name = self.policy.severity(other["severity"]).name
            yield "  " + self.say("answer.also", severity=name, criterion=criterion.label)

    def _question(self) -> Iterator[str]:
        """The next question, what it decides, and the values to choose from."""
        for id in self.body["asks"][:1]:
            what = ", ".join(self.kinds(kind) for kind in self.body["decides"][id])
            decides = "" if self.answer.verdict.severity is None else self._decides(what)
            if id == COUNTRY:
                yield f"  {self.say('decides.country')}{decides}"
                yield "    --country IN"
                continue
            fact = self.policy.fact(id)
            yield f"  {fact.question}{decides}"
            for value in fact.values:
                yield f"    --fact {id}={value.id:<22} {value.label}"

    def _decides(self, what: str) -> str:
        return " " + self.say("decides.line", what=what)

    def kinds(self, what: str) -> str:
        """What a question decides, in words."""
        own = next((kind.name for kind in self.policy.kinds if kind.id == what), "")
        return own or self.say(f"decides.{what}")

    def _no_deadline(self) -> Iterator[str]:
        """What to say where no response has a deadline, as far as is known."""
        responses = {t["status"]: t for t in self.body["targets"] if t["kind"] == RESPONSE}
        if "open" in responses:
            yield self.say("deadline.depends")
        elif "paused" in responses:
            yield self._why(responses["paused"])
        elif "waiting" in responses and not any(t["applies"] for t in responses.values()):
            yield self._why(responses["waiting"])
        elif not any(t["applies"] for t in responses.values()):
            yield self.say("deadline.none")

    def _waiting(self, kind: str) -> Iterator[str]:
        """That no clock of a kind of promise runs, as it waits for an event."""
        of = (t for t in self.body["targets"] if t["kind"] == kind and t["status"] == "waiting")
        if waiting := next(of, None):
            yield f"  {self._kind(kind)}: {self._why(waiting)}"

    def _due(self, kind: Json) -> str:
        own = next((k for k in self.policy.kinds if k.id == kind["kind"]), None)
        if own:
            return own.due or self.say("promise.due", kind=own.name)
        was = kind["remaining"] < 0
        return self.say(f"promise.{'was-due' if was else 'due'}-{kind['kind']}")

    def moments(self) -> Iterator[str]:
        """How the times that were given were read."""
        issue = self.answer.issue
        for field in ("opened", "called", "answered"):
            at: datetime | None = getattr(issue, field)
            if not at:
                continue
            minutes = round((issue.now - at).total_seconds() / 60)
            key = "read-ago" if minutes > 0 else "read-ahead" if minutes < 0 else "read-now"
            time, distance = self.time(at.isoformat()), _duration(abs(minutes) * 60)
            said = self.say(f"moment.{key}", time=time, distance=distance)
            yield f"{self.say(f'field.{field}')}: {said}"
        log = issue.log
        for pause in log.pauses:
            end = "" if pause.end == FOREVER else f" to {self.time(pause.end.isoformat())}"
            yield f"{_state(pause.state)}: {self.time(pause.start.isoformat())}{end}"
        if log.changed and log.severity is not None:
            name = self.policy.severity(log.severity).name
            yield f"Changed to {name}: {self.time(log.changed.isoformat())}"
        for kind, at in log.done.items():
            yield f"Done, {self._kind(kind)}: {self.time(at.isoformat())}"

    def _kind(self, kind: str) -> str:
        own = next((k.name for k in self.policy.kinds if k.id == kind), "")
        return own or self.say(f"promise.name-{kind}")

    def became(self, heard: Heard) -> str:
        """What became of a phrase, in words."""
        if not heard.why:
            return "counts"
        if heard.why in BECAME:
            return BECAME[heard.why]
        return f"does not count: {self.say(f'cue.{heard.why}')}"

    def reading(self) -> Iterator[str]:
        text = self.answer.issue.text
        yield self.say("facts.title")
        for fact in self.body["facts"]:
            name = self.policy.fact(fact["fact"]).name
            label = self.labels.get((fact["fact"], fact["value"] or ""), ("", "?"))[1]
            state = self.say(f"facts.{fact['state']}")
            words = ", ".join(_quoted(text, e) for e in fact["evidence"])
            yield f"  {name}: {label} ({state}{': ' + words if words else ''})"
        for heard in self.reader.heard(text) if self.reader else ():
            name, label = self.labels[heard.fact, heard.value]
            words = _quoted(text, {"start": heard.start, "end": heard.end})
            kind = "hint" if heard.hint else "phrase"
            yield f"  {kind} {words} of {name}: {label}: {self.became(heard)}"
        for aside in self.body["aside"]:
            yield f"  set aside: {_quoted(text, aside)}: {self.say(f'cue.{aside["cue"]}')}"
        if self.reader:
            yield from counted(self.policy, self.reader)

    def targets(self) -> Iterator[str]:
        shown = [t for t in self.body["targets"] if t["why"] != "facts"]
        if not shown:
            return
        yield "What is promised"
        names = {t.id: t for t in self.policy.response}
        for target in shown:
            what = names[target["id"]]
            mark = "*" if target["governs"] else " "
            due = f"  {self.time(target['deadline'])}" if target["deadline"] else ""
            yield f" {mark} {what.label} ({', '.join(self._promised(what))}){due}"
            yield f"     {self._why(target)}"
            for segment in target["segments"]:
                yield f"     {self._segment(segment)}"
            for change in target["changes"]:
                shift = change["after"] - change["before"]
                yield (
                    f"     {self.time(change['at'])}: {self.say('segment.clock-change')} "
                    f"by {shift:+d} min ({change['zone']})"
                )
            if target["if_now"]:
                yield f"     if now: due {self.time(target['if_now'])}" + (
                    f"; helps until {self.time(target['helps_until'])}"
                    if target["helps_until"]
                    else ""
                )
        if self.body["deadline"]:
            yield f"   in UTC: {self.time(self.body['deadline'], UTC)}"
            for region in self.policy.regions:
                if region.id == self.body["escalation"]:
                    there = self.time(self.body["deadline"], zone(region.zone))
                    yield f"   in {region.name}: {there}"
        for outcome in self.body["review"] or ():
            yield f"   {names[outcome['target']].label}: {self._outcome(outcome)}"

    def _outcome(self, outcome: Json) -> str:
        if outcome["met"] is None:
            due = next(t["unsaid"] for t in self.body["targets"] if t["id"] == outcome["target"])
            return self.say("review.unsaid", time=self.time(due))
        met = "review.met" if outcome["met"] else "review.missed"
        return self.say(met, duration=_duration(outcome["by"]))

    def _promised(self, target: Target) -> Iterator[str]:
        """What a target promises: its time, how often, and of how many cases."""
        if target.within:
            yield target.within
        if target.every:
            yield self.say("promise.every", time=target.every)
        if target.share:
            yield self.say("promise.share", share=target.share)

    def _why(self, target: Json) -> str:
        if target["waits_for"] == ["phone-call"]:
            return self.say("why.no-phone-call")
        params = {
            "events": ", ".join(self.say(f"event.{e}") for e in target["waits_for"]),
            "is": self.say(f"day.{target['day']}"),
            "facts": ", ".join(
                self.names.get(f, f) for f in target["params"].get("facts", "").split(", ") if f
            ),
            "needs": ", ".join(
                self.say(f"day.{d}") for d in target["params"].get("needs", "").split(", ") if d
            ),
        }
        if target["status"] == "paused":
            params["since"] = self.time(target["params"]["since"])
            if target["left"] is not None:
                return self.say("why.paused-left", **params, left=_duration(target["left"]))
        return self.say(f"why.{target['why']}", **{**target["params"], **params})

    def _segment(self, segment: Json) -> str:
        start, end = (datetime.fromisoformat(segment[k]) for k in ("start", "end"))
        reason = self.say(
            f"segment.{segment['reason']}",
            name=_state(segment["name"]) if segment["reason"] == "paused" else segment["name"],
        )
        return self.say(
            "segment.counted" if segment["counted"] else "segment.skipped",
            **{"from": self.time(segment["start"]), "to": self.time(segment["end"])},
            duration=_duration(int((end - start).total_seconds())),
            reason=reason,
        )

    def contacts(self) -> Iterator[str]:
        if self.answer.verdict.severity is None:
            return
        calls = {a.id for a in self.policy.actions if a.does == "call"}
        if calls & set(self.body["actions"]) and self.body["contacts"]["phones"]:
            phones = {p.id: p for p in self.policy.phones}
            yield self.say("plain.phones")
            for one in (phones[id] for id in self.body["contacts"]["phones"]):
                free = f" ({self.say('actions.toll-free')})" if one.toll_free else ""
                yield f"  {one.location}: {self.dialled(one.number, one.countries)}{free}"
        regions = {r.id: r for r in self.policy.regions if r.contact}
        told = [reach for reach in self.body["contacts"]["regions"] if reach["id"] in regions]
        if told:
            yield self.say("escalation.title")
        for reach in sorted(told, key=lambda r: not r["nearest"]):
            region = regions[reach["id"]]
            there = datetime.fromisoformat(reach["now"])
            mark = "*" if reach["nearest"] else " "
            contact = region.contact or Contact()
            who = ", ".join(name for name in (contact.name, region.name) if name)
            phone = self.dialled(contact.phone or "", contact.countries)
            ways = ", ".join(way for way in (contact.email, phone) if way)
            yield f" {mark} {who}" + (f": {ways}" if ways else "")
            if reach["in_office"] is not None:
                state = "office" if reach["in_office"] else "awake" if reach["awake"] else "asleep"
                yield f"     {self.say(f'escalation.{state}', time=f'{there:%a %H:%M}')}"

    def dialled(self, number: str, countries: Sequence[str]) -> str:
        """A number as it is printed, and where alone it can be dialled."""
        if not number or is_dialled(number, countries, self.answer.issue.place):
            return number
        there = " or ".join(country_name(country_code(code)) for code in countries)
        return f"{number} ({self.say('actions.within', countries=there)})"

    def steps(self) -> Iterator[str]:
        """Whom to turn to next, and when."""
        known = {step.id: step for step in self.policy.escalation.steps}
        if self.body["steps"]:
            yield self.say("escalation.steps")
        for begin in self.body["steps"]:
            step, title = known[begin["id"]], self.policy.escalation.titles[begin["level"]]
            lead = f"{self._unless(step.unless, begin['at'])}: " if begin["at"] else ""
            yield f"   {lead}{title}  [{step.id}]"
            if step.text:
                yield f"     {step.text}"
            if begin["stage"] != "ahead":
                yield f"     {self.say('escalation.step-' + begin['stage'])}"

    def _unless(self, kind: str, at: str) -> str:
        if kind in (RESPONSE, WORKAROUND, RESOLUTION):
            return self.say(f"escalation.unless-{kind}", time=self.time(at))
        return self.say("escalation.unless", kind=self._kind(kind), time=self.time(at))

    def notes(self) -> Iterator[str]:
        for note in self.body["notes"]:
            params = {**note["params"]}
            for name in {"place", "country"} & params.keys():
                params[name] = country_name(params[name][:2]) + params[name][2:]
            yield "Note: " + self.say(f"note.{note['code']}", **params)
            if "codes" in note["params"]:
                yield f"  --country {note['params']['codes']}"

    def changes(self) -> Iterator[str]:
        if not self.body["changes"]:
            return
        yield "What would change it"
        for change in self.body["changes"]:
            name, label = self.labels[change["fact"], change["value"]]
            severity = change["severity"]
            known = severity is not None
            then = self.policy.severity(severity).name if known else "it would depend"
            yield f"  {name}: {label} -> {then}"


def _quoted(text: str, span: Json) -> str:
    return '"' + " ".join(text[span["start"] : span["end"]].split()) + '"'


def _state(id: str) -> str:
    """A state of the case in words: ``waiting-for-customer``."""
    return id.replace("-", " ").capitalize()


def _duration(seconds: int) -> str:
    minutes = round(seconds / 60)
    hours, minutes = divmod(minutes, 60)
    return (
        f"{hours} h {minutes} min"
        if hours and minutes
        else f"{hours} h"
        if hours
        else f"{minutes} min"
    )
