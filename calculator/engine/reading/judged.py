"""A description clause by clause: what is laid aside, and what each clause says by its language.

Whatever a policy has a name for stands as one sign in the words that are judged, so that what is
happening, to how many and whether it is live is understood alike in every trade.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property

from calculator.engine.reading.absence import (
    counted,
    of_none,
    on_trial,
    says_since,
    status_of,
    status_since,
)
from calculator.engine.reading.clause import COUNTS as COUNTS
from calculator.engine.reading.clause import SPARE
from calculator.engine.reading.clause import Clause as Clause
from calculator.engine.reading.features import (
    SUBJECT,
    Feature,
    Stretch,
    phrase_features,
    word_features,
)
from calculator.engine.reading.language import Language
from calculator.engine.reading.numbers import SMALL, Count
from calculator.engine.reading.page import Span
from calculator.engine.reading.phrases import HINT, PHRASE, Hit, PhraseIndex
from calculator.engine.reading.slips import Slips
from calculator.engine.reading.standing import EXERCISE, NEGATED, RESOLVED, standing
from calculator.engine.reading.text import (
    LONGEST_TEXT,
    Sentence,
    Word,
    clauses,
    sentences,
    stem,
    words,
)
from calculator.engine.reading.weights import Shown

TALK = "small-talk"
"""What thanks, urges or announces."""

NONE_OF = "none-of"
"""The kind of a count of which a whole is told, and that none of it does."""

EXEMPT = "exempt"
"""The cue of what is spared by what happens elsewhere."""

BEHIND = 2
"""Within so many words behind a share stands the thing that it is a share of."""

NEAR = 6
"""So near to a comma stands what the words on its side speak of."""


@dataclass(frozen=True)
class Judged:
    """A description as read so far."""

    text: str
    words: Sequence[Word]
    stems: Sequence[str]
    aside: tuple[Span, ...]
    clauses: tuple[Clause, ...]
    strange: frozenset[int] = frozenset()
    """The words that nobody knows, mended or not."""

    _features: dict[int, list[Feature]] = field(default_factory=dict, compare=False, repr=False)
    """Those of the words of each clause, which stand in several issues."""

    def word_features(self, clause: Clause) -> Sequence[Feature]:
        """What the words of a clause show."""
        if clause.first not in self._features:
            stems = self.stems[clause.first : clause.last]
            self._features[clause.first] = list(word_features(stems, clause.first))
        return self._features[clause.first]

    def has_slips(self, clause: Clause) -> bool:
        """Whether nobody knows some word of a clause."""
        return not self.strange.isdisjoint(range(clause.first, clause.last))

    @cached_property
    def plain(self) -> Sequence[str]:
        """The words as they are written."""
        return [word.plain for word in self.words]

    @cached_property
    def counting(self) -> tuple[Clause, ...]:
        """The clauses that count: those of the highest level there is."""
        top = max((clause.level for clause in self.clauses), default=0)
        return tuple(clause for clause in self.clauses if clause.level == top)

    @cached_property
    def telling(self) -> tuple[Clause, ...]:
        """The clauses without those that surely say nothing; all of them, if all do."""
        return tuple(c for c in self.clauses if not c.idle) or self.clauses


@dataclass(frozen=True)
class _Part:
    """A clause before it is judged."""

    first: int
    last: int
    asks: bool
    hits: tuple[Hit, ...]
    cues: tuple[Hit, ...]
    counts: tuple[Count, ...]


class Judge:
    """Takes descriptions apart, with the phrases of one policy."""

    def __init__(
        self,
        language: Language,
        index: PhraseIndex,
        masked: Set[str],
        cues: Set[str] = frozenset(),
        slips: Slips | None = None,
        *,
        counts_things: bool = False,
        plans: bool = False,
        tells_kinds: bool = False,
        unlearned: bool = False,
    ) -> None:
        """``masked`` are the concepts of the index that name what an issue is about; ``cues``
        those that add to what the language knows.  Where a policy ``counts_things``, some of them
        that are down are some, and nothing that works in part; where it ``plans``, what is
        announced counts; where it ``tells_kinds``, words for what is false or gone do;
        where nothing was learned for it (``unlearned``), nothing is taken for supposed or denied
        without a word for it."""
        self._counts_things = counts_things
        self._plans = plans
        self._tells_kinds = tells_kinds
        self._unlearned = unlearned
        self._language = language
        self._index = index
        self._masked = masked
        self._cues = cues
        self._slips = slips

    def judge(self, text: str, *, as_written: bool = False) -> Judged:
        """The clauses of a text, and what each says; slips are mended if not ``as_written``.

        What is quoted beside words that report nothing is the report.
        """
        judged = self._judge(text, as_written=as_written)
        quoted = any(span.kind == "quoted" for span in judged.aside)
        if quoted and not any(clause.reports for clause in judged.clauses):
            return self._judge(text, quotes=True, as_written=as_written)
        return judged

    def _judge(self, text: str, *, quotes: bool = False, as_written: bool = False) -> Judged:
        found, stems, aside, strange = self._read(text, quotes, as_written)
        judged = []
        hits = self._language.kinds.hits(found) if self._tells_kinds else ()
        told = [(hit.first, hit.concept) for hit in hits if not self._only_says_when(found, hit)]
        for part in self._parts(text, found, aside):
            shown = self._shown(stems, part)
            chances = self._language.weights.chances(shown)
            kinds = {kind: 1.0 for i, kind in told if part.first <= i < part.last}
            inside = range(part.first, part.last)
            commas = frozenset(i for i in inside if _comma_before(text, found, i))
            plain = [word.plain for word in found[part.first : part.last]]
            partial = not self._counts_things and (
                self._is_partial(part) or self._fails_in_part(found, part)
            )
            exempt = any(c.concept == EXEMPT and c.last == part.last for c in part.cues)
            trial = on_trial(self._language, plain, part.hits, part.first)
            status, what = chances["status"], chances["what"]
            for known in (status_since, status_of) if self._unlearned else (status_since,):
                status = known(self._language, status, what, plain, part.first, part.cues)
            judged.append(
                Clause(
                    part.first,
                    part.last,
                    part.asks,
                    part.hits,
                    part.cues,
                    part.counts,
                    of_none(
                        self._language,
                        counted(chances["what"], part.counts, exempt, partial),
                        plain,
                        max(commas, default=part.first) - part.first,
                        [
                            (count.first - part.first, count.last - part.first)
                            for count in part.counts
                            if count.kind == NONE_OF and len(part.counts) == 1
                        ],
                    ),
                    chances["who"],
                    EXERCISE if trial else status,
                    partial,
                    commas,
                    kinds,
                    chances.get("around", {}),
                    shown,
                )
            )
        stood = standing(text, found, judged, plans=self._plans)
        return Judged(text, found, stems, aside, stood, strange)

    def _only_says_when(self, of: Sequence[Word], hit: Hit) -> bool:
        """Whether a word for what is false or gone only says since when: *since last night's
        update*."""
        return says_since(self._language, [word.plain for word in of], hit.first)

    def _fails_in_part(self, of: Sequence[Word], part: _Part) -> bool:
        """Whether something befalls a share of what people do with a thing: *rejects 38% of
        requests*."""
        shares = self._language.numbers.is_share_of_uses
        return any(
            shares([word.plain for word in of[n.first : min(n.last + BEHIND, part.last)]], n)
            for n in part.counts
        )

    def _is_partial(self, part: _Part) -> bool:
        """Whether a share of a thing is told that a phrase names, and not of those who use it."""
        named = [h for h in part.hits if h.concept in self._masked and PHRASE in h.concept]
        denied = {cue.last for cue in part.cues if cue.concept == NEGATED}
        return any(
            count.whole is not None
            and 0 < count.part < count.whole
            and not count.people
            and count.first not in denied
            and any(count.first <= h.first < count.last + BEHIND for h in named)
            for count in part.counts
        )

    def shown(self, text: str) -> Iterator[tuple[int, int, Shown]]:
        """What each clause shows, and where it stands (character offsets); nothing is judged."""
        found, stems, aside, _ = self._read(text, quotes=False, as_written=True)
        for part in self._parts(text, found, aside):
            start, end = found[part.first].start, found[part.last - 1].end
            yield start, end, self._shown(stems, part)

    def _read(
        self, text: str, quotes: bool, as_written: bool
    ) -> tuple[list[Word], list[str], tuple[Span, ...], frozenset[int]]:
        short = self._language.short
        found = [
            replace(w, plain=short[w.plain], stem=stem(short[w.plain])) if w.plain in short else w
            for w in words(text)
        ]
        strange = frozenset[int]()
        if self._slips and not as_written:
            found, strange = self._slips.mended(text, found)
        stems = [self._language.context.spelled(self._index.spelled(w.stem)) for w in found]
        aside = self._language.furniture.laid_aside(text[:LONGEST_TEXT], quotes=quotes)
        return found, stems, tuple(self._nothing_of(found, aside)), strange

    def _nothing_of(self, of: Sequence[Word], aside: Sequence[Span]) -> Iterator[Span]:
        """What is laid aside, but what only may be a name and has a phrase of the policy, or is
        small talk and has a phrase or hint: *immediately*, where that makes it urgent."""
        unsure = any(not span.surely for span in aside)
        named = [h for h in self._index.hits(of) if h.concept not in self._cues] if unsure else []
        for span in aside:
            inside = (h for h in named if span.start <= of[h.first].start < span.end)
            if span.surely or not any(
                PHRASE in h.concept or (span.kind == TALK and HINT in h.concept) for h in inside
            ):
                yield span

    def _parts(self, text: str, of: list[Word], aside: Sequence[Span]) -> Iterator[_Part]:
        found = self._index.hits(of)
        hits = [h for h in found if h.concept not in self._cues]
        cues = [*self._language.context.hits(of), *(h for h in found if h.concept in self._cues)]
        counts = self._language.numbers.counts(of, text)
        begins = self._begins(text, of, hits, cues, counts)
        begun, cued, counted = _by_word(hits), _by_word(cues), _by_word(counts)
        for part in self._left(text, of, aside, begins):
            span = part.first, part.last
            found_in = (_inside(*span, some) for some in (begun, cued, counted))
            yield _Part(part.first, part.last, part.asks, *found_in)

    def _begins(
        self,
        text: str,
        of: list[Word],
        hits: Sequence[Hit],
        cues: Sequence[Hit],
        counts: Sequence[Count],
    ) -> frozenset[int]:
        """The words with which something else begins, none of them within a count."""
        plain = [word.plain for word in of]
        whole = frozenset(i for n in counts for i in range(n.first + 1, n.last))
        shares = [n.last for n in counts if n.whole is not None and (n.people or n.whole > SMALL)]
        spare = frozenset(h.first for h in cues if h.concept == SPARE)
        exempt = frozenset(h.first for h in cues if h.concept == EXEMPT)
        resolved = frozenset(h.last for h in cues if h.concept == RESOLVED)
        denied = frozenset(h.last for h in cues if h.concept == NEGATED)
        excepts = self._language.numbers.excepts

        def parted(i: int) -> bool:
            """Whether a comma stands before a word, and something else behind it."""
            return _comma_before(text, of, i) and bool(
                spare & {i, i + 1}
                or self._language.further.at(plain, i)
                or (
                    (self._counts_things or any(i - NEAR <= last <= i for last in shares))
                    and self._speaks_of_others(plain, i)
                )
                or self._names_exempt(text, of, i, exempt)
            )

        return frozenset(
            i
            for i in range(len(plain))
            if i not in whole
            and (
                (
                    self._language.contrast.at(plain, i)
                    and i not in denied
                    and not excepts(plain, i - 1)
                )
                or parted(i)
                or (i in resolved and "]" in text[of[i - 1].end : of[i].start])
                or self._speaks_of_another(text, of, hits, i)
            )
        )

    def _speaks_of_others(self, plain: Sequence[str], i: int) -> bool:
        """Whether those that are spared begin there: *the other gates*, *rest ok*."""
        others = self._language.extent["others"]
        article = plain[i] in self._language.function
        return bool(others.at(plain, i) or (article and others.at(plain, i + 1)))

    def _names_exempt(self, text: str, of: Sequence[Word], i: int, exempt: Set[int]) -> bool:
        """Whether what is spared is named from a word on: *house 6 is not affected*."""
        end = next((k for k in range(i, i + NEAR) if k in exempt), i)
        named = any(word.plain not in self._language.function for word in of[i:end])
        return named and not any(_comma_before(text, of, k) for k in range(i + 1, end))

    @staticmethod
    def _left(
        text: str, of: list[Word], aside: Sequence[Span], begins: frozenset[int]
    ) -> Iterator[Sentence]:
        """The clauses of what is not laid aside; a comma parts those that speak of two things."""
        away = [any(span.start <= w.start < span.end for span in aside) for w in of]
        for sentence in sentences(text, of):
            for clause in clauses(text, of, sentence, begins):
                first, last = clause.first, clause.last
                while first < last and away[first]:
                    first += 1
                while last > first and away[last - 1]:
                    last -= 1
                if any(of[i].plain not in "?!%" for i in range(first, last)):
                    yield Sentence(first, last, clause.asks)

    def _speaks_of_another(self, text: str, of: list[Word], hits: Sequence[Hit], i: int) -> bool:
        """Whether a comma stands before a word, and another thing behind than right before."""
        if not _comma_before(text, of, i):
            return False
        named = [hit for hit in hits if PHRASE in hit.concept and hit.concept in self._masked]
        before = {h.concept for h in named if i - NEAR <= h.first and h.last <= i}
        behind = {h.concept for h in named if i <= h.first and h.last <= i + NEAR}
        return bool(before and behind and before.isdisjoint(behind))

    def _shown(self, stems: Sequence[str], part: _Part | Clause) -> Shown:
        return self.masked(stems, part)[0]

    def masked(self, stems: Sequence[str], part: _Part | Clause) -> tuple[Shown, list[int]]:
        """What a clause shows with the names of things hidden, and where in it each word stands."""
        first, last = part.first, part.last
        hidden = {i for h in part.hits if h.concept in self._masked for i in range(h.first, h.last)}
        kept: list[str] = []
        at = []
        for i in range(first, last):
            if i not in hidden:
                kept.append(stems[i])
            elif i - 1 not in hidden or i == first:
                kept.append(SUBJECT)
            at.append(len(kept) - 1)
        stretch = Stretch(
            kept,
            [
                Hit(h.concept, at[h.first - first], at[h.last - 1 - first] + 1)
                for h in part.cues
                if hidden.isdisjoint(range(h.first, h.last))
            ],
            [
                replace(c, first=at[c.first - first], last=at[c.last - 1 - first] + 1)
                for c in part.counts
            ],
            part.asks,
        )
        letters = [(i, stem) for i, stem in enumerate(kept) if stem != SUBJECT]
        shown = Shown(
            (list(word_features(kept)), list(phrase_features(stretch))), letters, len(kept)
        )
        return shown, at


type _Numbered[S] = dict[int, list[tuple[int, S]]]
"""From each word to what begins there, with its number in the order in which it was found."""


def _by_word[S: (Hit, Count)](some: Iterable[S]) -> _Numbered[S]:
    found: _Numbered[S] = {}
    for number, one in enumerate(some):
        found.setdefault(one.first, []).append((number, one))
    return found


def _inside[S: (Hit, Count)](first: int, last: int, some: _Numbered[S]) -> tuple[S, ...]:
    """What lies between two words, in the order in which it was found."""
    begun = [pair for word in range(first, last) for pair in some.get(word, ())]
    begun.sort(key=lambda pair: pair[0])
    return tuple(one for _, one in begun if one.last <= last)


def _comma_before(text: str, of: Sequence[Word], i: int) -> bool:
    return i > 0 and "," in text[of[i - 1].end : of[i].start]
