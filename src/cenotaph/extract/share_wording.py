"""The words around a number that is a share of another: before it, behind it, and what it was the share of."""

from __future__ import annotations

import re

_HARMED = (
    r"dead|martyrs|victims?|killed|slain|wounded|injured|hurt|casualties|deceased|fatalities|bodies|deaths|missing|detained|"
    r"arrested|abducted|(?:death\s+)?toll"
)
_DID = (
    r"(?:who\s+(?:have\s+|had\s+)?(?:been\s+|were\s+|are\s+)?)?"
    r"(?:died|killed|dead|wounded|injured|hurt|shot|missing|detained|arrested|perished|drowned|murdered|executed|slain|"
    r"abducted|kidnapped|disappeared|martyred)"
)
_FIGURE = (
    r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty(?:-[a-z]+)?|dozen)"
)
# "three of *the six people he hit* were jailers"
_OF_THOSE_HIT = (
    rf"the\s+{_FIGURE}\s+(?:(?!and\b|or\b|but\b|were\b|was\b|are\b|ha[ds]\b|have\b|who\b|in\b|on\b)[a-z-]+\s+){{0,2}}?(?:{_DID}\b|(?:whom?\s+|that\s+)?(?:he|she|they|it|the\s+[a-z]+|[a-z]+s|police)\s+(?:had\s+)?"
    r"(?:shot|hit|killed|wounded|stabbed|struck|injured|hurt|beat|beaten|attacked|abducted|arrested|detained|seized|took|taken|held|captured)\b)"
)
OF = re.compile(
    rf"^\s*(?:more\s+)?of\s+(?:{_OF_THOSE_HIT}|(?:them|whom|which)\b|(?:these|those)\b(?:\s+(?:{_DID})\b)?"
    rf"|the\s+(?:\d+\s+|[a-z-]+\s+)?(?:{_HARMED})\b(?:\s+so\s+far)?|the\s+\d+\b(?:\s+(?:{_DID}))?"
    rf"|the\s+{_FIGURE}(?=\s+(?:were|was|are|is|had|have|has|died|could|remain)\b))",
    re.IGNORECASE,
)
BEING = re.compile(
    r"^\s*[,(]?\s*(?:(?:were|was|are|is|being|have\s+been|has\s+been|could\s+have\s+been|may\s+have\s+been)\s+)?"
    r"(?:(?:identified|described|listed)\s+as\s+|(?:said|reported|believed|thought)\s+to\s+be\s+)?(?:all\s+|both\s+)?(?:an?\s+|the\s+)?",
    re.IGNORECASE,
)
_NUMBER = (
    r"(?:[\d,]+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?)"
)
FRONTED = re.compile(
    rf"(?:^|[;:]\s|\b(?:said|says|that)\s)\W*Of\s+"
    rf"(?P<whole>(?:these|those|them|this|(?:the\s+)?{_NUMBER}\s+(?:\S+\s+){{0,2}}?(?:{_HARMED})"
    rf"|the\s+(?:\S+\s+){{0,4}}?(?:{_HARMED}|died|perished|people|\d+)|the\s+(?:\S+\s+){{0,2}}{_NUMBER})\b(?:(?!\b(?:{_NUMBER}|one)\b)[^,;]){{0,120}}),",
    re.IGNORECASE,
)
# "*Of the dead* 12 were women", without a comma
FRONTED_BARE = re.compile(
    rf"(?:^|[;:]\s)\W*Of\s+(?P<whole>the\s+(?:\w+\s+)?(?:{_HARMED}))(?=\s+(?:about\s+|at\s+least\s+|some\s+)?(?:\d|{_NUMBER}))",
    re.IGNORECASE,
)
HOW_BADLY = re.compile(
    r"^\s*(?:of\s+(?:them|whom)\s*,?\s*)?(?:very\s+)?(?:seriously|critically|gravely|badly|severely|slightly|lightly)"
    r"(?:\s+so)?(?=\s*(?:[.,;)-]|$|and\b|as\b|when\b|after\b|in\b))",
    re.IGNORECASE,
)
NONE_BADLY = re.compile(
    r"^\s*(?:of\s+(?:them|whom|the\s+\w+)\s*,?\s*)?(?:(?:was|were|is|are)\s+)?(?:very\s+|in\s+)?(?:(?:a\s+)?(?:seriously|critically|gravely|badly|"
    r"severely|life-threatening|serious|critical|grave|dangerously|fatally|danger))\b",
    re.IGNORECASE,
)
# "*the wounded*, perhaps 15 of them,"
WHOLE = re.compile(rf"\bthe\s+(?:{_HARMED})\s*[,(-]\s*$", re.IGNORECASE)
# "12 people, *of whom* five were women"
WHOM = re.compile(
    r"\b(?:of|among)\s+(?:whom|which|them)\s*,?\s+(?:(?:it|he|she|they|the\s+[a-z]+)\s+"
    r"(?:says?|said|class\w*|count\w*|describe\w*|identif\w+|consider\w*|regard\w*|list\w*|believe\w*)\s+(?:that\s+)?)?$",
    re.IGNORECASE,
)
# "1,460 civilians *among them*"
POSTPONED = re.compile(
    rf"^\s+(?:[\w-]+\s+){{1,3}}(?:were\s+|was\s+|are\s+)?among\s+(?:them|whom|(?:the\s+)?(?:[\w-]+\s+)?(?:{_HARMED}))\b",
    re.IGNORECASE,
)
KIN_OF = re.compile(
    r"\b(?:famil(?:y|ies)|relatives|parents|mothers|widows|lawyers|friends|kin|neighbours|colleagues|doctors)\s+of\s+(?:at\s+least\s+)?$",
    re.IGNORECASE,
)
CARRIED = re.compile(
    r"\b(?:carrying|holding|taking|bringing|transporting|ferrying)\s+(?:(?:about|some|at\s+least)\s+)?$"
)
OF_KIN = re.compile(
    r"\b(?:famil(?:y|ies)|relatives|parents|mothers|fathers|widows|lawyers|friends|neighbou?rs|colleagues|witnesses|survivors),\s+$",
    re.IGNORECASE,
)
SPARED = re.compile(
    r"\s+(?:more\s+)?of\s+(?:these|those)\s+(?:who\s+(?:were|had\s+been)\s+)?(?:freed|released|rescued|saved|spared|evacuated|discharged|interviewed|questioned|present|aboard|accused|convicted|charged|displaced)\b",
    re.IGNORECASE,
)
# "One of them," she said, "*is still breathing*": nothing of the harm that was told
LIVES = re.compile(
    r"^[^.;:]{0,40}?\b(?:is|are|was|were|remains?)\b (?:still )?"
    r"(?:breathing|alive|conscious|talking|(?:safe|well|unhurt|unharmed)\b"
    r"|(?:expected|likely) to (?:live|survive|recover))",
    re.IGNORECASE,
)
# "Of these, 212,000 people *were displaced*": of those whom something else befell
MOVED = re.compile(
    r"^(?:\s+(?:[\w-]+|\d[\d,]*)){0,6}?\s+(?:was|were|are|is|have\s+been|had\s+been|has\s+been)\s+(?:\w+\s+)?"
    r"(?:displaced|affected|relocated|homeless|housed|sheltered|uprooted|resettled)\b",
    re.IGNORECASE,
)
HAD = re.compile(
    r"\s+of\s+(?:them|whom|these|those)\s+(?:had|has|have|carried|wore|bore|owned|knew|spoke)\b", re.IGNORECASE
)
# "of the 67 who went missing, 40 *have been accounted for*"
TURNED_UP = re.compile(
    r"\s+(?:(?:[a-z]+\s+){0,2}?(?:have|had|has|were|was)\s+(?:since\s+|now\s+|later\s+|already\s+)*(?:been\s+)?)"
    r"(?:accounted\s+for|traced|located|released|freed|rescued|reunited|found\s+(?:alive|safe))\b",
    re.IGNORECASE,
)
# "two officials, *neither of whom* would be named": of those who tell
TELLERS = re.compile(
    r"\s+of\s+whom\s+(?:(?:also\s+|all\s+)?(?:want|wish|agree|ask|speak|spoke|insist|request|declin|refus|talk|gave|requir|demand)\w*"
    r"|(?:(?:was|were|is|are)\s+(?:not\s+)?|would\s+(?:only\s+)?|could\s+(?:only\s+)?(?:be\s+)?)(?:authori[sz]ed|allowed|permitted|cleared|named|identified|quoted|be|give|agree|speak|talk)\b)",
    re.IGNORECASE,
)
# "five bodies, two of them *of children*"
OF_WHOM_THEN = re.compile(
    r"\s+(?:were\s+|are\s+|was\s+|is\s+)?(?:those\s+|that\s+)?of\s+(?=an?\s|[a-z]+s\b|children\b|women\b|men\b)"
)
# "Four more *of those rescued* were flown to hospital": of people who came off
OF_THE_SPARED = re.compile(
    r"\s+(?:more\s+)?of\s+(?:these|those)\s+(?:who\s+(?:were|had\s+been)\s+)?(?:freed|released|rescued|saved|spared|evacuated|plucked|picked\s+up)\b",
    re.IGNORECASE,
)
COMPRISED = re.compile(
    r"(?P<who>[\w-]+)\s+(?:made\s+up|make\s+up|account(?:ed)?\s+for|comprised?|represented|constituted?|formed)\s+$",
    re.IGNORECASE,
)
# "Nairobi *accounted for* eleven", "Homs accounted for 31 *and Hama for* 12"
ACCOUNTED = re.compile(
    r"(?P<who>[\w'-]+),?\s+(?:alone\s+|itself\s+|together\s+|largely\s+)?(?:(?:account(?:s|ed|ing)|(?:was|were|is|are)\s+responsible)\s+for"
    r"|ma[dk](?:e|es|ing)\s+up|contribut(?:es|ed|ing)|claimed\s+the\s+most,\s+with)\s+(?:a\s+further\s+|another\s+)?$"
    r"|\baccounted\s+for\b[^.;]{0,60}(?:,|\band|,\s*and)\s+(?P<next>[\w'-]+)\s+(?:for\s+)?$",
    re.IGNORECASE,
)
STOPS = re.compile(r"^\s*(?:[.,;:)]|$|and\b|but\b|while\b|in\b|(?:more|others?|cases|deaths)\b)", re.IGNORECASE)
# "*Eleven were self-inflicted*", "six were by hanging": of deaths, how they came about
CAUSED = re.compile(
    r"^\s+(?:were|was|are|is)\s+(?:(?:due\s+to|caused\s+by|attributed\s+to|blamed\s+on|put\s+down\s+to|the\s+result\s+of|by\s+\w+ing)\b"
    r"|(?:self-inflicted|accidental|natural|suicides?|homicides?|murders?|drownings?|overdoses?|executions?|stillbirths?)\b)",
    re.IGNORECASE,
)
# "tuberculosis was given as the cause *in six cases*"
AFTER_CASES = re.compile(r"^\s+(?:other\s+|more\s+)?(?:cases|instances|of\s+the\s+cases)\b", re.IGNORECASE)
CAUSE = re.compile(
    r"\b(?:causes?\b|due\s+to|blamed|attributed|resulted\s+from|result\s+of|put\s+down\s+to|responsible)",
    re.IGNORECASE,
)
NEXT = re.compile(r"^(?:\s+(?:and|or)\s+\w+)?\s*(?:,\s*and|,|and|or|&|/)\s*(?:an?\s+)?$", re.IGNORECASE)
# "12 *were foreigners, while* 78 were locals"
MEANWHILE = re.compile(
    r"^\s+(?:were|was|are|is)\s[^.;:\d]{2,50}?(?:,\s+|\s+)(?:and|while|but)\s+(?:the\s+)?(?:other\s+|remaining\s+)?$",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"^[^.;:\d]{0,60}?(?:[,;]\s*(?:and\s+)?|\band\s+)$")
