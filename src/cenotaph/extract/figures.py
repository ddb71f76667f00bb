"""Bare figures, whose people were told of before: "the government acknowledges 107", "the army 12"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cenotaph.extract.attribution import reporting_verbs, speaks
from cenotaph.extract.lexicon import words
from cenotaph.extract.nearby import heads_of
from cenotaph.extract.numbers import CountMention
from cenotaph.extract.persons import person_like
from cenotaph.extract.phrases import end_of, text_of
from cenotaph.extract.shares import measure_of
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Figure", "bare_figures", "topic_of"]

_STANDS = re.compile(
    r"\b(?:(?:stand|stood|stick|stuck|ke(?:ep|pt)|h(?:o|e)ld|insist)(?:s|ing)?\s+(?:by|to|with|at|on)"
    r"|(?:run|ran|c[ao]me|amount|go(?:es)?|went|climb|rose|rise|reach|speak|spoke)(?:s|ed|es|ing)?\s+(?:to|of|no\s+(?:further|higher)\s+than|as\s+high\s+as))"
    r"\s+(?:its\s+|his\s+|her\s+|their\s+|an?\s+|the\s+)?(?:own\s+|earlier\s+|figure\s+of\s+|total\s+of\s+|count\s+of\s+|number\s+of\s+)*$",
    re.IGNORECASE,
)
_TOTAL_IS = re.compile(
    r"\b(?:counts?|tally|tallies|figures?|estimates?|number|tolls?|total|version)\b[^,;.:\"]{0,60}?\s"
    r"(?:is|was|are|were|remains?|stands?\s+at|stood\s+at|runs?\s+to|ran\s+to|comes?\s+to|came\s+to|reach\w*|now|"
    r"(?:ris(?:en|ing)|rose|climbed|grown|gone\s+up|jumped|increased|swollen|mounted|fallen|dropped)\s+(?:\w+\s+)?to)\s+(?:now\s+|still\s+)?[\"']?$",
    re.IGNORECASE,
)
_COUNT_OF = re.compile(
    r"\b(?:an?|the|its|his|her|their|own|\w+'s|\w+s'|earlier|initial|previous|first|provisional|preliminary|overnight)\s+"
    r"(?:(?:cumulative|running|overall|grand|combined|final|new)\s+)?(?:count|tally|figure|estimate|total|toll)\s+of\s+[\"']?$",
    re.IGNORECASE,
)
# "up from nine the week before", "against 60 in March"
_COMPARED = re.compile(
    r"(?:\b(?:(?:up|down)\s+from|against|compare[ds]\s+(?:with|to)|versus)|(?:rose|fell|rise|risen|fallen|up|down)\b[^.;]{0,80},\s+from)\s+(?:only\s+|just\s+)?$",
    re.IGNORECASE,
)
# "the wounded numbered 53"
_NUMBERED = re.compile(
    r"(?:\bthe|'s|\bits|\btheir)\s+(?:\w+\s+){0,2}?(?:dead|wounded|injured|casualties|missing|victims|detainees|detained|killed|arrested),?\s+"
    r"(?:[^,;.\d]{3,40},\s+)?(?:now\s+|so\s+far\s+)?"
    r"(?:number(?:s|ed)?|total(?:s|led)?|(?:amount|c[ao]me|stand|stood|run|ran)(?:s|ed)?\s+(?:to|at))\s+$",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"\bthe\s+(?:dead|wounded|injured|missing|arrested|detained)\s*[,(]\s*$", re.IGNORECASE)
# "insisted that *it was* below 100"
_IT_WAS = re.compile(
    r"\b(?:that|;|says|said|;\s+)\s*(?:it|this)\s+(?:had\s+been|was|is|stood\s+at|stands\s+at)\s+(?:now\s+|only\s+)?$",
    re.IGNORECASE,
)
# "the historian *arrives at* 900", "may have been as many as 60"
_ARRIVES = re.compile(
    r"\b(?:arriv(?:es?|ed|ing)\s+at|c[ao]mes?\s+up\s+with|puts?\s+forward|settl(?:es?|ed)\s+(?:on|for)|works?\s+out\s+at|gets?\s+to|reckons|calculat(?:es?|ed)|"
    r"prefers?|preferred|proposes?|proposed|suggests?|suggested)\s+(?:an?\s+(?:figure|total|toll|number)\s+of\s+)?$",
    re.IGNORECASE,
)
_THERE = re.compile(r"\bthere\s+(?:(?:may|might|could|must)\s+(?:well\s+)?have\s+been\s+)?$", re.IGNORECASE)
_MAY_BE = re.compile(r"^(?:may|might|could|must)\s+", re.IGNORECASE)
# "five died, *not seven*"
_NOT = re.compile(r",\s+(?:and\s+)?not\s+$", re.IGNORECASE)
_CORRECTED = re.compile(r"^(?:\s+(?:people|persons))?\s*(?:[.;,)]|$|as\b)", re.IGNORECASE)
_NO_DANGER = re.compile(
    r"^\s+(?:of\s+(?:them|whom)\s+)?(?:is\s+|are\s+|was\s+|were\s+)?(?:in\s+(?:\w+\s+)?(?:danger|condition)|critical\w*|serious\w*|grave\w*|life-)",
    re.IGNORECASE,
)
_OUT_OF = re.compile(r"^\s+(?:out\s+of|on\s+a\s+scale|degrees|per\s+cent|percent)\b", re.IGNORECASE)
_GIVEN = re.compile(
    r"\b(?:(?:given|put|reported|listed|stated|announced|set)\s+(?:first\s+|initially\s+|earlier\s+|at\s+first\s+)?(?:as|at)|then\s+(?:of|at|to)|later)\s+$",
    re.IGNORECASE,
)
# "the governor *gave the figure as* 43"
_FIGURE_AS = re.compile(
    r"\b(?:g[ai]v(?:e|es|en|ing)|put|puts|putting|set|sets|place[sd]?|record(?:s|ed)|report(?:s|ed)?|list(?:s|ed)|cit(?:es|ed)|quot(?:es|ed)|has|had|have)\s+"
    r"(?:an?|the|its|his|her|their|this|that|another)\s+(?:\w+\s+){0,2}?(?:figures?|number|tolls?|total|count|tally|estimate)\s+(?:as|at|of)\s+$",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:cut|cuts|rais\w+|lower\w+|lift\w+|revis\w+|reduc\w+|increas\w+|correct\w+|br(?:ought|ings|inging)|dropp\w+|updat\w+|chang\w+|tak\w+|took|push\w+)\b"
    r"[^,;.:]{0,30}?\b(?:counts?|tally|figures?|estimates?|tolls?|total|number)\b[^,;.:]{0,70}?\s(?:to|from|at)\s+$",
    re.IGNORECASE,
)
# "the count of dead rose on Sunday *from 84* to 91"
_ROSE = re.compile(
    r"\b(?P<what>(?:counts?|tally|figures?|estimates?|tolls?|total|number|dead|killed|wounded|injured|missing|deaths|bodies|detainees|casualties)\b"
    r"[^;.]{0,70}?)\b(?:rose|risen|climbed|went|gone|jumped|grew|grown|increased|fell|fallen|dropped|dipped|moved|swelled|swollen|crept|"
    r"soared|mounted|leapt|edged|inched|shot\s+up|doubled|changed|updated|raised|revised|lowered|corrected)\b[^;.\d]{0,40}?\b(?P<way>from|to)\s+$",
    re.IGNORECASE,
)
# "rose to 63, the inspectorate says, *from 58 the year before*"
_FROM_THEN = re.compile(
    r"\b(?:rose|risen|climbed|gone|jumped|grew|grown|increased|fell|fallen|dropped|dipped|doubled|declined|decreased|up|down|soared)\b[^.;]{0,120}?"
    r"\bfrom\s+(?:only\s+|just\s+)?$",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"^\s+(?:(?:the|an?)\s+(?:(?:previous|preceding)\s+)?(?:year|month|week|day|decade|quarter|season)\b|last\s|in\s+(?:the\s+)?(?:\d{4}|[A-Z]\w+|same|previous|corresponding)|previously\b)",
)
# "12 patients, *not 13*"
_INSTEAD = re.compile(
    r"^\"?,?\s+(?:and\s+)?(?:not|rather\s+than|instead\s+of)\s+(?:the\s+)?(?:\d|\w+(?:teen|ty)?\b)", re.IGNORECASE
)
_TO = re.compile(r"^\s+to\s+$", re.IGNORECASE)
# "the tally, *40* on Tuesday, had climbed"
_TALLY_APPOSED = re.compile(
    r"\b(?:the|its|their|\w+'s)\s+(?:\w+\s+){0,2}?(?:count|tally|toll|estimate|death\s+toll),\s+(?:at\s+|then\s+|still\s+)?$",
    re.IGNORECASE,
)
# "put the missing at *12* and the dead at *40*", "the number still missing at"
_PUT = re.compile(
    r"(?:^\W*|\b(?:the|those|its|their)\s+)(?:number\s+|count\s+|total\s+)?(?:of\s+)?(?:those\s+|people\s+|persons\s+)?(?:\w+\s+){0,2}?"
    r"(?P<harm>dead|deaths|fatalities|killed|wounded|injured|hurt|missing|trapped|with\s+(?:[\w-]+\s+){0,2}(?:wounds|injuries|burns|fractures)|unaccounted\s+for|detained|arrested|held|victims|bodies|treated|hospitali[sz]ed|casualt(?:y|ies)(?:\s+figure)?|(?:bullet|gunshot|shrapnel|machete)\s+wounds|rounded\s+up)"
    r"(?:\s+(?:since|in|at|by|on|from|after|over|during|so\s+far)\b[^.;,\d]{0,40})?\s+(?:at|to|is|was|st(?:an|oo)ds?\s+at)\s+$",
    re.IGNORECASE,
)
# "treated 52 for tear gas *and nine for* rubber bullets"
_FOR_WOUNDS = re.compile(
    r"^\s+(?:others?\s+|more\s+)?(?:for|with)\s+(?:[\w-]+\s+){0,4}?(?:wounds?|injur\w+|burns?|bullets?|gas|smoke|fractures?|shrapnel|cuts?|shock|bruises|"
    r"inhalation|bones?|limbs?|concussion\w*|trauma|poisoning|dehydration|exhaustion|collarbone)\b",
    re.IGNORECASE,
)
# "63 died, by this morning's count; *it had been* ten", "a source insisted that *it was* below 100"
_IT_WAS = re.compile(
    r"\b(?:it|the\s+(?:latest|official|final|true|real)\s+one)\s+(?:(?:was|is)(?:\s+(?:then|now|still))?|ha[ds]\s+been|st(?:an|oo)ds?\s+at|now\s+stands\s+at)\s+$",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"\s+(?:when|until|before|earlier|the|at|by|a\s+\w+\s+(?:ago|earlier|before)|last|yesterday|on)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\s+(?:o'clock|in\s+the\s+(?:morning|afternoon|evening)|at\s+night|[ap]\.?m\b)", re.IGNORECASE)
_PUT_AT = re.compile(r"\b(?:put|puts|set|sets|places?)\s+(?:it|them|that|this)\s+at\s+$", re.IGNORECASE)
_NAMES = re.compile(r"^\s+(?:\w+\s+)?names\b", re.IGNORECASE)
# "the list *of the missing* had 43 names"
_LIST_OF = re.compile(
    r"\b(?:lists?|registers?|rolls?|records?)\s+of\s+(?:the\s+|those\s+)?(?:\w+\s+)?(?P<harm>dead|killed|missing|disappeared|wounded|injured|detained|arrested|victims|fatalities)\b",
    re.IGNORECASE,
)
_LISTING = re.compile(
    r"\b(?:holds?|held|contains|contained|carries|carried|bears|bore|runs|ran|grew|list|lists|listing|listed|read|published|posted|gave|handed|collected|compiled|had|has|have|circulat\w+|released|issued)\b",
    re.IGNORECASE,
)
# "the army says 12, *the union 40*": whose the next figure is
_GAPPED = re.compile(
    r"^[\"']?(?:\s+\w+)?\s*[,;]\s*(?:and\s+|but\s+|while\s+)?(?P<who>(?:the|its|his|their|a|an|local|some|most)?\s*(?:[\w'-]+\s+){0,3}[\w'-]+(?:,[^,;]{0,30},)?\s+(?:at\s+)?)$",
    re.IGNORECASE,
)
# "47 dead in Malawi *and 20 in Mozambique*", "the first bomb killed 12, *the second nine*"
_BETWEEN = re.compile(r"^[^.;:\d]{0,70}?(?:[,;]\s*(?:and\s+)?|\band\s+)(?:another\s+|a\s+further\s+)?$")
_IN_PLACE = re.compile(
    r"^(?:,\s+(?:the\s+)?[A-Z][^,;.]*(?:\.[^,;.]*)?,)?\s+(?:more\s+|others?\s+|dead\s+)?(?:in|at|near|outside|on)\s+(?:the\s+|an?\s+)?[A-Za-z]",
    re.IGNORECASE,
)
_RULED_OUT = re.compile(r"\brul(?:e|es|ed|ing) out\s+$", re.IGNORECASE)
_ALIVE = re.compile(
    r"\b(?:is|are|was|were|still|found|safe and) (?:all |both )?(?:alive|unharmed|unhurt)\b", re.IGNORECASE
)
_SECOND = re.compile(r"^\s*(?:the|an?)\s+(?:second|third|fourth|fifth|other|latter|next|last)\s", re.IGNORECASE)
_REMAINS = {"bodies", "corpses"}
_TOPICS = {
    "bodies",
    "corpses",
    "morgue",
    "mortuary",
    "dead",
    "killed",
    "deaths",
    "died",
    "victims",
    "toll",
    "losses",
    "fatalities",
}


_OF_THESE = re.compile(r"^\s+of\s+(?:these|this|that|it)\b", re.IGNORECASE)
_QUOTE = re.compile(r"(?<=\s)[\"']$")
_AGED = re.compile(r"\bat\s+$", re.IGNORECASE)
_PERSON = re.compile(r",?\s+(?:he|she|i|you|we|they)\b", re.IGNORECASE)
_SINGLED = re.compile(r"\s+\w+ed\s+by\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure without people of its own: the token that carries it, who gives it where the words before it say so,
    whether it is a total that may follow a number in its own sentence, the measure that its words name, the
    number before it that it goes on with, whether it has people after all ("villagers say *six farmers*"),
    whether it takes the place of the number before it ("rose from 40 to *58*"), and whether it is said not to be
    true ("five died, not *seven*")."""

    head: Token
    mention: CountMention
    speaker: Token | None = None
    total: bool = False
    names: bool = False
    measure: Measure | None = None
    like: CountMention | None = None
    people: bool = False
    revised: bool = False
    denied: bool = False


