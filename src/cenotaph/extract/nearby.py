"""Counts that the parse does not hand over: numbers beside a trigger, and parts of a number just given."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cenotaph.extract.attribution import reporting_verbs
from cenotaph.extract.behind_parts import past_aside
from cenotaph.extract.clipped import listed_people
from cenotaph.extract.counted import Counted
from cenotaph.extract.counting import count_listed, count_phrase
from cenotaph.extract.gapped_lists import told_where
from cenotaph.extract.hits import Hit
from cenotaph.extract.lexicon import flat, triggers, words
from cenotaph.extract.not_people import fraction_of, never_counted, not_people
from cenotaph.extract.numbers import CountMention
from cenotaph.extract.people_lists import listed_at, listed_before
from cenotaph.extract.persons import known_person, person_like, thing_like
from cenotaph.extract.phrases import conjuncts, end_of, of_object, text_of
from cenotaph.extract.predicates import predicates
from cenotaph.extract.shares import measure_of, noun_after, of_victims, shares
from cenotaph.extract.strayed import strayed
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Part", "beside", "heads_of", "parts_after", "parts_named"]

_LEFT_GAP = re.compile(
    r"^\s*(?:(?!and\b|or\b|but\b|who\b|which\b|when\b|after\b|said\b)[\w'-]+\s+){0,3}?"
    r"(?:(?:was|were|are|is|have been|has been|had been|have|has|had|got|reported|left|feared|confirmed|also|known|"
    r"believed|said|thought|understood|presumed|to|be|been|later|now|since|already|still|listed|as|"
    r"registered|posted|officially|declared|pronounced)\s+){0,5}$",
    re.IGNORECASE,
)
_RIGHT_GAP = re.compile(r"^\s*(?:(?:and|or)\s+\w+(?:ed|ing)\s+)?(?:as\s+many\s+as\s+)?[\"']?$", re.IGNORECASE)
# "Killed today: *three in the old town*, two by the river"
_LABEL_GAP = re.compile(
    r"^\s*(?:so\s+far|today|yesterday|overnight|this\s+\w+|to\s+date|in\s+(?:all|total)|on\s+\w+day)?\s*:\s+$",
    re.IGNORECASE,
)
# "five were shot, *one fatally*"
_FATALLY = re.compile(
    r"^\s*(?:of\s+(?:them|whom|the\s+\w+)\s*,?\s*)?(?:was\s+|were\s+)?(?:fatally|mortally)(?=\s*(?:[.,;)-]|$|at\b|in\b|on\b|and\b))",
    re.IGNORECASE,
)
# "60 cases of the fever, *nine of them fatal*"
_FATAL_CASES = re.compile(
    r"\b(?:cases?|infections?|stabbings|shootings|poisonings|overdoses|bites|maulings|drownings)\b(?P<between>[^.;:]*)$",
    re.IGNORECASE,
)
_FATAL = re.compile(
    r"^\s*(?:of\s+(?:them|which|these)\s+)?(?:were\s+|was\s+|proved\s+)?(?:all\s+)?fatal\b", re.IGNORECASE
)
_INSERTED = re.compile(r",\s[^,;]{0,60}\b(?:said|says|reported|added|announced|told)\b[^,;]{0,80},")
_INCL = re.compile(r"\b(?:incl|inc|includ)\b\.?:?", re.IGNORECASE)
_BRACKET = re.compile(
    r"\b(?:dead|killed|injured|wounded|hurt|missing|deaths|fatalities|arrested|casualties|detained|kidnapped)\s*\((?=\s*\d)",
    re.IGNORECASE,
)
_NEXT_PART = re.compile(r"^\s*(?:,|and|&|\+|,\s*and)?\s*$", re.IGNORECASE)
_AMONG = re.compile(
    r"\b(?:among|amongst)\s+(?:them|whom|those|(?:the|its|their)\s+(?:[\w,-]+\s+){0,2}?(?:dead|victims|killed|wounded|injured|casualties|slain|deceased|fallen|missing|hurt|arrested|detained|detainees|hostages|captives|abducted|martyrs))\b(?:\s+(?:killed|wounded|injured|dead|slain|murdered|martyred|hurt|missing|arrested|detained|drowned|kidnapped|abducted|executed))?"
    r"(?:(?:\s+(?:of|in|on|at|from|this|that|last)\s+(?:the\s+)?[\w'-]+){1,2}(?=\s+(?:was|were|are|is)\b))?\s*(?:,|was|were|are|is)?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an earlier count: the phrase counted, where it stands, and the measure it names itself and
    the noun that says who they were, if any. ``victims``: a part of "the victims"; ``whole``: the word
    for the harmed among whom they are said to be, which tells the measure whatever else the sentence tells."""

    counted: Counted
    at: int
    measure: Measure | None = None
    noun: Token | None = None
    victims: bool = False
    whole: Token | None = None


