"""Who has been heard so far: pronouns, "the ministry" and "the latest Russian statement" become named actors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cenotaph.extract.cues import giver, names, owner, reports
from cenotaph.extract.lexicon import flat, triggers, words
from cenotaph.extract.persons import one_of_a_calling, thing_like
from cenotaph.extract.voices import Voice, voice_of
from cenotaph.model import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Memory"]

_ORGANISATION_PRONOUNS = {"it", "its", "itself", "which"}
_PERSON_PRONOUNS = {"he", "she", "his", "her", "who", "him"}
_PLURAL_PRONOUNS = {"they", "their", "them", "we"}
_WOMEN = {"spokeswoman", "mother", "wife", "sister", "daughter", "mrs", "ms", "woman", "widow"}
_MEN = {"father", "husband", "brother", "son", "mr", "man"}
_NOBODY_KNOWN = {ActorKind.UNKNOWN, ActorKind.INDIVIDUAL, ActorKind.ANONYMOUS}
_PERHAPS_ONE = {
    *(ActorKind.UNKNOWN, ActorKind.INDIVIDUAL, ActorKind.ANONYMOUS, ActorKind.WITNESS, ActorKind.RELATIVE),
    ActorKind.HEALTH_AUTHORITY,
}
_STATES = {"wounded", "injured", "hurt", "dead", "killed", "missing", "detained"}
_REACH = 100  # actors whose fuller name is looked up
_ANOTHER = {"another", "second", "third", "other", "different"}  # somebody who has not been heard yet
_RECALL = 12  # voices looked back at; a pronoun rarely reaches further


@dataclass(slots=True)
class Memory:
    """The voices of one report in the order heard.

    ``mentioned`` holds subjects that did not speak, ``named`` bodies named anywhere (a shorter name finds its full
    one there), ``perhaps`` phrases that may be people, each with the number of voices heard before it, ``subjects``
    any other subject, and ``spokespeople`` the organisation behind each surname.
    """

    heard: list[Voice] = field(default_factory=list)
    mentioned: list[Voice] = field(default_factory=list)
    named: list[Voice] = field(default_factory=list)
    perhaps: list[tuple[int, Voice]] = field(default_factory=list)
    subjects: list[Voice] = field(default_factory=list)
    spokespeople: dict[str, Voice] = field(default_factory=dict)

    def speaking(self, token: Token, base: int) -> Voice | None:
        """The voice that ``token`` heads, resolved against what was heard before, and remembered."""
        if token.lower_ in words("groups", "harms") or (token.lower_ in _STATES and _numbered(token)):
            return None  # "more are feared dead, according to *the grave injuries*"
        voice = self._resolved(token)
        if voice is not None:
            past = any(c.lower_ in {"previously", "earlier", "initially"} for c in token.head.children)
            placed = (
                replace(voice, start=base + voice.start, end=base + voice.end, past=past) if voice.end else voice
            )
            self.heard.append(placed)
            if placed.spoken_by:
                called = placed.spoken_by.split()
                self.spokespeople[called[-1].lower()] = placed
                self.spokespeople.setdefault(called[0].lower(), placed)  # "Li Wen" is Li afterwards
            return placed
        return None

    def notice(self, token: Token) -> None:
        """Remember a grammatical subject to which "it" or "the group" may refer later."""
        voice = voice_of(token)
        if voice is None:
            return
        proper = token.tag_ in {"NNP", "NNPS"} or any(c.tag_ == "NNP" for c in token.lefts)
        general = words("actors", "generic", "organisations") | words("actors", "generic", "people")
        names_actor = proper or token.lower_ in general or voice.shape == "person"
        names_actor = names_actor or bool(voice.roles & words("actors", "spokespeople"))
        if names_actor and voice.kind is not ActorKind.UNKNOWN:
            self.mentioned.append(self.fuller(voice))
        if (
            token.dep_ == "nsubj"
            and not any(c.dep_ == "nummod" for c in token.lefts)  # "*19 soldiers* have gone missing. He said"
            and token.head.lower_ not in triggers()
            and token.lower_ not in words("scope", "events")
            and not (voice.kind is ActorKind.UNKNOWN and thing_like(token))
        ):
            self.subjects.append(voice)
        title = proper and 2 <= len(voice.name.split()) <= 3 and voice.name.istitle()
        trigger = triggers().get(token.head.lower_)
        harmed = token.dep_ == "nsubjpass" or (trigger is not None and trigger.frame != "run_over")
        teller = token.dep_ == "nsubj" and token.tag_ == "NN" and one_of_a_calling(token.lower_)
        teller = teller and reports(token.head)  # "*A patrol leader* denied it. 'We killed nobody,' he said"
        person = token.ent_type_ == "PERSON" or token.lower_ in {"man", "woman"} or title or teller
        if person and not harmed:
            kind = ActorKind.INDIVIDUAL if voice.kind is ActorKind.UNKNOWN else voice.kind
            self.perhaps.append((len(self.heard), replace(voice, shape="person", kind=kind)))

    def name(self, token: Token) -> None:
        """Remember a body named in passing ("on the site of the Russian Foreign Ministry")."""
        voice = voice_of(token)
        if voice is not None and len(voice.name.split()) > 1 and voice.kind is not ActorKind.UNKNOWN:
            self.named.append(self.fuller(voice))

    def _resolved(self, token: Token) -> Voice | None:
        lower = token.lower_
        pronouns = _ORGANISATION_PRONOUNS | _PERSON_PRONOUNS | _PLURAL_PRONOUNS
        if token.tag_ == "WP$" and token.head.head.dep_ == "relcl" and names(token.head.head.head):
            return _standing_at(token, self._noun(token.head.head.head))  # "the party, *whose* own list has 30"
        if lower in pronouns:
            found = self._pronoun(token, lower)
            if found is None and lower in {"he", "she", "they"}:
                found = _standing_at(token, self._anybody(person=lower != "they"))
            return found
        return self._noun(token)

    def _anybody(self, person: bool) -> Voice | None:
        """Who a pronoun means when nobody fits in number and kind: the last voice, else the last subject; "he" is
        no ministry."""
        for voice in [*reversed(self.heard), *reversed(self.subjects)]:
            if not person or voice.kind in _PERHAPS_ONE:
                return voice
        return None

    def _pronoun(self, token: Token, lower: str) -> Voice | None:
        if lower in _ORGANISATION_PRONOUNS:
            return self._for_pronoun(token, lambda v: v.shape == "organisation")
        if lower in _PERSON_PRONOUNS:
            return _standing_at(token, self._person(token, lower))
        if lower in _PLURAL_PRONOUNS:
            for before in self._subjects_before(token):
                told = before.sent == token.sent and before.tag_ in {"NNS", "NNPS"} and reports(before.head)
                many = voice_of(before) if told else None
                if many is not None and many.kind is not ActorKind.UNKNOWN:
                    return _standing_at(token, self.fuller(many))
            group = self._last(lambda v: v.shape == "plural") or self._last(lambda v: v.shape == "organisation")
            return _standing_at(token, group or self._subject_above(token))
        return None

    def _noun(self, token: Token) -> Voice | None:
        voice = voice_of(token)
        if voice is None:
            return None
        if token.lower_ in words("reporting", "nouns", "statement") | words("reporting", "nouns", "pages"):
            return self._statement(token, voice)
        nameless = voice.name.lower() in words("actors", "spokespeople")  # "its spokesman, Colonel A B"
        whose = next((c for c in token.lefts if c.tag_ == "WP$"), None)
        if whose is not None and nameless and token.head.dep_ == "relcl" and token.head.head != token:
            return _standing_at(token, self._noun(token.head.head))  # "the party, whose spokesman said"
        speaks_for = bool(voice.roles & words("actors", "spokespeople")) and not voice.spoken_by
        if nameless and (body := self._own_body(token)) is not None:
            return _standing_at(token, body)
        if nameless or (speaks_for and voice.kind in _NOBODY_KNOWN):
            return self._spoken_for(voice)
        if any(c.lower_ in _ANOTHER for c in token.lefts):
            return voice
        definite = any(c.lower_ in {"the", "this", "that", "its", "their"} for c in token.lefts)
        general = token.tag_ in {"NN", "NNS"} and not any(c.tag_[:3] == "NNP" for c in token.lefts)
        based = any(c.lower_ == "based" for c in token.lefts)  # "the Paris-based monitor"
        named = voice.name.lower() == token.lower_ or token.lower_ in words("actors", "groups_by_kind") or based
        if definite and general and named:
            earlier = self._by_role(token.lower_)
            alone = earlier is not None and earlier.shape == "person" and not earlier.spoken_by
            if earlier is not None and not (alone and token.lower_ in _collectives()):
                return replace(earlier, text=voice.text, start=voice.start, end=voice.end)
        return self.fuller(voice)

    def _own_body(self, spokesman: Token) -> Voice | None:
        """ "*Police* fired in self-defence, *their spokesman* said": the subject of the same sentence."""
        whose = next((c.lower_ for c in spokesman.lefts if c.tag_ == "PRP$"), None)
        for before in self._subjects_before(spokesman) if whose in {"its", "their"} else ():
            body = voice_of(before) if before.sent == spokesman.sent else None
            if body is None or body.kind in _NOBODY_KNOWN or before.head == spokesman.head:
                continue
            many = body.shape == "plural" or before.tag_ in {"NNS", "NNPS"}
            if body.shape != "person" and many == (whose == "their"):
                return self.fuller(body)
        return None

    def _spoken_for(self, voice: Voice) -> Voice:
        """ "Spokeswoman A B", "its spokesman": the body that the report named last; else the person alone."""

        def body_of_many(v: Voice) -> bool:  # "the prosecutors", and then "a spokeswoman"
            return v.shape == "plural" and v.kind in {ActorKind.STATE, ActorKind.STATE_FORCE, ActorKind.REBEL_GROUP}

        nobody = {*_NOBODY_KNOWN, ActorKind.MEDIA}
        body = self._last(lambda v: (v.shape == "organisation" and v.kind not in nobody) or body_of_many(v))
        if body is None:
            return voice
        by = voice.name if voice.shape == "person" and voice.name.lower() not in voice.roles else ""
        roles = body.roles | voice.roles
        return replace(body, text=voice.text, start=voice.start, end=voice.end, spoken_by=by, roles=roles)

    def _for_pronoun(self, token: Token, fits: Callable[[Voice], bool]) -> Voice | None:
        issuer = _letter_writer(token)
        if issuer is not None:
            return _standing_at(token, self._noun(issuer))
        for earlier in self._subjects_before(token):
            voice = voice_of(earlier)
            if (
                voice is not None
                and voice.shape == "organisation"
                and earlier.lower_ not in words("actors", "called")
                and voice.kind not in {ActorKind.UNKNOWN, ActorKind.INDIVIDUAL}
            ):
                return _standing_at(token, self._noun(earlier))  # "the agency" of before is a named one, too
        return _standing_at(token, self._last(fits) or self._last(lambda v: v.shape == "plural"))

    def _teller_above(self, token: Token, avoid: set[str]) -> Voice | None:
        """ "The elder A B told reporters: eleven had died, *he* said": who spoke before in the sentence."""
        for before in self._subjects_before(token):
            if before.sent != token.sent:
                return None
            named = before.tag_ == "NNP" and before.dep_ == "nsubj" and before.head.lower_ not in triggers()
            one = voice_of(before) if (named or reports(before.head)) and before.head != token.head else None
            if one is not None and (one.shape == "person" or one.spoken_by) and not one.roles & avoid:
                return self.fuller(one)
        return None

    def _subject_above(self, token: Token) -> Voice | None:
        """ "Police took back a figure of 19; the number is nine, *they* said": the subject of the same sentence."""
        for before in self._subjects_before(token):
            many = voice_of(before) if before.sent == token.sent and before.dep_ == "nsubj" else None
            if many is not None and many.kind is not ActorKind.UNKNOWN:
                return self.fuller(many)
        return None

    @staticmethod
    def _subjects_before(token: Token) -> list[Token]:
        out = []
        doc = token.doc
        for i in range(token.i - 1, -1, -1):
            other = doc[i]
            if (other.dep_ in {"nsubj", "nsubjpass"} and other.tag_[:2] == "NN") or (
                other.dep_ == "pobj" and other.head.lower_ == "to" and other.head.head.lower_ == "according"
            ):
                out.append(other)
        return out

    def _person(self, token: Token, lower: str) -> Voice | None:
        avoid = _WOMEN if lower in {"he", "his", "him"} else _MEN if lower in {"she", "her"} else set()
        speaks = words("actors", "spokespeople")

        def fits(v: Voice) -> bool:
            return (v.shape == "person" or bool(v.roles & speaks) or _titled(v)) and not v.roles & avoid

        told = self._teller_above(token, avoid)
        if told is not None:
            return told
        maybe = next((pair for pair in reversed(self.perhaps) if not pair[1].roles & avoid), None)
        if maybe is not None and maybe[0] == len(self.heard):
            return maybe[1]  # nobody has been heard since this person came up
        return self._last(fits) or (maybe[1] if maybe is not None else None)

    def _last(self, fits: Callable[[Voice], bool]) -> Voice | None:
        for voice in reversed(self.heard[-_RECALL:]):
            if fits(voice):
                return voice
        for voice in reversed(self.mentioned[-_RECALL:]):
            if fits(voice):
                return voice
        return None

    def _by_role(self, word: str) -> Voice | None:
        exact = self._last(lambda v: word in v.roles or word in v.name.lower().split())
        if exact is not None:
            return exact
        if word in words("actors", "generic", "organisations"):
            armed_or_free = {
                ActorKind.NGO,
                ActorKind.REBEL_GROUP,
                ActorKind.POLITICAL_MILITIA,
                ActorKind.INTERGOVERNMENTAL,
                ActorKind.MEDIA,
            }
            if word in {
                "group",
                "organisation",
                "organization",
                "monitor",
                "watchdog",
                "charity",
                "body",
                "network",
                "movement",
            }:
                return self._last(lambda v: v.kind in armed_or_free) or self._last(
                    lambda v: v.shape == "organisation" and v.kind is ActorKind.UNKNOWN
                )
            if word in {"agency", "newspaper", "broadcaster"}:
                kinds = {ActorKind.MEDIA, ActorKind.INTERGOVERNMENTAL}
                known = self._last(lambda v: v.kind in kinds)
                if known is not None or word != "agency":
                    return known
            offices = words("actors", "generic", "offices")
            if word in offices:  # "the agency" is the bureau named before
                return self._last(lambda v: bool(offices & set(v.name.lower().split())) and len(v.name.split()) > 1)
        if word in words("actors", "generic", "people"):
            named = self._last(lambda v: v.shape == "person" or bool(v.spoken_by))
            return None if named is not None and _unlike(named, word) else named
        return None

    def _statement(self, token: Token, voice: Voice) -> Voice | None:
        if token.lower_ in words("reporting", "nouns", "authorless") and token.lower_ in voice.name.lower():
            media = next((t for t in token.subtree if t.lower_ == "media" and t.i > token.i), None)
            return voice_of(media) if media is not None else None
        gave = giver(token)
        if gave is not None and gave.tag_[:2] == "NN":
            return self._noun(gave)  # "the account that *the ministry* gave"
        if (
            voice.kind is not ActorKind.ANONYMOUS
            and voice.kind is not ActorKind.UNKNOWN
            and token.lower_ not in voice.name.lower()
        ):
            return self.fuller(voice)
        lefts = {c.lower_ for c in token.lefts}
        if lefts & {
            "some",
            "other",
            "several",
            "many",
            "earlier",
            "initial",
            "media",
            "local",
            "news",
            "early",
            "unconfirmed",
        }:
            return replace(voice, kind=ActorKind.MEDIA if lefts & {"media", "news"} else ActorKind.ANONYMOUS)
        if voice.country is not None:
            state = {ActorKind.STATE, ActorKind.STATE_FORCE}

            def official(v: Voice) -> bool:
                return v.country == voice.country and v.kind in state and len(v.name.split()) > 1

            same = self._last(lambda v: official(v) and not v.past) or self._last(official)
            if same is not None:
                return replace(same, text=voice.text, start=voice.start, end=voice.end)
        elif token.tag_ == "NN":
            last = self._last(lambda v: v.shape == "organisation" or v.name.lower().endswith("police"))
            writers = [v for v in self.heard[-1:] if v.roles & words("actors", "report_writers")]
            last = writers[0] if writers else last
            if last is not None and lefts & {"the", "its", "this", "that", "a"}:
                return replace(last, text=voice.text, start=voice.start, end=voice.end)
        return voice

    def fuller(self, voice: Voice) -> Voice:
        """An earlier, longer name that holds all the words of this one ("foreign ministry", "Smith"), or the body
        for which the named person speaks."""
        short = voice.name.lower().split()
        if not short:
            return voice
        if (voice.shape == "person" or len(short) == 1) and short[-1] in self.spokespeople:
            body = self.spokespeople[short[-1]]
            return replace(body, text=voice.text, start=voice.start, end=voice.end)
        for earlier in reversed([*self.named[-_REACH:], *self.mentioned[-_REACH:], *self.heard[-_REACH:]]):
            if _names_more(earlier, voice):
                return replace(
                    earlier, text=voice.text, start=voice.start, end=voice.end, roles=earlier.roles | voice.roles
                )
        return voice


def _numbered(token: Token) -> bool:
    """ "50 wounded": people with a number, not a word for one who speaks."""
    return token.i > 0 and (token.nbor(-1).like_num or any(c.dep_ == "nummod" for c in token.children))


def _unlike(voice: Voice, word: str) -> bool:
    """Whether a person without a name is told of by another calling ("a farmer", and then "the sheriff")."""
    return voice.name.islower() and word not in voice.roles and voice.kind is ActorKind.WITNESS


def _collectives() -> frozenset[str]:
    """Words for many, which no single named person is ("the police")."""
    return frozenset({"police", "army", "military", "government"}) | words("actors", "generic", "bodies")


def _names_more(earlier: Voice, voice: Voice) -> bool:
    """Whether ``earlier`` is the fuller name: it ends with this one's words, or is a body of the same sort whose
    name holds them all ("Russian ministry" and "Russian Ministry of Foreign Affairs")."""
    full, short = earlier.name.lower().split(), voice.name.lower().split()
    if len(full) <= len(short) or (voice.country is not None and voice.country != earlier.country):
        return False
    if {"and", "or", "-"} & set(full) or "," in earlier.name:
        return False
    sorts = words("actors", "generic", "bodies")
    return full[-len(short) :] == short or (bool(sorts & set(short)) and set(short) <= set(full))


def _letter_writer(token: Token) -> Token | None:
    """ "A letter from *the company* in which *it* says": who wrote it, or None."""
    clause = token.head
    if clause.dep_ != "relcl" or not any(c.lower_ == "which" for c in clause.subtree if c.i < token.i):
        return None
    noun = clause.head
    papers = words("reporting", "nouns", "statement")
    if noun.lower_ in papers:
        whose = owner(noun)
        voice = voice_of(whose) if whose is not None else None
        return whose if voice is not None and voice.kind is not ActorKind.UNKNOWN else None
    link = noun.head
    return noun if link.lower_ in {"from", "by"} and link.head.lower_ in papers else None


def _standing_at(token: Token, voice: Voice | None) -> Voice | None:
    """A voice remembered from elsewhere, here in the words of ``token``: "he", "they"."""
    if voice is None:
        return None
    return replace(voice, text=token.text, start=token.idx, end=token.idx + len(token.text))


def _titled(voice: Voice) -> bool:
    """ "District Magistrate A B": one person by the post before the name, taken for a body."""
    names, posts = voice.name.lower().split(), flat("actors", "posts")
    bodies = words("actors", "generic", "organisations")
    held = any(word in posts for word in names[:-1]) and not {names[-1]} & (posts.keys() | bodies)
    return held and voice.name.istitle() and "'" not in voice.text