def topic_of(sentence: Span) -> Measure | None:
    """What a sentence speaks of, without a count of its own: the dead, how many there were, or bodies."""
    spoken = {t.lower_ for t in sentence} & _TOPICS
    if not spoken:
        return None
    return Measure.BODIES_FOUND if spoken <= _REMAINS else Measure.KILLED


def bare_figures(sentence: Span, mentions: list[CountMention]) -> list[Figure]:
    """The bare figures of a sentence in order; ``mentions`` are those of the whole segment."""
    text = text_of(sentence.doc)
    low, high = sentence[0].idx, end_of(sentence[-1])
    own = [m for m in mentions if m.role == "count" and low <= m.start < high and not m.count.unknown]
    own = [m for m in own if not (m.count.high == 0 and _OF_THESE.match(text[m.end : high]))]
    own = [m for m in own if not (m.count.high == 0 and _NO_DANGER.match(text[m.end : high]))]
    own = [m for m in own if m.count.text.lower() not in {"both", "all", "many", "most", "some", "either"}]
    out: list[Figure] = []
    last: CountMention | None = None
    for mention in own:
        head = heads_of(mention, sentence)
        if head is None:
            continue
        before = _QUOTE.sub("", text[low : mention.start])
        if _RULED_OUT.search(before) or _ALIVE.search(text[mention.end : high]):
            continue  # "I can't rule out two", "nine of those listed, who are alive"
        if _OUT_OF.match(text[mention.end : high]):
            continue  # "the danger was put at four out of five"
        if _AGED.search(before) and _PERSON.match(text[mention.end : high]):
            continue  # "even now at 86 she still says"
        if head.head.lower_ in {"rule", "ruled", "ruling"}:
            continue  # "cannot rule out two"
        if _CLOCK.match(text[mention.end : high]):
            continue  # "until seven in the morning"
        if _SINGLED.match(text[mention.end : high]) and mention.count.text.lower() == "one":
            continue  # "two recordings, one captured by a camera"
        if _NAMES.match(text[mention.end : high]) and _LISTING.search(text[low:high]):
            listed = _LIST_OF.search(text[low : mention.start])
            of = _named_measure(listed.group("harm")) if listed is not None else None
            out.append(Figure(head, mention, total=True, names=True, measure=of))
            last = mention
            continue
        if last is not None and _bare(head) and _placed(text, last.end, mention, high):
            out.append(Figure(head, mention, total=True, like=last))
            last = mention
            continue
        if last is not None and (match := _GAPPED.match(text[last.end : mention.start])):
            who = _speaker(sentence, last.end + match.start("who"), mention.start)
            if who is None and _SECOND.match(match.group("who")) and _closes(text[mention.end : high]):
                out.append(Figure(head, mention, total=True, like=last))
                last = mention
                continue
            said = any(t.lower_ in reporting_verbs() for t in sentence if t.idx < mention.start)
            if who is not None and not said and _closes(text[mention.end : high]):
                out.append(Figure(head, mention, total=True, like=last))
                last = mention
                continue
            if who is not None and _closes(text[mention.end : high]):
                out.append(Figure(head, mention, who, total=True))
                last = mention
                continue
        if not _bare(head):
            if _people_said(head, mention, text, high):
                instead = _INSTEAD.match(text[end_of(head) : high]) is not None
                out.append(Figure(head, mention, total=True, people=True, revised=instead))
            last = mention
            continue
        if (
            last is not None
            and _FOR_WOUNDS.match(text[mention.end : high])
            and _BETWEEN.match(text[last.end : mention.start])
        ):
            out.append(Figure(head, mention, total=True, like=last))
            last = mention
            continue
        put, rose, revised = _PUT.search(before), _ROSE.search(before), False
        if rose is None and last is not None and _TO.match(text[last.end : mention.start]):
            rose = _ROSE.search(text[low : last.start])
            revised = rose is not None
        if put is not None or rose is not None:
            named = (put.group("harm") if put else "") or (rose.group("what") if rose else "")
            out.append(Figure(head, mention, total=True, measure=_named_measure(named), revised=revised))
            last = mention
            continue
        if _FROM_THEN.search(before) and _THEN.match(text[mention.end : high]):
            out.append(Figure(head, mention, total=True))
            last = mention
            continue
        if any(
            p.search(before)
            for p in (_TOTAL_IS, _PUT_AT, _COUNT_OF, _COMPARED, _GIVEN, _FIGURE_AS, _MOVED, _TALLY_APPOSED)
        ) or (
            _IT_WAS.search(before) and (_closes(text[mention.end : high]) or _THEN.match(text[mention.end : high]))
        ):
            giver = _giver(head) if _FIGURE_AS.search(before) else None
            out.append(Figure(head, mention, giver, total=True))
        elif (wounded := _APPOSED.search(before)) is not None:
            out.append(Figure(head, mention, total=True, measure=measure_of(wounded.group())))
        elif (numbered := _NUMBERED.search(before)) is not None:
            out.append(Figure(head, mention, total=True, measure=measure_of(numbered.group())))
        elif last is not None and _NOT.search(before) and _CORRECTED.match(text[mention.end : high]):
            out.append(Figure(head, mention, total=True, like=last, denied=True))
        elif (_ARRIVES.search(before) or (last is not None and _there(before, mention))) and _closes(
            text[mention.end : high]
        ):
            out.append(Figure(head, mention, _giver(head) if _ARRIVES.search(before) else None, total=True))
        elif _STANDS.search(before) and _closes(text[mention.end : high]):
            out.append(Figure(head, mention, total=True))
        elif (
            head.dep_ == "nsubj"
            and head.i > head.head.i
            and head.head.lower_ in words("triggers_light", "figure_verbs")
        ):
            named = [c for c in head.head.children if c.dep_ == "nsubj" and c.i < head.head.i]
            if named:  # "the coroner now says *eight*"
                out.append(Figure(head, mention, named[0], total=True))
        elif (
            head.dep_ == "dobj"
            and head.i > head.head.i
            and head.head.lower_ in words("triggers_light", "brought_out")
        ):
            out.append(Figure(head, mention))  # "The bodies kept coming. Rescuers had brought in *51*."
        elif _offered(head) and _closes(text[mention.end : high]):
            out.append(Figure(head, mention, _giver(head), total=True))
        elif _said(head):
            clause = re.split(r"[;:]", before)[-1]
            about = measure_of(clause)
            if about in {Measure.INJURED, Measure.MISSING} and not re.search(
                r"\b(?:dead|killed|died|deaths?)\b", clause
            ):
                out.append(Figure(head, mention, total=True, measure=about))
                last = mention
                continue
            out.append(Figure(head, mention, total=head.head.lower_ == "to" or _own_clause(head)))
        last = mention
    return out


