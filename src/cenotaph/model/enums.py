"""The closed vocabularies of the data dictionary; the stored value is the code.

Sources are named per class: SDG = SDG indicator 16.1.2 metadata, UCDP = UCDP GED codebook,
ACLED = ACLED codebook, Airwars = Airwars methodology and its public incident records.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum

__all__ = [
    "BODILY_HARM",
    "CASUALTIES",
    "ActorKind",
    "AgeGroup",
    "CauseCode",
    "ControlState",
    "Corroboration",
    "DatePrecision",
    "EchoKind",
    "FigureKind",
    "GeoPrecision",
    "Grade",
    "Hedge",
    "IncidentKind",
    "InformantRelation",
    "ItemKind",
    "JudgementKind",
    "Measure",
    "Modality",
    "PersonFate",
    "PopStatus",
    "Scope",
    "Sensitivity",
    "Sex",
    "Stance",
    "StepKind",
    "Verdict",
]


class ItemKind(StrEnum):
    """Kind of source document (Every Casualty Counts: record at least kind and document)."""

    NEWS = "news"
    AGENCY = "agency"
    OFFICIAL_STATEMENT = "official_statement"
    NGO_REPORT = "ngo_report"
    SOCIAL_POST = "social_post"
    OBITUARY_OR_MEMORIAL = "obituary_or_memorial"
    REGISTRY_OR_MORGUE = "registry_or_morgue"
    COURT_OR_LEGAL = "court_or_legal"
    TESTIMONY = "testimony"
    MEDIA_FILE = "media_file"
    NAME_LIST = "name_list"
    DATASET = "dataset"
    OTHER = "other"


class Sensitivity(StrEnum):
    """Who may see a row; exports filter on it by construction."""

    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    SEALED = "sealed"


class EchoKind(StrEnum):
    """How one report repeats another."""

    VERBATIM = "verbatim"
    SYNDICATED = "syndicated"
    REWRITE = "rewrite"
    TRANSLATION = "translation"
    CITES = "cites"
    NONE = "none"


class ActorKind(StrEnum):
    """Who speaks, fights, publishes or counts (ACLED inter codes, plus kinds of speaker)."""

    STATE = "state"
    STATE_FORCE = "state_force"
    REBEL_GROUP = "rebel_group"
    POLITICAL_MILITIA = "political_militia"
    IDENTITY_MILITIA = "identity_militia"
    PRIVATE_MILITARY_COMPANY = "private_military_company"
    EXTERNAL_FORCE = "external_force"
    CIVILIAN_GROUP = "civilian_group"
    MEDIA = "media"
    NGO = "ngo"
    INTERGOVERNMENTAL = "intergovernmental"
    HEALTH_AUTHORITY = "health_authority"
    WITNESS = "witness"
    RELATIVE = "relative"
    INDIVIDUAL = "individual"
    ANONYMOUS = "anonymous"
    UNKNOWN = "unknown"


class Stance(StrEnum):
    """What the speaker does with the proposition."""

    ASSERTS = "asserts"
    DENIES = "denies"
    REVISES = "revises"
    CONFIRMS = "confirms"
    DECLINES_TO_SAY = "declines_to_say"
    REPORTS_UNKNOWN = "reports_unknown"


class Measure(StrEnum):
    """What is counted. ``involvement`` and ``event`` carry no count."""

    KILLED = "killed"
    INJURED = "injured"
    KILLED_OR_INJURED = "killed_or_injured"
    MISSING = "missing"
    DETAINED = "detained"
    BODIES_FOUND = "bodies_found"
    STRENGTH = "strength"
    INVOLVEMENT = "involvement"
    EVENT = "event"

    @property
    def counts_people(self) -> bool:
        """Whether a claim of this measure may carry a count."""
        return self not in (Measure.INVOLVEMENT, Measure.EVENT)


CASUALTIES = (
    Measure.KILLED,
    Measure.INJURED,
    Measure.KILLED_OR_INJURED,
    Measure.MISSING,
    Measure.DETAINED,
    Measure.BODIES_FOUND,
)
"""The measures of people who came to harm, in the order in which they are shown."""
BODILY_HARM = frozenset((Measure.KILLED, Measure.INJURED, Measure.KILLED_OR_INJURED, Measure.BODIES_FOUND))
"""Those of them that tell of an injury or a death, and so of a day on which it happened."""


class Hedge(StrEnum):
    """How the number was qualified in words."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    FEWER_THAN = "fewer_than"
    ABOUT = "about"
    BETWEEN = "between"
    VAGUE_PLURAL = "vague_plural"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    NONE_STATED = "none_stated"


class Modality(StrEnum):
    """How firmly it is put forward."""

    FACT = "fact"
    PROBABLE = "probable"
    ALLEGED = "alleged"
    HEARSAY = "hearsay"
    HYPOTHETICAL = "hypothetical"


class PopStatus(StrEnum):
    """Status of the person killed (SDG), only if the source's own words give it."""

    CIVILIAN = "civilian"
    OTHER_PROTECTED = "other_protected"
    ARMED_FORCES = "armed_forces"
    DIRECT_PARTICIPANT = "direct_participant"
    NOT_STATED = "not_stated"
    UNKNOWN = "unknown"


class Sex(StrEnum):
    """SDG 16.1.2."""

    MAN = "man"
    WOMAN = "woman"
    NOT_RECORDED = "not_recorded"
    UNKNOWN = "unknown"


