"""The wordings around a bare figure, matched on the text before it, between two of them, or behind it."""

from __future__ import annotations

import re

from cenotaph.extract.lexicon import flat

_ACTS = "|".join(
    sorted(flat("triggers_light", "risen"))
)  # "killings", "arrests": acts whose number rises and falls

STANDS = re.compile(
    r"\b(?:(?:stand|stood|stick|stuck|ke(?:ep|pt)|h(?:o|e)ld|insist)(?:s|ing|ed)?\s+(?:by|to|with|at|on)"
    r"|(?:run|ran|c[ao]me|amount|go(?:es|ne)?|went|climb|rose|rise|reach|speak|spoke|know|knew)(?:s|ed|es|ing)?"
    r"(?:\s+(?:at|on|late|early|by|last|this)\s[^,;.\d]{2,24}?)?\s+(?:to|of|no\s+(?:further|higher)\s+than|as\s+(?:high|far)\s+as|beyond|above|past)"
    r"|(?:go|went|goes|gone)\s+further,?\s+with)"
    r"\s+(?:its\s+|his\s+|her\s+|their\s+|an?\s+|the\s+)?(?:own\s+|earlier\s+|figure\s+of\s+|total\s+of\s+|count\s+of\s+|number\s+of\s+)*$",
    re.IGNORECASE,
)
TOTAL_IS = re.compile(
    r"\b(?:counts?|tally|tallies|figures?|estimates?|number|tolls?|total|version|guess|reckoning|roll|register)\b[^,;.:\"]{0,60}?\s"
    r"(?:is|was|are|were|remains?|stands?\s+at|stood\s+at|reads?|shows?|showed|runs?(?:\s+to)?|ran(?:\s+to)?|var(?:y|ies|ied)|rang(?:e|es|ed|ing)|comes?\s+to|came\s+to|reach\w*|now|"
    r"(?:ris(?:en|ing)|rose|climbed|grown|gone\s+up|jumped|increased|swollen|mounted|fallen|dropped)\s+(?:\w+\s+)?to)\s+(?:now\s+|still\s+)?[\"']?$",
    re.IGNORECASE,
)
COUNT_OF = re.compile(
    r"\b(?:an?|the|its|his|her|their|own|\w+'s|\w+s'|earlier|initial|previous|first|provisional|preliminary|overnight)\s+"
    r"(?:(?:cumulative|running|overall|grand|combined|final|new)\s+)?(?:count|tally|figure|estimate|total|toll)\s+of\s+[\"']?$",
    re.IGNORECASE,
)
# "up from nine the week before", "against 60 in March", "51 vs 38 previously", "51 (was 38)"
COMPARED = re.compile(
    r"(?:\b(?:(?:up|down)\s+from|against|compare[ds]\s+(?:with|to)|versus|vs?\.?)|\((?:was|from|prev(?:ious(?:ly)?|\.)?|earlier|formerly|before):?|(?:rose|fell|rise|risen|fallen|up|down)\b[^.;]{0,80},\s+from)\s+(?:only\s+|just\s+|the\s+(?:original\s+|initial\s+|earlier\s+|previous\s+)?)?$",
    re.IGNORECASE,
)
# "the wounded numbered 53"
NUMBERED = re.compile(
    r"(?:\bthe|\bthose|'s|\bits|\btheir)\s+(?:\w+\s+){0,2}?(?:dead|wounded|injured|hurt|casualties|missing|victims|detainees|detained|killed|arrested),?\s+"
    r"(?:(?:of|in|from|at|last|this)\s[^,;.\d]{3,40}?\s+|[^,;.\d]{3,40},\s+)?(?:who\s+)?(?:now\s+|so\s+far\s+)?"
    r"(?:number(?:s|ed)?|total(?:s|led)?|(?:amount|c[ao]me|stand|stood|run|ran)(?:s|ed)?\s+(?:to|at)"
    r"|(?:were|are|is|was|number(?:s|ed)?|runs?|ran|counted|reckoned)\s+in(?:to)?\s+(?:the|their))\s+$",
    re.IGNORECASE,
)
# "wounded *now* 51", "Dead: *unchanged at* 7", "deaths *steady at* 12"
LABELLED = re.compile(
    r"\b(?P<harm>dead|deaths?|death\s+toll|toll|fatalit(?:y|ies)|killed|deceased|wounded|injur(?:ed|ies)|hurt|casualties|missing|unaccounted\s+for|"
    r"detained|arrest(?:s|ed)|detentions|abducted|held|bodies(?:\s+(?:found|recovered))?|hospitali[sz]ed)[,:]?\s+(?:\()?"
    r"(?:(?:is|are|was|were|has|have|been)\s+)*(?:now|still|currently|already|today|(?:remains?\s+|still\s+|now\s+)?(?:un(?:changed|altered|revised)|steady|stable|static|"
    r"the\s+same|constant|stuck|flat|frozen|(?:up|down)(?:\s+slightly|\s+sharply)?|corrected|revised|amended|adjusted)\s*(?:at|to|,|:|-)|"
    r"(?:holds?|remains?|stays?|sits?|stuck)(?:\s+\w+)?\s+at)\s+(?:at\s+)?$",
    re.IGNORECASE,
)
# "there are *now known to be* two"
NOW_KNOWN = re.compile(
    r"\b(?:now|later|since|in\s+fact|today|finally)\s+(?:been\s+)?(?:known|thought|believed|said|reported|confirmed|understood|found|established|counted|put|given|"
    r"reckoned|estimated|shown)\s+(?:to\s+(?:be|have\s+been|number|stand\s+at)|at|as)\s+$",
    re.IGNORECASE,
)
# "the tally has crept up all week: *140* on Monday, *152* on Tuesday"
STEPS = re.compile(
    r"\b(?P<what>counts?|tally|tallies|figures?|estimates?|tolls?|total|number)\b"
    r"(?:[^.;:]{0,90}:|\s(?:then\s)?(?:went|rose|climbed|jumped|grew|crept)\s(?:from\s\S+\s)?to)\s[^.;]*$",
    re.IGNORECASE,
)
STEP = re.compile(
    r"^(?:\s+(?:dead|killed))?,?\s+(?:(?:on|by|at|as\s+of|in\s+the|late|early|before|after|around)\s+(?:(?:late|early)\s+)?(?:[MTWFS]\w+day|last|first|dawn|noon|dusk|midday|midnight|"
    r"night(?:fall)?|morning|evening|afternoon|breakfast|lunch(?:time)?|the\s|\d|sunset|sunrise|daybreak|[JFMASOND][a-z]+\b)|yesterday|today|this\s|last\s|overnight|now\b|the\s+(?:next|following|same)\s)",
)
# "the deceased were *seven in number*"
NUMBERED_ARE = re.compile(
    r"(?<!\bof )\b(?:the|their|its|his)\s+(?:\w+\s+)?"
    r"(?P<harm>dead|deceased|slain|killed|fatalities|wounded|injured|missing|detained|arrested|casualties)\s+(?:were|are|was|is)\s+$",
    re.IGNORECASE,
)
IN_NUMBER = re.compile(r"^\s+(?:in\s+(?:number|all|total)|altogether|all\s+told)\b", re.IGNORECASE)
APPOSED = re.compile(r"\bthe\s+(?:dead|wounded|injured|missing|arrested|detained)\s*[,(]\s*$", re.IGNORECASE)
# "the historian *arrives at* 900", "may have been as many as 60"
ARRIVES = re.compile(
    r"\b(?:arriv(?:es?|ed|ing)\s+at|c[ao]mes?\s+up\s+with|puts?\s+forward|settl(?:es?|ed)\s+(?:on|for)|works?\s+out\s+at|gets?\s+to|reckons|calculat(?:es?|ed)|"
    r"prefers?|preferred|proposes?|proposed|suggests?|suggested)\s+(?:an?\s+(?:figure|total|toll|number)\s+of\s+)?$",
    re.IGNORECASE,
)
THERE = re.compile(r"\bthere\s+(?:(?:may|might|could|must)\s+(?:well\s+)?have\s+been\s+)?$", re.IGNORECASE)
MAY_BE = re.compile(r"^(?:may|might|could|must)\s+", re.IGNORECASE)
# "five died, *not seven*"
NOT = re.compile(r",\s+(?:and\s+)?not\s+$", re.IGNORECASE)
CORRECTED = re.compile(r"^(?:\s+(?:people|persons))?\s*(?:[.;,)]|$|as\b)", re.IGNORECASE)
NO_DANGER = re.compile(
    r"^\s+(?:of\s+(?:them|whom)\s+)?(?:is\s+|are\s+|was\s+|were\s+)?(?:(?:now|still|currently|thought|believed|said|to\s+be)\s+){0,3}(?:in\s+(?:\w+\s+)?(?:danger|condition)|critical\w*|serious\w*|grave\w*|life-)",
    re.IGNORECASE,
)
OUT_OF = re.compile(
    r"^\s+(?:out\s+of|for\s+(?:every|each)\b|per\s+\w|to\s+one\b|on\s+a\s+scale|degrees|per\s+cent|percent)\b",
    re.IGNORECASE,
)
GIVEN = re.compile(
    r"\b(?:(?:given|put|reported|listed|stated|announced|set)\s+(?:first\s+|initially\s+|earlier\s+|at\s+first\s+)?(?:as|at)|then\s+(?:of|at|to)|later)\s+$",
    re.IGNORECASE,
)
# "the governor *gave the figure as* 43"
FIGURE_AS = re.compile(
    r"\b(?:g[ai]v(?:e|es|en|ing)|put|puts|putting|set|sets|place[sd]?|record(?:s|ed)|report(?:s|ed)?|list(?:s|ed)|cit(?:es|ed)|quot(?:es|ed)|has|had|have)\s+"
    r"(?:an?|the|its|his|her|their|this|that|another)\s+(?:\w+\s+){0,2}?(?:figures?|number|tolls?|total|count|tally|estimate)\s+(?:as|at|of)\s+$",
    re.IGNORECASE,
)
MOVED = re.compile(
    r"\b(?:cut|cuts|rais\w+|lower\w+|lift\w+|revis\w+|reduc\w+|increas\w+|correct\w+|br(?:ought|ings?|inging)|dropp\w+|updat\w+|chang\w+|tak\w+|took|push\w+|mov\w+)\b"
    r"[^,;.:]{0,30}?\b(?:counts?|tally|figures?|estimates?|tolls?|total|number|balance|bill)\b[^,;.:]{0,70}?\s(?:to|from|at)\s+$",
    re.IGNORECASE,
)
# "The doctor again: "*Now 6.*"", "Latest: *9*"
NOW = re.compile(
    r"(?:^|[:.\"]\s*)[\"']?(?:it's\s+)?(?:now|already|currently|latest|update)(?:\s+(?:it's|(?<!update\s)at|it\s+is))?[:,]?\s+$",
    re.IGNORECASE,
)
# "lowered *to 64 the number of people* missing"
MOVED_TO = re.compile(
    r"\b(?:cut|cuts|rais\w+|lower\w+|lift\w+|revis\w+|reduc\w+|increas\w+|correct\w+|br(?:ought|ings|inging)|dropp\w+|updat\w+|chang\w+|took|push\w+|"
    r"adjust\w+|amend\w+|scal\w+|trimm\w+|halv\w+|doubl\w+)\b[^,;.:]{0,40}?\bto\s+(?:only\s+|just\s+)?$",
    re.IGNORECASE,
)
OF_TOTAL = re.compile(
    r"^\s+(?:the|its|their|his|her)\s+(?:\w+\s+){0,2}?(?:number|count|toll|tally|total|figure|estimate)\s+(?:of|for)\s+(?P<harm>[^,;.\d]{3,60})",
    re.IGNORECASE,
)
# "it is *expected to reach* 40", "the dead *could exceed* 300": nobody has counted so many
FORECAST = re.compile(
    r"\b(?:(?:expected|likely|projected|forecast|predicted|set|sure|bound|poised|feared|certain)\s+to|could|may|might|will|would)"
    r"\s+(?:(?!have\b)\w+\s+){0,2}?(?:reach|rise|climb|exceed|pass|top|go|grow|increase|jump|surpass|mount|soar|swell|double|run|number)"
    r"\b[^,;.\d]{0,30}$",
    re.IGNORECASE,
)
# "the count of dead rose on Sunday *from 84* to 91", "*it rose to* 15 overnight"
ROSE = re.compile(
    rf"(?P<what>(?:^\W*(?:it|that|this)\b|[,;]\s+(?:but|and)\s+it\b|\b(?:counts?|tally|figures?|estimates?|tolls?|total|number|dead|killed|wounded|injured|missing|deaths|fatalities|bodies|detainees|casualties|{_ACTS})\b)"
    r"[^;.]{0,70}?)\b(?:rose|risen|rises?|climb(?:s|ed)?|went|gone|jumped|grew|grown|increased|fell|fallen|dropped|dipped|moved|swelled|swollen|crept|"
    r"soared|mounted|leapt|edged|inched|shot\s+up|doubled|tripled|trebled|quadrupled|halved|changed|updated|raised|revised|lowered|corrected|amended|adjusted|altered|downgraded|upgraded|"
    r"declined|decreased|surged|slipped|sank|slid|plunged|tumbled|eased|spiked|ticked|reduced|cut|brought|"
    r"(?:is|are|was|were|been|be)\s+(?:\w+\s+)?(?:up|down))\b[^;.\d]{0,40}?\b(?P<way>from|to)\s+(?:only\s+|just\s+|the\s+)?$",
    re.IGNORECASE,
)
# "the toll *rose by three* overnight"
ROSE_BY = re.compile(
    r"\b(?:(?:death|fatality)\s+)?(?:tolls?|counts?|tally|number|total|dead|deaths|fatalities)\b[^;.:\d]{0,60}?\b(?:rose|risen|rises|climbed|went\s+up|gone\s+up|increased|grew|grown|"
    r"jumped|crept\s+up)\s+by\s+(?:another\s+|a\s+further\s+|only\s+)?$",
    re.IGNORECASE,
)
# "rose to 63, the inspectorate says, *from 58 the year before*"
FROM_THEN = re.compile(
    r"\b(?:rose|risen|climbed|gone|jumped|grew|grown|increased|fell|fallen|dropped|dipped|doubled|declined|decreased|up|down|soared)\b[^.;]{0,120}?"
    r"\bfrom\s+(?:only\s+|just\s+)?$",
    re.IGNORECASE,
)
BEFORE_THAT = re.compile(
    r"^\s+(?:(?:the|an?)\s+(?:(?:previous|preceding)\s+)?(?:year|month|week|day|decade|quarter|season)\b|last\s|in\s+(?:the\s+)?(?:\d{4}|[A-Z]\w+|same|previous|corresponding)|previously\b)",
)
# "12 patients, *not 13*"
INSTEAD = re.compile(
    r"^\"?,?\s+(?:and\s+)?(?:not|rather\s+than|instead\s+of)\s+(?:the\s+)?(?:\d|\w+(?:teen|ty)?\b)", re.IGNORECASE
)
TO = re.compile(r"^\s+to\s+(?:only\s+|just\s+)?$", re.IGNORECASE)
# "rose to 19 *from* 12", "dropped to six in May, down *from* fourteen"
FROM = re.compile(r"^[^;.\d]{0,40}?,?\s+(?:up\s+|down\s+)?from\s+(?:only\s+|just\s+|the\s+)?$", re.IGNORECASE)
# "the ministry's count, which leaves out the camps, *remains where it was, at 19*"; "*that makes* 38"
STAYS_AT = re.compile(
    r"\b(?:counts?|tally|figure|toll|total|number)\b(?:,\s[^;.\d]{3,60},)?\s(?:remains?|remained|stays?|stayed|stands?|stood|is|was)\b[^;.:\d]{0,40}?,?\s+at\s+$"
    r"|^\W*(?:and\s+)?(?:that|this|which)\s+(?:makes?|made|brings?\s+(?:it|the\s+\w+)\s+to|takes?\s+(?:it|the\s+\w+)\s+to)\s+(?:it\s+)?(?:now\s+)?$",
    re.IGNORECASE,
)
# "the tally, *40* on Tuesday, had climbed"
TALLY_APPOSED = re.compile(
    r"\b(?:the|its|their|\w+'s)\s+(?:\w+\s+){0,2}?(?:count|tally|toll|estimate|death\s+toll)(?:\s+(?:for|of|on|since|from|in)\s[^,;.\d]{2,30})?,\s+(?:at\s+|then\s+|still\s+)?$",
    re.IGNORECASE,
)
# "put the missing at *12* and the dead at *40*", "the number still missing at"
PUT = re.compile(
    r"(?:^\W*|\b(?:the|those|its|their|his|her|put|puts|putting|set|sets|setting|lifts?|lifted|raises?|raised|cuts?|revises?|ups|upped|lowers?|lowered|trims?|trimmed|places?|placed|placing)\s+)(?:number\s+|count\s+|total\s+|that\s+)?(?:of\s+)?(?:the\s+)?(?:those\s+|people\s+|persons\s+)?(?:[\w'’]+\s+){0,2}?"
    r"(?P<harm>dead|deaths|fatalities|killed|wounded|injured|hurt|missing|trapped|with\s+(?:[\w-]+\s+){0,2}(?:wounds|injuries|burns|fractures)|unaccounted\s+for|detained|arrested|held|taken|seized|captured|abducted|kidnapped|drowned|disappeared|victims|bodies|treated|hospitali[sz]ed|casualt(?:y|ies)(?:\s+figure)?|(?:bullet|gunshot|shrapnel|machete)\s+wounds|rounded\s+up|losses)"
    r"(?:\s+(?:since|in|at|by|on|from|after|over|during|so\s+far)\b(?:[^.;,\d]|\d+(?:st|nd|rd|th)\b){0,40}?)?\s+(?:at|to|is|was|as|(?:nearer|closer)(?:\s+to)?|above|below|(?:now\s+)?number(?:s|ed)?|(?:now\s+)?total(?:s|led)?|st(?:an|oo)ds?\s+at)\s+$",
    re.IGNORECASE,
)
# "*raised the toll to 912 and the number of missing* to 340"
RAISES = re.compile(
    r"\b(?P<verb>rais(?:es?|ed|ing)|lower(?:s|ed|ing)?|revis(?:es?|ed|ing)|cut(?:s|ting)?|reduc(?:es?|ed|ing)|increas(?:es?|ed|ing)|updat(?:es?|ed|ing)|"
    r"lift(?:s|ed|ing)?|amend(?:s|ed|ing)?|correct(?:s|ed|ing)?|br(?:ought|ings?|inging))\s+(?:the|its|his|her|their)\s[^.;:]*\bto\s+$",
    re.IGNORECASE,
)
# "gave the enemy's dead as 300 *and his own as* 12"
OWN_AS = re.compile(
    r"\b(?:and|but|while|with)\s+(?:(?:put|set|gave|reckoned)\s+)?(?:his|its|their|her|our)\s+own\s+(?:(?:dead|losses|killed|casualties|toll|side)\s+)?(?:as|at)\s+$",
    re.IGNORECASE,
)
# "estimates range *from the government's* 14 *to the opposition's* 60"
RANGE_FROM = re.compile(
    r"\b(?:estimates?|figures?|tolls?|counts?|numbers?|claims?|accounts?|versions?|tally|tallies|totals?|guesses|reckonings?|dead|deaths|reports)\b[^.;\d]{0,60}?"
    r"\b(?:rang(?:e|es|ed|ing)|runs?|ran|var(?:y|ies|ied)|goe?s?|went|span(?:s|ned)?|stretch\w*|differ\w*|swing\w*|anywhere|anything)\s+from\s+"
    r"(?P<who>[^.;:\d]{2,60}?['’]s?)\s+$",
    re.IGNORECASE,
)
RANGE_TO = re.compile(r"^[^.;:]{0,40}?\s+to\s+(?P<who>[^.;:\d]{2,60}?['’]s?)\s+[\"']?$", re.IGNORECASE)
# "treated 52 for tear gas *and nine for* rubber bullets"
FOR_WOUNDS = re.compile(
    r"^\s+(?:others?\s+|more\s+)?(?:for|with)\s+(?:[\w-]+\s+){0,4}?(?:wounds?|injur\w+|burns?|bullets?|gas|smoke|fractures?|shrapnel|cuts?|shock|bruises|"
    r"inhalation|bones?|limbs?|concussion\w*|trauma|poisoning|dehydration|exhaustion|collarbone)\b",
    re.IGNORECASE,
)
# "63 died, by this morning's count; *it had been* ten", "a source insisted that *it was* below 100"
IT_WAS = re.compile(
    r"\b(?:it|the\s+(?:latest|official|final|true|real)\s+one)(?:\s+|')(?:(?:was|is|s)(?:\s+(?:then|now|still|more\s+like|closer\s+to|nearer(?:\s+to)?))?|ha[ds]\s+been|st(?:an|oo)ds?\s+at|now\s+stands\s+at)\s+$",
    re.IGNORECASE,
)
THEN = re.compile(
    r"\s+(?:when|until|before|earlier|(?:given|reported|announced|counted|stated|recorded|put\s+out|released|previously)\b|the|at|by|a\s+\w+\s+(?:ago|earlier|before)|last|yesterday|on)\b",
    re.IGNORECASE,
)
# "first said nine, *then* 15"
THEN_AGAIN = re.compile(
    r"^[\"']?(?:\s+(?:within|by|at|on|before|after|in)\s[^,;.\d]{3,25})?(?:\s+(?:dead|killed|people|deaths|bodies|fatalities|victims|casualties|injured|wounded|missing|arrests))?,?\s+(?:and\s+)?(?:then|later|finally|afterwards?)(?:\s+(?:on|to|of|at))?,?\s+[\"']?$",
    re.IGNORECASE,
)
# "*By evening there were* 15"
THERE_WERE = re.compile(
    r"^\W*(?:(?:but\s+|and\s+)?(?:by|at|on|within|before|an?|two|three)\s[^.;,]{3,40},?\s+)?there\s+(?:were|are)\s+(?:now\s+|already\s+)?$",
    re.IGNORECASE,
)
STOPS = re.compile(r"^[\"']?\s*(?:[.,;:)]|$)")
# "correcting *the eight it announced* on Tuesday", "fewer than *the 30 he had first given*"
ANNOUNCED = re.compile(
    r"^\s+(?:that\s+|which\s+)?(?P<who>it|they|he|she|we|(?:the\s+|its\s+|his\s+)?[\w'’-]+(?:\s+[\w'’-]+){0,3}?)(?:\s+(?:had|has|have|itself|themselves|himself))?"
    r"(?:\s+(?:first|earlier|initially|previously|originally|at\s+first))?\s+(?:announced|reported|gave|given|put\s+out|cited|claimed|counted|listed|"
    r"spoken?\s+of|mentioned|acknowledged|admitted|published|recorded|estimated|released|issued|stated|declared)\b",
    re.IGNORECASE,
)
# "26 dead, *fourteen in the burns ward*"
IN_CARE = re.compile(
    r"^\s+(?:more\s+|others\s+)?(?:in|on)\s+(?:the\s+|an?\s+)?(?:\w+\s+)?(?:hospitals?|intensive\s+care|wards?|icu|surgery|ventilators?|life\s+support|clinics?|operating\s+theatre)(?=\s*(?:[.,;:)\"]|$|and\b))",
    re.IGNORECASE,
)
# "302 had light injuries and *21 severe ones*"
ONES = re.compile(r"^\s+(?:[\w-]+\s+){1,2}ones\b", re.IGNORECASE)
SAID_ONE = re.compile(r"[\"'],?\s+(?:says?|said|added|recalled)\s+$")
# "*Twenty*, say locals"
SAY_AFTER = re.compile(
    r"^,?[\"']?\s+(?P<verb>says?|said|insist(?:s|ed)|correct(?:s|ed)|counter(?:s|ed)|repl(?:ies|ied)|answer(?:s|ed)|retort(?:s|ed)|reckon(?:s|ed)|claim(?:s|ed))"
    r"\s+(?!(?:he|she|they|it)\b)\w"
    r"|^,[\"']\s+(?:the|an?|[A-Z])[^.,;:\"]{2,40}?\s(?P<then>says?|said|insist(?:s|ed)|correct(?:s|ed)|counter(?:s|ed)|repl(?:ies|ied)|answer(?:s|ed)|retort(?:s|ed))\b"
)
# "the army 20, the mayor 30 *and the Red Cross* 35"
AND_WHO = re.compile(
    r"^[\"']?,?\s+and\s+(?P<who>(?:the\s+|an?\s+)?(?:[\w'’-]+\s+){1,4}?)(?:(?:at|of|on|to)\s+)?[\"']?$",
    re.IGNORECASE,
)
CLOCK = re.compile(r"\s+(?:o'clock|in\s+the\s+(?:morning|afternoon|evening)|at\s+night|[ap]\.?m\b)", re.IGNORECASE)
HOUR = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|tomorrow|tonight|daily|morning|evening|afternoon|weekdays)(?:\s+\w+)?\s+at\s+$"
)
PUT_AT = re.compile(
    r"\b(?:put|puts|set|sets|places?|ha[sd]|have|g[ai]ves?)\s+(?:it|them|that|this)\s+(?:at|as(?:\s+high\s+as)?)\s+[\"']?$"
    r"|\ba\s+(?:figure|toll|number|count|total|tally)\s+(?:that\s+|which\s+)?[^,;.\d]{3,40}?\s(?:puts?|places?|sets?|raises?|lowers?)\s+(?:at|to|as)\s+[\"']?$"
    r"|\b(?:puts?|sets?|places?)\s+(?:it|them|the\s+(?:figures?|tolls?|count|total|tally|number|dead))(?:\s+(?:\w+\s+)?(?:higher|lower|as\s+(?:high|low)\s+as)(?:,\s+at)?)?\s+[\"']?$",
    re.IGNORECASE,
)
# "on Friday *the ministry was at* 11", "the Red Cross *is already at* 40"
IS_AT = re.compile(
    r"\b(?:was|were|is|are|remains?|remained|stays?|stayed)\s+(?:(?:now|still|already|then|by\s+then)\s+)?at\s+[\"']?$",
    re.IGNORECASE,
)
NAMES = re.compile(r"^\s+(?:\w+\s+)?names\b", re.IGNORECASE)
# "had *the names of* 12 dead", "later published *the names of* six"
NAMES_OF = re.compile(r"\bnames\s+of\s+(?:only\s+|just\s+|all\s+)?$", re.IGNORECASE)
OF_THE_DEAD = re.compile(
    r"\s+(?:(?:of\s+(?:the|its|their|those)\s+)?(?:dead|slain|killed|deceased|fallen|victims|fatalities)\b|of\s+them\b)|\s*[.;,]?\s*$",
    re.IGNORECASE,
)
# "Philippi alone *had* 13", "the port alone saw nine"
ALONE = re.compile(
    r"(?:^|[.;:,]\s+(?:and\s+)?)(?:the\s+)?[\w'’ -]{2,40}?\s(?:alone|itself)\s+"
    r"(?:had|has|saw|lost|counted|recorded|reported|accounted\s+for|gave|claimed|made\s+up)\s+(?:another\s+)?$",
    re.IGNORECASE,
)
# "*In Bele-Bele*, five", "*in the decade after*, none"
LED_BY = re.compile(
    r"^\W*(?:and\s+|but\s+)?(?:in|at|near|on|outside|around|during|from)\s+(?:(?:the\s+)?(?-i:[A-Z][\w'’-]*)(?:\s+(?-i:[A-Z][\w'’-]*)){0,3},?|[^,;.:\d]{3,40},)"
    r"\s+(?:only\s+|just\s+|another\s+|it\s+was\s+|there\s+(?:were|was)\s+)?$",
    re.IGNORECASE,
)
# "26 *have now been found*"
BEEN_FOUND = re.compile(
    r"^\s+(?:have|had|has|were)\s+(?:(?:now|so\s+far|already|since|by\s+then)\s+)?(?:been\s+)?(?:found|recovered|retrieved|pulled\s+(?:out|from)|brought\s+up)\b"
    r"(?!\s+(?:\w+\s+)?(?:alive|safe|unhurt|unharmed|well|guilty|liable|innocent|fit|wanting))",
)
# "the list *of the missing* had 43 names"
LIST_OF = re.compile(
    r"\b(?:lists?|registers?|rolls?|records?)\s+of\s+(?:the\s+|those\s+)?(?:\w+\s+)?(?P<harm>dead|killed|missing|disappeared|wounded|injured|detained|arrested|victims|fatalities)\b",
    re.IGNORECASE,
)
LISTING = re.compile(
    r"\b(?:holds?|held|contains|contained|carries|carried|bears|bore|runs|ran|grew|list|lists|listing|listed|read|published|posted|gave|handed|collected|compiled|had|has|have|wrote|written|writes|noted|gathered|drew|taken|took|recorded|registered|kept|circulat\w+|released|issued)\b",
    re.IGNORECASE,
)
# "the army says 12, *the union 40*": whose the next figure is
GAPPED = re.compile(
    r"^[\"']?(?:\s+\w+)?\s*[,;]\s*(?:and\s+|but\s+|while\s+)?(?P<who>(?:the|its|his|their|a|an|local|some|most)?\s*(?:[\w'-]+\s+){0,3}[\w'-]+(?:,[^,;]{0,30},|,)?\s+(?:(?:at|of|on|to)\s+)?)[\"']?$",
    re.IGNORECASE,
)
# "47 dead in Malawi *and 20 in Mozambique*", "the first bomb killed 12, *the second nine*"
BETWEEN = re.compile(
    r"^(?:[^.;:\d]|\b(?:19|20)\d\d\b){0,70}?(?:[,;]\s*(?:and\s+)?|\band\s+)(?:another\s+|an?\s+(?:further|additional)\s+)?$"
)
IN_PLACE = re.compile(
    r"^(?:,\s+(?:the\s+)?[A-Z][^,;.]*(?:\.[^,;.]*)?,)?\s+(?:more\s+|others?\s+|dead\s+)?(?:in|at|near|outside|on)\s+(?:the\s+|an?\s+)?[A-Za-z]"
    # "29 in 1986 *and a further nine up to May*"
    r"|^\s+(?:more\s+|others?\s+)?(?:so\s+far|since|up\s+to|until|till|during|last|this|between)"
    r"\s+(?:the\s+|an?\s+)?[\dA-Za-z]",
    re.IGNORECASE,
)
# "the corresponding figures *for injuries are* 647 and 188"
FIGURES_FOR = re.compile(
    r"\b(?:figures?|numbers?|totals?|counts?|tally|tallies|statistics|toll)\s+(?:for|of)\s+(?:the\s+)?(?:\w+\s+){0,2}?"
    r"(?P<harm>deaths|dead|killed|killings|murders|fatalities|injuries|injured|wounded|woundings|casualties|arrests|"
    r"arrested|"
    r"detentions|detained|missing|abductions|abducted|kidnappings|disappearances)\s+"
    r"(?:for\s+\d{4}\s+|in\s+[\w ]{3,20}?)?"
    r"(?:is|are|was|were|st(?:an|oo)ds?\s+at|c[ao]mes?\s+to)\s+(?:respectively\s+)?$",
    re.IGNORECASE,
)
# "cut its figure *for the bus disaster* to 31", "the count *from the landslide* stands at nine"
FIGURE_FOR_EVENT = re.compile(
    r"\b(?:figures?|counts?|tally|estimates?|tolls?|total)\s+(?:for|from|of|in)\s+(?:(?:the|last|this|that|its|their)\s+)?"
    r"(?:[\w'’-]+\s+){0,5}?(?:disaster|crash|tragedy|sinking|shipwreck|collapse|stampede|crush|massacre|bombing|blast|explosion|earthquake|quake|"
    r"landslide|mudslide|flood|floods|flooding|cyclone|typhoon|hurricane|tornado|tsunami|fire|blaze|attack|attacks|accident|derailment|avalanche|wreck|"
    r"shooting|raid|airstrike|strike|shelling|ambush|outbreak|epidemic|heatwave)\b[^.;:\d\"]{0,50}?"
    r"\b(?:to|at|is|was|as|reach\w+|now)\s+$",
    re.IGNORECASE,
)
AND = re.compile(r"^(?:\s+in\s+\w+)?,?\s+and\s+$", re.IGNORECASE)
# "some hostages out, *I counted nine*"
BROUGHT_OUT = re.compile(
    r"\b(?:hostages|captives|survivors|people|passengers|workers|miners|residents|guests|staff|children)\s+(?:are\s+|were\s+|now\s+|brought\s+|all\s+)*"
    r"(?:out|free|freed|released|rescued|evacuated|safe|alive)\b[^.;:]{0,40}$",
    re.IGNORECASE,
)
# "Deng Malualo, driver, *50*;"
AGE_BEHIND = re.compile(
    r"[A-Z][\w'’.-]+(?:\s+[A-Z][\w'’.-]+)*,\s+(?:an?\s+|the\s+)?(?!(?:for|in|by|with|at|of|from|and|to|on)\b)[a-z][a-z'-]+"
    r"(?:\s+[a-z][a-z'-]+){0,2},\s+(?:aged\s+)?$"
)
RULED_OUT = re.compile(r"\brul(?:e|es|ed|ing) out\s+$", re.IGNORECASE)
ALIVE = re.compile(
    r"\b(?:is|are|was|were|still|found|safe and) (?:all |both )?(?:alive|unharmed|unhurt)\b", re.IGNORECASE
)
FEARED = re.compile(r"^\s+(?:[a-z]+\s+){0,3}(?:could|may|might|will|would)\s+(?!have\b)[a-z]+", re.IGNORECASE)
SECOND = re.compile(r"^\s*(?:the|an?)\s+(?:second|third|fourth|fifth|other|latter|next|last)\s", re.IGNORECASE)
OF_THESE = re.compile(r"^\s+of\s+(?:these|this|that|it)\b", re.IGNORECASE)
QUOTE = re.compile(r"(?<=\s)[\"']$")
AGED = re.compile(r"\bat\s+$", re.IGNORECASE)
PERSON = re.compile(r",?\s+(?:he|she|i|you|we|they)\b", re.IGNORECASE)
SINGLED = re.compile(r"\s+\w+ed\s+by\b", re.IGNORECASE)
# "the two were in fact *three*", "it was not five but *nine*"
IN_FACT = re.compile(
    r"\b(?:(?:the|those|these|they)\s+(?:[\w-]+\s+){0,2}?(?:were|are|was|is)\s+(?:in\s+(?:fact|reality|truth)|really|actually|rather|by\s+then|now)"
    r"|(?:was|were|is|are)\s+not\s+\S+\s+but)\s+$",
    re.IGNORECASE,
)
# "the agency had given *131* on Thursday"
HAD_GIVEN = re.compile(
    r"\bhad\s+(?:earlier\s+|first\s+|previously\s+|initially\s+|at\s+first\s+)?"
    r"(?:given|put\s+out|announced|published|reported|issued|released|cited|listed|counted)\s+$",
    re.IGNORECASE,
)
# "17 names *had been entered twice*"
TWICE = re.compile(
    r"^[^.;]{0,50}\b(?:twice|double|duplicate[sd]?|by\s+mistake|in\s+error|wrongly|mistakenly)\b", re.IGNORECASE
)
# "Rohtas accounted for five deaths, *Gaya for three*"
FOR_EACH = re.compile(
    r"^(?:\s+[\w-]+){0,3}(?:,\s+and|,|\s+and)\s+[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*){0,3}\s+(?:for|with)\s+(?:another\s+)?$"
)
TOTALS = (
    NOW_KNOWN,
    TOTAL_IS,
    PUT_AT,
    COUNT_OF,
    COMPARED,
    GIVEN,
    FIGURE_AS,
    MOVED,
    TALLY_APPOSED,
    STAYS_AT,
)  # in front of the figure