def heads_of(mention: CountMention, sentence: Span) -> Token | None:
    """The token that heads the phrase of a number: the noun it modifies, or the number itself."""
    number = None
    for token in sentence:
        if token.idx < mention.number_end and end_of(token) > mention.number_start:
            number = token
    if number is None:
        return None
    node = number
    while (
        node.dep_ in {"nummod", "quantmod", "amod", "compound", "nmod", "advmod"}
        and node.head.i > node.i
        and node.head.tag_[:2] in {"NN", "CD"}
        and node.head.i - node.i <= 6
        and not _INCL.fullmatch(node.head.text)
    ):
        node = node.head
    return node


def beside(hit: Hit, mentions: list[CountMention], taken: set[int], profile: str) -> Counted | None:
    """The free number directly before or after a trigger whose own arguments gave no count."""
    sentence = hit.token.sent
    text = text_of(hit.token.doc)
    low, high = sentence[0].idx, end_of(sentence[-1])
    trigger_start, trigger_end = hit.token.idx, end_of(hit.token)
    if hit.trigger.people and any(c.dep_ == "dobj" for c in hit.token.children):
        return None  # "1,300 defenders held the town"
    free = [m for m in mentions if m.role == "count" and low <= m.start < high and m.start not in taken]
    for mention in sorted(free, key=lambda m: abs(m.number_end - trigger_start)):
        if any(c.lower_ in {"each", "every"} for c in hit.token.lefts):
            continue  # "one for each death"
        if fraction_of(text[low : mention.start]):
            continue  # "a third of the 30 passengers were hurt"
        of = heads_of(mention, sentence)
        of = of.head if of is not None and of.dep_ == "det" else of
        if mention.count.best == 0 and of is not None and of.lower_ in words("refusals", "gives", "nouns"):
            continue  # "gave no figure for casualties" is no zero
        left = mention.end <= trigger_start and _LEFT_GAP.match(
            _INSERTED.sub(" ", text[mention.end : trigger_start])
        )
        right = mention.start >= trigger_end and _RIGHT_GAP.match(text[trigger_end : mention.start])
        labelled = hit.token.i - sentence.start <= 2 and _LABEL_GAP.match(text[trigger_end : mention.start])
        if not (left or right or (labelled and told_where(text[mention.end : high]))):
            continue
        if mention.count.text.lower() in {"multiple", "several"} and hit.trigger.frame == "wounds":
            continue  # "multiple gunshot injuries": of one, or of any number
        between = {w.lower().strip("'") for w in text[mention.end : trigger_start].split()} if left else set()
        if between & words("groups", "mourners"):
            continue  # "14 families of miners killed"
        head = heads_of(mention, sentence)
        strict = hit.trigger.people or hit.trigger.weak
        if head is not None and strict and (of := of_object(head)) is not None and not_people(of, hit):
            continue  # "14 boxes of vaccine taken", "hundreds of shops were burned"
        if (
            head is None
            or head.lower_ == "names"
            or head.lower_ in words("groups", "not_people")
            or never_counted(head, hit)
            or thing_like(of_object(head) or head)
            or (
                hit.measure is Measure.DETAINED
                and head.tag_ == "NNS"
                and head != hit.token
                and not person_like(of_object(head) or head)
            )
        ):
            continue  # "captured eleven of the seats", "shot two of the dogs", "21 firearms seized"
        if left and head.dep_ == "nsubj" and head.head == hit.token and _acts(hit.token):
            continue  # "300 defenders held the town"
        if hit.rule.startswith("toll") and (mention.count.high == 0 or _has_own_verb(head, hit)):
            continue  # "no final toll yet", "many experts suspect those losses were ..."
        counting = head.head.lower_ in words("triggers_light", "put_down") | {"kept", "keeps", "knows", "knew"}
        if mention.count.high == 0 and head.dep_ == "nsubj" and counting:
            continue  # "nobody counted the dead"
        if mention.count.high == 0 and {t.lower_ for t in head.doc[head.i : head.i + 4]} & words(
            "groups", "tellers"
        ):
            continue  # "no word of dead contractors"
        made = count_phrase(head, hit, mentions, profile)
        if made is not None and made.mention is mention:
            return made
        number = sentence.doc[head.i]
        return Counted(
            number,
            mention.count,
            mention.start,
            mention.end,
            "number",
            {"additional"} if mention.additional else set(),
            [number],
            mention,
        )
    return None