def _there(before: str, mention: CountMention) -> bool:
    """ "34 of those executed; *there may have been* as many as 60"."""
    said = _THERE.search(before)
    supposed = said is not None and (
        said.group().lower() != "there " or _MAY_BE.match(mention.count.text) is not None
    )
    return (
        supposed
        and re.search(r"(?:dead|died|kill|execut|murder|deaths|drown|perish|shot|bodies|victims)", before)
        is not None
    )


def _giver(head: Token) -> Token | None:
    """The subject of "the governor *gave the figure as* 43"."""
    verb = head.head.head if head.dep_ == "pobj" else head.head
    return next((c for c in verb.children if c.dep_ == "nsubj" and speaks(c)), None)


def _named_measure(harm: str) -> Measure | None:
    lowered = harm.lower()
    if lowered.startswith("casualt"):
        return Measure.KILLED_OR_INJURED
    if lowered.endswith("wounds"):
        return Measure.INJURED
    if lowered.startswith(("trapped", "unaccounted")):
        return Measure.MISSING
    if lowered.startswith("with"):
        return Measure.INJURED
    return Measure.DETAINED if lowered.startswith(("held", "rounded")) else measure_of(lowered)


def _people_said(head: Token, mention: CountMention, text: str, high: int) -> bool:
    """ "State television says *four "terrorists"*": people with a number as all that is said."""
    verb = head.head
    if head.dep_ not in {"dobj", "attr", "ccomp"} or verb.lower_ not in words("triggers_light", "told_verbs"):
        return False
    if not person_like(head) or head.i < verb.i or not any(c.dep_ == "nsubj" for c in verb.children):
        return False
    if any(c.dep_ in {"prep", "acl", "relcl", "cc", "conj"} for c in head.children):
        return False
    return _closes(text[end_of(head) : high].lstrip("\"'"))