class AgeGroup(StrEnum):
    """SDG 16.1.2: adult = 18 and above."""

    ADULT = "adult"
    CHILD = "child"
    UNKNOWN = "unknown"


class Scope(StrEnum):
    """Over what the count runs."""

    INCIDENT = "incident"
    PERIOD = "period"
    PLACE = "place"
    CUMULATIVE_TO_DATE = "cumulative_to_date"
    CONFLICT_TOTAL = "conflict_total"


class DatePrecision(IntEnum):
    """UCDP date_prec; 6 is ours, for open-ended totals."""

    DAY = 1
    FEW_DAYS = 2
    WEEK = 3
    MONTH = 4
    YEAR = 5
    OPEN = 6


class GeoPrecision(IntEnum):
    """UCDP where_prec."""

    EXACT = 1
    NEAR = 2
    DISTRICT = 3
    PROVINCE = 4
    FUZZY = 5
    COUNTRY = 6
    INTERNATIONAL = 7


class CauseCode(StrEnum):
    """Weapons, means and methods (SDG 16.1.2, eleven codes)."""

    HEAVY_WEAPONS = "heavy_weapons_and_explosive_munitions"
    PLANTED_EXPLOSIVES = "planted_explosives_and_uxo"
    SMALL_ARMS = "small_arms_and_light_weapons"
    INCENDIARY = "incendiary"
    CBRN = "cbrn"
    ELECTROMAGNETIC = "electromagnetic"
    LESS_LETHAL = "less_lethal"
    DENIAL_OF_ACCESS = "denial_of_access_to_objects_indispensable_to_survival"
    CONFLICT_ACCIDENT = "accidents_related_to_conflict"
    OTHER_MEANS = "use_of_objects_and_other_means"
    UNKNOWN = "unknown"


class IncidentKind(StrEnum):
    """ACLED sub-event types (violent ones), plus three."""

    BATTLE = "battle"
    AIR_OR_DRONE_STRIKE = "air_or_drone_strike"
    SHELLING_ARTILLERY_MISSILE = "shelling_artillery_missile"
    REMOTE_EXPLOSIVE = "remote_explosive"
    SUICIDE_BOMB = "suicide_bomb"
    GRENADE = "grenade"
    CHEMICAL_WEAPON = "chemical_weapon"
    ATTACK_ON_CIVILIANS = "attack_on_civilians"
    ABDUCTION_DISAPPEARANCE = "abduction_disappearance"
    SEXUAL_VIOLENCE = "sexual_violence"
    EXECUTION = "execution"
    ACCIDENT = "accident"
    OTHER = "other"
    UNKNOWN = "unknown"


class PersonFate(StrEnum):
    """What is said to have happened to a named person."""

    KILLED = "killed"
    DIED_OF_WOUNDS = "died_of_wounds"
    INJURED = "injured"
    MISSING = "missing"
    DETAINED = "detained"
    ALIVE = "alive"
    UNKNOWN = "unknown"


class Corroboration(StrEnum):
    """How well the death of one person is attested; the first is never added up with the others (Mediazona)."""

    VERIFIED = "verified"
    PENDING_SECOND_SOURCE = "pending_second_source"
    UNVERIFIED = "unverified"
    REJECTED = "rejected"


class InformantRelation(StrEnum):
    """How the informant knows the person."""

    RELATIVE = "relative"
    COMRADE = "comrade"
    EMPLOYER = "employer"
    OFFICIAL = "official"
    MEDIA = "media"
    OTHER = "other"


class JudgementKind(StrEnum):
    """What a human or machine decision is about."""

    SAME_INCIDENT = "same_incident"
    SAME_PERSON = "same_person"
    ECHO = "echo"
    INDEPENDENT = "independent"
    CONTAINS = "contains"
    CONTRADICTS = "contradicts"
    SUPERSEDES = "supersedes"
    RESTATES = "restates"
    GRADE = "grade"
    VALUE = "value"
    STATUS = "status"
    EXCLUDE = "exclude"
    RELEASE = "release"


class Verdict(StrEnum):
    """A link judgement's answer (OpenAleph)."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNSURE = "unsure"
    NO_JUDGEMENT = "no_judgement"


class Grade(StrEnum):
    """Airwars: confirmed, fair, weak, contested, discounted."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"
    UNGRADED = "ungraded"


class StepKind(StrEnum):
    """How one statement of a speaker stands to the one before it.

    ``hedges``: the same number, said less firmly; ``retracts``: withdrawn, and no number in its place;
    ``renders``: one statement as another report has it.
    """

    FIRST = "first"
    RESTATES = "restates"
    RAISES = "raises"
    LOWERS = "lowers"
    WIDENS = "widens"
    NARROWS = "narrows"
    HEDGES = "hedges"
    RETRACTS = "retracts"
    DENIES = "denies"
    DECLINES = "declines"
    CHANGES = "changes"
    RENDERS = "renders"


class FigureKind(StrEnum):
    """Kinds of number that never share a mark or a column; ``sources`` counts documents or voices."""

    CLAIMED = "claimed"
    DOCUMENTED = "documented"
    BOUNDS = "bounds"
    ESTIMATED = "estimated"
    SOURCES = "sources"


class ControlState(StrEnum):
    """Hold over an area (Afghanistan district scale)."""

    CONTROLS = "controls"
    INFLUENCES = "influences"
    CONTESTED = "contested"
    BESIEGED = "besieged"
    NO_KNOWN_HOLDER = "no_known_holder"
    UNKNOWN = "unknown"