def _acts(verb: Token) -> bool:
    """Whether a verb has an object after it, so that its subject is who acts."""
    return verb.tag_ in {"VBD", "VBZ", "VBP"} and any(c.dep_ == "dobj" and c.i > verb.i for c in verb.children)


def _has_own_verb(head: Token, hit: Hit) -> bool:
    verb = head.head
    return head.dep_ == "nsubj" and verb.tag_[:2] == "VB" and verb.lemma_ != "be" and head.i < verb.i < hit.token.i


def parts_after(hit: Hit, mentions: list[CountMention], profile: str) -> list[Part]:
    """Parts introduced by "including", "among them", "of whom" in the sentence of ``hit``."""
    out: list[Part] = []
    sentence = hit.token.sent
    for token in sentence:
        if token.lower_ in {"including", "included"} and token.dep_ in {"prep", "acl", "advcl", "amod"}:
            of_places = token.head.dep_ == "pobj" and token.head.head.lower_ in {"in", "at", "across"}
            set_off = token.i > sentence.start and token.nbor(-1).text == ","
            if of_places and (not set_off or sentence.doc[token.i + 1 : token.i + 2].text[:1].isupper()):
                continue  # "in *districts* including Mandera"
            behind = token.nbor() if token.i + 1 < sentence.end else token
            if (told := _listed_part(behind, hit, profile, token.idx)) is not None:
                out.append(told)
                continue
            for child in token.children:
                if child.dep_ in {"pobj", "dobj"}:
                    if child.lower_ in {"that", "those"}:
                        child = of_object(child) or child  # "five deaths, including *that of a man*"
                    out += [_apart(part, hit) for part in _members(child, hit, mentions, profile, token.idx)]
    out += _after_colon(hit, mentions, profile)
    return out + _in_brackets(sentence, mentions) + parts_named(sentence, hit, mentions, profile)


def _listed_part(first: Token, hit: Hit, profile: str, at: int) -> Part | None:
    """ "48 people, among them *his wife Ana and their twins*": a part told by name or kin."""
    found = listed_at(first.doc, first.i, first.sent.end)
    if found is None or found.first <= hit.token.i < found.last:
        return None
    counted = count_listed(found, first.doc, profile)
    counted.flags.add("subset")
    return Part(counted, at)


def _after_colon(hit: Hit, mentions: list[CountMention], profile: str) -> list[Part]:
    """ "left 14 dead: *nine gendarmes, four civilians and a militiaman*": the whole told by its parts."""
    doc, sentence = hit.token.doc, hit.token.sent
    colon = next((t.i for t in sentence if t.text in {":", "–", "—"} and t.i > hit.token.i), None)
    if colon is None or hit.rule in {"clipped", "rest"} or (doc[colon].text == ":" and colon - hit.token.i > 15):
        return []
    heads = listed_people(doc, colon + 1, sentence.end, placed=True)
    if len(heads) < 2:
        return []
    counted = [c for head in heads if (c := count_phrase(head, hit, mentions, profile)) is not None]
    for one in counted:
        one.flags.add("subset")
    return [Part(one, doc[colon].idx) for one in counted] if len(counted) == len(heads) else []


def _in_brackets(sentence: Span, mentions: list[CountMention]) -> list[Part]:
    """ "61 dead (*incl. 14 children* & 2 nurses)": numbers after an abbreviation that the parse does not know."""
    text = text_of(sentence.doc)
    low, high = sentence[0].idx, end_of(sentence[-1])
    out: list[Part] = []
    for match in [*_INCL.finditer(text, low, high), *_BRACKET.finditer(text, low, high)]:
        at = match.end()
        for mention in mentions:
            if mention.start < at or mention.role != "count":
                continue
            if not _NEXT_PART.match(text[at : mention.start]):
                break
            noun = noun_after(sentence, mention.end)
            head = noun or heads_of(mention, sentence)
            if head is None:
                break
            counted = Counted(
                head, mention.count, mention.start, mention.end, "number", {"subset"}, [head], mention
            )
            out.append(Part(counted, match.start()))
            at = max(end_of(head), mention.end)
    return out


def _apart(part: Part, hit: Hit) -> Part:
    """ "21 rebels including 2 commanders *and 4 soldiers*": people of the other side are no part."""
    sides = flat("groups", "sides")
    head = part.counted.head
    own, whole = sides.get(head.lower_), {sides.get(noun.lower_) for noun in hit.harmed if noun.i < head.i}
    if head.dep_ == "conj" and own is not None and whole - {None} and own not in whole:
        part.counted.flags -= {"subset"}
        part.counted.flags.add("apart")
    return part