def _placed(text: str, after: int, mention: CountMention, high: int) -> bool:
    """Whether a number without a noun goes on with the one before it at another place."""
    return (
        _BETWEEN.match(text[after : mention.start]) is not None
        and _IN_PLACE.match(text[mention.end : high]) is not None
    )


def _bare(head: Token) -> bool:
    if not (head.like_num or head.tag_ == "CD" or head.lower_ in words("groups", "quantity")):
        return False
    return not any(c.dep_ == "prep" and c.lower_ == "of" for c in head.children)


def _said(head: Token) -> bool:
    """Whether a reporting verb or a total takes the figure as it stands ("acknowledges 107", "was 80")."""
    to = head.head if head.dep_ == "pobj" and head.head.lower_ == "to" else None
    if to is not None and to.head.lower_ in {"bringing", "brings", "brought"}:
        return True
    verb = head.head
    if head.dep_ == "pobj" and verb.lower_ in {"at", "to", "of"}:
        verb = verb.head
    if verb.lower_ in reporting_verbs():
        unlikely = {"see", "saw", "added", "know", "called", "showed"}
        return head.dep_ in {"dobj", "pobj", "attr", "ccomp", "npadvmod"} and verb.lower_ not in unlikely
    if verb.lower_ in {"is", "was", "stands", "stood", "were", "are"} and head.dep_ in {"attr", "pobj"}:
        subjects = [c for c in verb.children if c.dep_ == "nsubj"]
        return bool(subjects) and subjects[0].lower_ in words("groups", "totals")
    return False