IN_PLACE = re.compile(
    r"^\s+(?:more\s+|others?\s+)?(?:in|at|near|outside|on)\s+(?:the\s+|an?\s+)?[A-Za-z]", re.IGNORECASE
)
# "six *came from Mali*, five *from Niger*": the words that the next number repeats
LED_BY = re.compile(
    r"^\s+(?:(?:were|was|are|is|came|come|hailed|originated)\s+)?(?:all\s+|each\s+|originally\s+)?"
    r"(?P<by>from|aged|under|over)\s+(?:the\s+|an?\s+)?[\w]",
    re.IGNORECASE,
)
OPENING = re.compile(r"(?:^|[;,:]\s|\band\s|\bbut\s)\W*(?:and\s+)?$", re.IGNORECASE)
WERE = re.compile(
    r"^\s+(?:were|was|are|is)\s+(?:also\s+|all\s+)?(?:an?\s+)?(?!(?:killed|dead|wounded|injured|hurt|missing|shot|in|at|on|of|the)\b)",
    re.IGNORECASE,
)
# "Nine *are under 18*"
AGES = re.compile(
    r"^\s+(?:were|was|are|is)\s+(?:aged\s+)?(?:under|below|over|above|younger\s+than|older\s+than|less\s+than|minors\b|juveniles\b)"
    r"(?:\s+(?:the\s+age\s+of\s+)?(?:\d|[a-z]+(?:een|ty|ve|ix|ight|ine|en)\b)|\s*[.,;])",
    re.IGNORECASE,
)
# "recorded 61 deaths. *In 11 cases* the cause was not known"
COUNTED_CASES = re.compile(
    r"\b(?:deaths|killings|murders|executions|suicides|homicides|fatalities|disappearances|arrests|abductions|"
    r"kidnappings|injuries|shootings)\b",
    re.IGNORECASE,
)
IN_CASES = re.compile(
    r"(?:^|[;,:]\s|\band\s|\bbut\s|\bthat\s|\bwhile\s)\W*(?:in|for|of)\s+(?:the\s+|all\s+)?(?:(?:remaining|other|rest|last|first)\s+)*$",
    re.IGNORECASE,
)
CASES = re.compile(r"^\s+(?:other\s+|more\s+|further\s+|of\s+(?:these|those|the)\s+)?cases\b", re.IGNORECASE)