def parts_named(sentence: Span, hit: Hit, mentions: list[CountMention], profile: str) -> list[Part]:
    """ "three of them", "seven of the dead", "among the dead were two officers"."""
    out: list[Part] = []
    text = text_of(sentence.doc)
    low, high = sentence[0].idx, end_of(sentence[-1])
    numbered = any(low <= mention.start < high and mention.role == "count" for mention in mentions)
    if not numbered and "among" not in text[low:high].lower():
        return out
    for share in shares(sentence, mentions):
        mention = share.mention
        if mention.count.text.lower() in {"many", "most", "some"} and not _people_told(
            share.noun, text[mention.end :]
        ):
            continue
        if mention.count.text.lower() == "both" and not text[mention.end :].startswith(" of"):
            continue  # "two of them, both in their twenties"
        head = heads_of(mention, sentence)
        if head is None or _not_a_share(head, mention) or head.lower_ in words("groups", "places_for_people"):
            continue
        counted = Counted(head, mention.count, mention.start, mention.end, "number", {"subset"}, [head], mention)
        fatal = _fatal(text, low, mention, high)
        counted.flags |= {"fatal"} if fatal else set()
        measure = Measure.KILLED if fatal else share.measure
        out.append(Part(counted, mention.start, measure, share.noun, share.victims and not fatal))
    for mention in mentions:
        if low <= mention.start < high and mention.role == "count" and _fatal(text, low, mention, high):
            head = heads_of(mention, sentence)
            if head is not None:
                counted = Counted(
                    head, mention.count, mention.start, mention.end, "number", {"subset"}, [head], mention
                )
                out.append(Part(counted, mention.start, Measure.KILLED))
    for token in sentence:
        if token.lower_ in {"among", "amongst"} and token.head.lower_ in {"were", "was", "are", "is"}:
            heads = words("groups", "harm_heads")
            named = [c for c in token.subtree if c.lower_ in heads] or [c for c in token.subtree if c == hit.token]
            subjects = [c for c in token.head.children if c.dep_ == "nsubj" and c.i < token.head.i]
            listed = listed_before(token.head) if named and subjects and subjects[0].tag_ == "NNP" else None
            if listed is not None:
                counted = count_listed(listed, sentence.doc, profile)
                counted.flags.add("subset")
                out.append(Part(counted, counted.start, measure_of(named[0].lower_) or hit.measure))
                continue
            for subject in subjects if named else []:
                parts = _members(subject, hit, mentions, profile, subject.left_edge.idx, named[0].lower_)
                out += [replace(part, whole=named[0]) for part in parts]
        top = token.head
        while top.dep_ == "conj" and top.head.tag_[:2] in {"NN", "CD"} and person_like(top.head):
            top = top.head  # "nine women and *a toddler among them*"
        postponed = token.head.tag_[:2] in {"NN", "CD", "JJ"} and token.head.i < token.i
        if (
            token.lower_ in {"among", "amongst"}
            and postponed
            and any(c.lower_ in {"them", "whom"} for c in token.children)
        ):
            out += _members(top, hit, mentions, profile, top.left_edge.idx)  # "a child among them"
    for match in _AMONG.finditer(text, low, high):
        if "whether" in text[low : match.start()].lower().split():
            continue
        first = next((t for t in sentence if t.idx >= match.end()), None)
        if first is None:
            continue
        if (told := _listed_part(first, hit, profile, match.start())) is not None:
            out.append(told)
            continue
        number = next(
            (m for m in mentions if m.start >= match.end() and m.start - match.end() <= 12 and m.role == "count"),
            None,
        )
        between = text[match.end() : number.start].strip().lower() if number is not None else ""
        if between in {"when", "after", "as", "in"}:
            continue
        if between in {"was", "is", "had"} and match.group().rstrip().endswith(","):
            continue  # "Ana Cole, among the dead, *was 30*"
        be_after = {t.lower_ for t in sentence.doc[first.i : min(first.i + 5, sentence.end)]} & {
            "was",
            "were",
            "are",
            "is",
        }
        if (
            number is None
            and first.tag_ == "NNS"
            and match.group().endswith(("them ", "whom "))
            and known_person(first)
        ):
            out += _members(first, hit, mentions, profile, match.start(), match.group())
            continue  # "16 people, among them *schoolchildren*"
        if number is None and first.tag_ == "VBN" and not be_after:
            continue  # "two priests were among those *taken* hostage"
        if number is not None and re.search(r"\band\b|,", text[match.end() : number.start]):
            number = None  # "among the dead were *a nurse* and three babies"
        if number is None and match.group().rstrip().endswith(","):
            continue  # "asked about the dead among them, the mayor ...": no part follows
        head = heads_of(number, sentence) if number is not None else _after_be(first) or _noun_from(first)
        if head is not None:
            out += _members(head, hit, mentions, profile, match.start(), match.group())
    return out