def _offered(head: Token) -> bool:
    """ "Iraqi officials *have given* 1,260": a bare number as what a speaker gives."""
    return (
        head.dep_ == "dobj" and head.head.lower_ in words("triggers_light", "offers") and _giver(head) is not None
    )


def _own_clause(head: Token) -> bool:
    """ "...; *Moscow claims* 300": a reporting verb with a subject of its own takes the figure."""
    verb = head.head
    plain = words("triggers_light", "figure_verbs")
    return head.dep_ in {"dobj", "attr"} and verb.lower_ in plain and any(c.dep_ == "nsubj" for c in verb.children)


def _closes(after: str) -> bool:
    return re.match(r"^[\"']?\s*(?:[.,;:)]|$|and\b|but\b|while\b|in\b|for\b|dead\b)", after) is not None


def _speaker(sentence: Span, start: int, end: int) -> Token | None:
    """The noun that ends right before a figure, if it can speak and no verb stands between."""
    comma = text_of(sentence.doc).find(",", start, end)
    inside = [t for t in sentence if start <= t.idx < (comma if comma > 0 else end) and not t.is_punct]
    hedges = {
        "at",
        "least",
        "about",
        "around",
        "some",
        "nearly",
        "over",
        "more",
        "than",
        "up",
        "to",
        "almost",
        "only",
        "just",
    }
    while inside and inside[-1].lower_ in hedges:
        inside.pop()
    if not inside or any(t.tag_[:2] in {"VB", "MD"} for t in inside):
        return None
    last = inside[-1]
    named = last.tag_ in {"NNP", "NNPS"} and last.lower_ not in {
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
    }
    return last if last.tag_[:2] == "NN" and (named or speaks(last)) else None
