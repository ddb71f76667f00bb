"""Whom each word of harm of an Arabic sentence harms: counts, none, unknown, parts, totals."""

from __future__ import annotations

from collections.abc import Sequence

from cenotaph.extract.arabic.denials import doubt_at, none_at, number_of, silent, unknown_at, unreal
from cenotaph.extract.arabic.folding import Word
from cenotaph.extract.arabic.hits import Found, Hit, find_hits
from cenotaph.extract.arabic.lexicon import and_joined, phrase_starting, words
from cenotaph.extract.arabic.parts import parts_of, told_before
from cenotaph.extract.arabic.people import People, harm_noun
from cenotaph.model import Measure

__all__ = ["read_hits"]

_FAR, _NEAR = 10, 3  # words between a word of harm and those it counts: with a number, and without
_BREAKS = frozenset("،,؛;.!؟?")


def read_hits(tokens: Sequence[Word], people: list[People], *, question: bool) -> list[Found]:
    """What the words of harm of a sentence count, in order of the text; nothing in a question."""
    if question:
        return []
    hits = find_hits(tokens, people)
    reader = _Reader(tokens, people, hits)
    return reader.read()


class _Reader:
    """One sentence being read; a phrase is counted once."""

    def __init__(self, tokens: Sequence[Word], people: list[People], hits: list[Hit]) -> None:
        self.tokens = tokens
        self.people = people
        self.hits = hits
        self.used: set[int] = set()
        self.parts = parts_of(tokens, people, hits)
        self.out: list[Found] = []
        self._reserved: set[int] = set()

    def read(self) -> list[Found]:
        self._reserved = {p.first for p in self.people if p.harm is not None}
        # "sixty between dead and wounded" binds its number before the verb in front may take it
        for n in sorted(range(len(self.hits)), key=lambda n: self.hits[n].shape != "between"):
            found = self._found(n, self.hits[n])
            if found is None or self._freed(found):
                continue
            found.hedge = found.hedge or doubt_at(self.tokens, self.hits[n])
            self.out.append(found)
            if found.people is not None:
                self.used.add(found.people.first)
                self._coordinated(found)
        self.out.sort(key=lambda f: f.hit.first)
        self._count_parts()
        return self.out

    def _freed(self, found: Found) -> bool:
        """ "Four hostages were let go": no longer held."""
        if found.people is None or found.hit.measure is not Measure.DETAINED:
            return False
        behind = self.tokens[found.people.last : found.people.last + 2]
        return any(w.isin(words("triggers", "unreal.freed")) for w in behind)

    def _found(self, n: int, hit: Hit) -> Found | None:
        """What the ``n``-th word of harm says, by the first of the readings that fits."""
        if unreal(self.tokens, hit):
            return None
        found = (
            none_at(self.tokens, hit, self.people) or unknown_at(self.tokens, hit, self.people) or self._toll(hit)
        )
        if found is None and hit.shape in ("one", "two", "many", "between"):
            return self._noun(hit)
        if found is None and hit.shape in ("verb", "masdar"):
            return self._argument(n, hit, self._reserved)
        if found is None and hit.shape == "exposed":
            left = self._left(hit)
            return Found(hit, "people", left, ["arabic.subject"]) if left is not None else None
        return found

    # ---- parts

    def _count_parts(self) -> None:
        """Parts count by the measure of the statement in front of them."""
        for person in self.people:
            if person.first not in self.parts or person.first in self.used:
                continue
            k = self.parts[person.first]
            wholes = [f for f in self.out if not f.part and told_before(f, person)]
            said = harm_noun(self.tokens[k + 1]) if k + 1 < person.first else None
            if said is not None:
                wholes = [f for f in wholes if f.hit.measure is said.measure]
            measure = said.measure if said is not None else Measure.KILLED
            hit = wholes[-1].hit if wholes else Hit(k, k + 1, measure, "part")
            found = Found(hit, "people", person, ["arabic.part"], part=True)
            if not wholes:
                found.kind = "part"
            self.out.append(found)

    # ---- totals

    def _toll(self, hit: Hit) -> Found | None:
        noun = hit.first if hit.shape == "toll" else number_of(self.tokens, hit, self.people)
        if noun is None or hit.shape not in ("many", "one", "toll"):
            return None
        if any(p.harm == hit.first and p.size == "number" for p in self.people):
            return None
        number = self._figure_before(noun) or self._figure(hit.last)
        if hit.shape == "toll" and not (number and self._rises_to(number)):
            return None
        if number is None or number.harm is not None:
            return None
        return Found(hit, "people", number, ["count.toll", "arabic.toll"], hedge=self._toll_hedge(noun))

    def _rises_to(self, number: People) -> bool:
        """Whether a bare toll is said to reach the figure: "rose to", "stands at"."""
        before = self.tokens[max(0, number.first - 1) : number.first]
        near = self.tokens[max(0, number.first - 4) : number.first]
        to = any(w.text in words("triggers", "toll.to") for w in before)
        return to or any(w.isin(words("triggers", "toll.upward")) for w in near)

    def _figure_before(self, noun: int) -> People | None:
        """ "Rises to 63 the number of dead": the figure right in front, behind "to"."""
        for person in self.people:
            if (
                person.size == "number"
                and person.core_end == noun
                and person.first
                and person.first not in self.used
            ):
                return person if self.tokens[person.first - 1].text in words("triggers", "toll.to") else None
        return None

    def _figure(self, k: int) -> People | None:
        """The figure that a total gives, the new one of a change ("rose from A to B")."""
        after = [
            p for p in self.people if p.size == "number" and k <= p.first <= k + _FAR and p.first not in self.used
        ]
        after = [p for p in after if p.first not in self.parts]
        after = [p for p in after if not any(w.text in _BREAKS for w in self.tokens[k : p.first])]
        if not after:
            return None
        changed = after[0].first and self.tokens[after[0].first - 1].text in words("triggers", "toll.from")
        if changed and len(after) > 1 and self.tokens[after[1].first - 1].text in words("triggers", "toll.to"):
            return after[1]
        return after[0]

    def _toll_hedge(self, noun: int) -> str | None:
        for k in range(max(0, noun - 3), noun):
            found = phrase_starting(self.tokens, k, "triggers", "toll.hedges")
            if found is not None:
                return found[1]
        return None

    # ---- nouns

    def _noun(self, hit: Hit) -> Found | None:
        person = next((p for p in self.people if p.harm == hit.first and p.first not in self.used), None)
        if hit.shape == "between":
            before = [p for p in self.people if p.last <= hit.first and p.first not in self.used]
            if not before or hit.first - before[-1].last > _NEAR:
                return None
            return Found(hit, "people", before[-1], ["arabic.both"])
        if person is not None and person.captive and person.size in ("one", "many") and not self._scene(hit):
            left = self._left(hit)
            numbered = left is not None and left.size == "number"
            return Found(hit, "people", left, ["arabic.state"]) if numbered else None
        if person is not None:
            return Found(hit, "people", person, ["arabic.noun"])
        if any(p.harm is not None and hit.first <= p.harm < hit.last for p in self.people):
            return None
        word = self.tokens[hit.first]
        if (
            hit.shape == "one"
            and hit.first
            and self.tokens[hit.first - 1].text in words("triggers", "negation.any")
        ):
            return Found(hit, "any", None, ["count.any"])
        definite = word.text.lstrip("وبفلك").startswith("ال") or word.text.startswith(("ال", "لل"))
        if hit.measure is Measure.BODIES_FOUND and hit.shape in ("many", "one", "two"):
            behind = self._right(hit, reach=0)
            if behind is not None:
                return Found(hit, "people", behind, ["arabic.noun"])
        if hit.measure is Measure.MISSING and definite:
            left = self._left(hit)
            return Found(hit, "people", left, ["arabic.state"]) if left is not None else None
        if hit.measure in (Measure.MISSING, Measure.DETAINED) and hit.shape in ("one", "many"):
            left = self._left(hit)
            if left is not None and (left.size == "number" or hit.measure is Measure.MISSING):
                return Found(hit, "people", left, ["arabic.state"])
        if definite or (hit.shape == "one" and not self._scene(hit)):
            return None
        if hit.shape == "many" and not self._scene(hit):
            return None
        size = {"one": "one", "two": "two"}.get(hit.shape, "many")
        group = None
        follower = next((p for p in self.people if p.first == hit.last and p.size == "many"), None)
        if follower is not None:
            group = follower.group
        made = People(
            hit.first,
            hit.last,
            size,
            group=group,
            harm=hit.first,
            sure=True,
            core=hit.first,
            core_end=hit.first + 1,
        )
        return Found(hit, "people", made, ["arabic.noun"])

    def _scene(self, hit: Hit) -> bool:
        """Whether the sentence opens a scene of loss close in front of a bare noun ("leaving dead")."""
        before = self.tokens[max(0, hit.first - 3) : hit.first]
        if silent(self.tokens, hit):
            return False
        scene = words("triggers", "lives.words")
        return any(w.isin(scene) for w in before)

    # ---- verbs and verbal nouns

    def _argument(self, n: int, hit: Hit, reserved: set[int]) -> Found | None:
        following = self.hits[n + 1].first if n + 1 < len(self.hits) else len(self.tokens)
        right = self._right(hit, reserved=reserved)
        if right is not None and hit.shape == "verb" and self._belongs_to_next(right, following, n):
            right = None
        if hit.shape == "verb" and not hit.agent and (hit.plural or right is None):
            adjacent = right is not None and right.first - hit.last == 0 and right.size in ("number", "two")
            left = self._left(hit) if not adjacent else None
            if left is not None:
                return Found(hit, "people", left, ["arabic.subject"])
        if right is None:
            left = self._left(hit) if hit.agent and hit.shape == "verb" else None
            return Found(hit, "people", left, ["arabic.subject"]) if left is not None else self._any(hit)
        frame = "arabic.verb" if hit.shape == "verb" else "arabic.masdar"
        return Found(hit, "people", right, [frame])

    def _any(self, hit: Hit) -> Found | None:
        """ "The killing of any of its men": no number, a claim only under a denial."""
        if any(w.text in words("triggers", "negation.any") for w in self.tokens[hit.last : hit.last + 2]):
            return Found(hit, "any", None, ["count.any"])
        return None

    def _captive(self, hit: Hit, person: People) -> bool:
        """Captives and wounded may die: the nearer word of harm only says who they were."""
        if person.first - hit.last > 1:
            return False
        noun = harm_noun(self.tokens[person.harm]) if person.harm is not None else None
        hurt = noun is not None and noun.measure is Measure.INJURED and hit.shape == "masdar"
        return (person.captive and hit.measure is not Measure.DETAINED) or (hurt and hit.measure is Measure.KILLED)

    def _belongs_to_next(self, person: People, following: int, n: int) -> bool:
        """Whether the phrase is the subject of a plural verb right behind it, not what this verb harms."""
        if n + 1 >= len(self.hits) or following != person.last:
            return False
        after = self.hits[n + 1]
        return after.shape == "verb" and after.plural and not and_joined(self.tokens[following])

    def _right(self, hit: Hit, *, reach: int | None = None, reserved: set[int] | None = None) -> People | None:
        stop = self._stop(hit.last)
        ahead = [
            p
            for p in self.people
            if hit.last <= p.first < stop
            and p.first not in self.used
            and p.first not in self.parts
            and (p.harm is None or not reserved or self._captive(hit, p))
        ]
        fits = [p for p in ahead if self._fits(hit, p, p.first - hit.last, reach)]
        if not fits:
            return None
        first = fits[0]
        if hit.shape == "verb" and first.size in ("one", "many") and first.number is None:
            other = next((p for p in fits[1:] if p.size in ("number", "two", "one")), None)
            close = other is not None and other.first - first.last <= 2
            doer = first.head is not None and self.tokens[first.head].isin(words("people", "agents.words"))
            joined = other is not None and and_joined(self.tokens[other.first])
            if other is not None and close and not joined and (doer or hit.agent or other.size == "number"):
                return other
            if doer and hit.agent:
                return None
        return first

    def _fits(self, hit: Hit, person: People, gap: int, reach: int | None) -> bool:
        if reach is not None:
            return gap <= reach
        if hit.weak and gap > (_NEAR if person.size == "number" else 1):
            return False
        if person.size == "number":
            known = person.sure or person.others
            if hit.weak and not known and person.head is not None:
                return False
            most = _FAR if known and hit.shape == "verb" else 4 if known else 1 if not hit.agent else 3
            return gap <= most and not (hit.weak and not known and hit.measure is Measure.KILLED)
        if person.size == "two":
            return gap <= _NEAR + 1
        if person.definite and person.size == "many":
            return False
        if person.any:
            return gap <= 1
        if person.definite and hit.weak:
            return False
        doer = any(w.isin(words("people", "agents.words")) for w in self.tokens[hit.last : person.first])
        return gap <= _NEAR if hit.agent or (doer and hit.shape == "verb") else gap <= 1

    def _stop(self, k: int) -> int:
        """Where the stretch of a statement ends: punctuation, or the next word of harm that is no noun."""
        for n in range(k, len(self.tokens)):
            if self.tokens[n].text in _BREAKS:
                return n
            if any(h.first == n and h.shape in ("verb", "masdar", "jussive") for h in self.hits):
                return n
        return len(self.tokens)

    def _left(self, hit: Hit) -> People | None:
        """People right in front of a verb ("that forty fighters were killed")."""
        before = [
            p for p in self.people if p.last <= hit.first and p.first not in self.used and p.first not in self.parts
        ]
        if not before or before[-1].harm is not None:
            return None
        person = before[-1]
        between = self.tokens[person.last : hit.first]
        if len(between) > 5 or any(w.text in _BREAKS for w in between):
            return None
        if any(person.last <= h.first < hit.first for h in self.hits):
            return None
        if person.size in ("one", "many") and (len(between) > 1 or person.definite or person.size == "many"):
            return None
        if person.size == "number" and not (person.sure or person.others) and len(between) > 2:
            return None
        doer = person.head is not None and self.tokens[person.head].isin(words("people", "agents.words"))
        return None if doer and person.size != "number" else person

    def _coordinated(self, found: Found) -> None:
        """ "Several civilians and a few soldiers": what "and" adds is counted by the same word of harm."""
        person = found.people
        while person is not None and found.kind == "people":
            end = person.last
            after = next((p for p in self.people if p.first >= end), None)
            if after is None or after.first in self.used or after.first in self.parts or after.harm is not None:
                return
            joint = and_joined(self.tokens[after.first]) and after.first == end
            joint = joint or (after.first == end + 1 and self.tokens[end].text == "و")
            if (
                not joint
                or not after.sure
                or any(h.first == after.last and h.shape == "verb" and h.plural for h in self.hits)
            ):
                return
            if after.size == "many" and after.definite:
                return
            self.used.add(after.first)
            self.out.append(
                Found(found.hit, "people", after, [*found.rules, "arabic.also"], hedge=found.hedge, also=True)
            )
            person = after