def _fatal(text: str, low: int, mention: CountMention, high: int) -> bool:
    """Whether the words behind a number say that so many died: "one fatally", "two of them fatal" of cases."""
    if _FATALLY.match(text[mention.end : high]) is not None:
        return True
    if _FATAL.match(text[mention.end : high]) is None:
        return False
    return _FATAL_CASES.search(text[low : mention.start]) is not None


def _people_told(noun: Token | None, after: str) -> bool:
    """ "*some of them children*": a part without a number whose people are named."""
    return noun is not None and after.startswith(" of them") and known_person(noun)


def _not_a_share(head: Token, mention: CountMention) -> bool:
    if head.dep_ in {"nsubj", "nsubjpass"} and _spared(head.head):
        return True  # "40 of the 55 hostages were freed"
    if mention.count.high == 0 and head.dep_ in {"dobj", "pobj"}:
        return True  # "the post named none of them"
    if mention.count.high == 0 and head.dep_ == "nsubjpass" and not _of_harm(head.head):
        return True  # "none of these can be added up"
    cases = {t.lower_ for t in head.doc[head.i : head.i + 3]} & {"cases", "instances"}  # "the cause in six cases"
    if head.dep_ == "pobj" and head.head.lower_ in {"at", "in", "near"} and not cases:
        return True  # "at one of them, in Moscow, there were ..."
    speaks = head.dep_ in {"nsubj", "npadvmod"} and head.head.lower_ in reporting_verbs()
    apart = (
        head.dep_ == "npadvmod" and head.left_edge.i > head.head.i + 1
    )  # "counted 14 bodies, *one of them* in uniform"
    return speaks and mention.count.best == 1 and not apart  # "one of them, a teacher, said"


def _of_harm(verb: Token) -> bool:
    """Whether a verb may tell of harm."""
    return verb.lower_ in triggers() or verb.lower_ in predicates()


def _spared(verb: Token) -> bool:
    """Whether a verb says that people came off: "were freed", "escaped", "are now safe"."""
    before = {t.lower_ for t in verb.doc[verb.sent.start : verb.i]}
    if verb.lower_ == "evacuated" and before & {"wounded", "injured", "hurt"}:
        return False  # "ten wounded, of whom three have been evacuated to the capital"
    told = {verb.lower_} | {c.lower_ for c in verb.children if c.dep_ in {"acomp", "attr", "advmod", "oprd"}}
    return bool(told & words("triggers_light", "spared"))


def _after_be(token: Token) -> Token | None:
    """ "among the dead were *the owner* and two sons": what stands after the verb, as the parse has it."""
    verb = token.doc[token.i - 1] if token.i > token.sent.start else token
    for child in verb.children:
        if child.i > verb.i and child.dep_ in {"nsubj", "attr", "dobj", "nsubjpass"} and child.tag_[:2] == "NN":
            return child
    return None


def _noun_from(token: Token) -> Token | None:
    doc, end = token.doc, token.sent.end
    for other in doc[token.i : min(token.i + 8, end)]:
        if other.tag_[:2] == "NN" and (other.i + 1 >= end or doc[other.i + 1].tag_[:2] not in {"NN", "HY"}):
            return other  # "a nine-*month*-old infant" is no month
    return None


def _members(
    head: Token, hit: Hit, mentions: list[CountMention], profile: str, at: int, whole: str = ""
) -> list[Part]:
    """The coordinated phrases at ``head`` as parts of what the words ``whole`` name."""
    out: list[Part] = []
    for member in [*conjuncts(head), *strayed(head, hit)]:
        counted = count_phrase(member, hit, mentions, profile)
        if counted is None or counted.rule == "none" or (member != head and past_aside(head, member)):
            continue
        if counted.rule == "plural":
            if counted.head.tag_ != "NNS" or not known_person(counted.head) or "definite" in counted.flags:
                continue
            if any(c.dep_ == "poss" for c in counted.head.lefts):
                continue  # "*their mothers* were among the 60 injured"
            if member != head or len(list(conjuncts(head))) > 1:
                continue  # "women and children among them": two groups, and no number
        if counted.rule == "one" and member.tag_ == "NN" and not person_like(member):
            continue  # "chief among them the urge to ..."
        counted.flags.add("subset")
        out.append(Part(counted, at, measure_of(whole), victims=of_victims(whole)))
    return out
