"""Who of the hurt died: people shot at, struck or wounded who are told dead elsewhere in the same report."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cenotaph.extract.lexicon import words
from cenotaph.extract.marks import at, has, number, stated, surnames, word
from cenotaph.model import AgeGroup, Claim, Measure, Sex

__all__ = ["died_of_it", "died_within", "without_dead"]


def died_of_it(hurt: Claim, claims: Sequence[Claim]) -> bool:
    """Whether all whom a claim of being shot or struck counts are the ones whose death the report tells.

    By name, by being pointed at ("the gunman shot *him*" after a man's death), or by a death of as many that
    points back ("he died at the hospital").
    """
    if any(_died_after_all(hurt, c) for c in claims):
        return True
    if any(_one_phrase(hurt, c) for c in claims if c.measure is Measure.KILLED and c.part_of is None):
        return True
    treated = "frame.treated" in hurt.extraction.rules and has(hurt, "pronoun")
    if not has(hurt, "weak") and not treated:
        return False
    if _told_by_what_followed(hurt, claims):
        return True
    names = surnames(hurt, alone=True)
    many = number(hurt)
    if not has(hurt, "definite") and any(_told_apart(hurt, c) for c in claims):
        return False
    for claim in claims:
        if claim.measure is Measure.BODIES_FOUND and has(hurt, "pronoun") and number(claim) == many == 1:
            return claim.anchor.start < hurt.anchor.start  # "her body was found. She had been stabbed"
        if claim.measure is not Measure.KILLED or (claim.part_of and claim.part_of != hurt.id):
            continue
        if names & surnames(claim, alone=True):
            return True
        if many is None or number(claim) != many or (has(claim, "attacker") and not has(hurt, "attacker")):
            continue
        after = claim.anchor.start >= hurt.anchor.start
        together = claim.anchor.start == hurt.anchor.start
        if after and not together and (has(claim, "definite") or has(claim, "pronoun") or has(claim, "total")):
            return True
        if (
            not after
            and many == 1
            and has(hurt, "definite")
            and not has(hurt, "attacker")
            and not has(claim, "attacker")
        ):
            return True
        if together and has(hurt, "pronoun") and (has(hurt, "attacker") or (treated and has(claim, "pronoun"))):
            return True  # "died after shooting himself", "he was taken to a hospital, where he died"
    return False


def _died_after_all(hurt: Claim, dead: Claim) -> bool:
    """ "A girl was taken to a hospital, but *she died*": one person of one sentence."""
    if dead.measure is not Measure.KILLED or dead.anchor.start != hurt.anchor.start or at(dead) < at(hurt):
        return False
    if has(dead, "attacker") or has(hurt, "attacker") or has(hurt, "additional") or has(dead, "additional"):
        return False
    by, then_by = ({voice.name for voice in claim.attributed_to} for claim in (hurt, dead))
    if by and then_by and not by & then_by and "frame.active" in dead.extraction.rules:
        return False  # "the man stabbed a guard before an officer shot and killed *him*"
    return has(dead, "pronoun") and number(hurt) == number(dead) == 1


def _one_phrase(hurt: Claim, dead: Claim) -> bool:
    """ "*The gunman*, who had been wounded by a guard, died": the same words count both."""
    one, two = ({(s.start, s.end) for s in c.fields if s.field == "count"} for c in (hurt, dead))
    return bool(one & two) and dead.anchor.start == hurt.anchor.start


def _told_by_what_followed(hurt: Claim, claims: Sequence[Claim]) -> bool:
    """ "shot three men, *killing one and injuring two*", "stabbed students, injuring 11": the same people.

    All of them where a number is given, any number where none is.
    """
    if not has(hurt, "weak"):
        return False
    same = [c for c in claims if c is not hurt and c.anchor.start == hurt.anchor.start and at(c) > at(hurt)]
    harm = [c for c in same if c.measure in {Measure.KILLED, Measure.INJURED} and not has(c, "additional")]
    bare = "count.plural" in hurt.extraction.rules
    counted = (c for c in harm if c.measure is Measure.INJURED and stated(c) and c.part_of is None)
    if bare and any(not has(c, "weak") for c in counted):
        return True
    followed = [c for c in harm if word(c).endswith("ing") and c.part_of in {None, hurt.id} and c.restates is None]
    return bool(followed) and sum(number(c) or 0 for c in followed) == number(hurt) and not bare


def _told_apart(hurt: Claim, dead: Claim) -> bool:
    """ "woman shot, baby killed": one headline tells of both, so they are two."""
    if not {"frame.headline"} <= set(hurt.extraction.rules) & set(dead.extraction.rules):
        return False
    if dead.measure is not Measure.KILLED or dead.part_of is not None or has(dead, "definite"):
        return False
    return any(a.start == hurt.anchor.start for a in dead.anchors) and not set(dead.people) & set(hurt.people)


def _others(hurt: Claim, killed: Sequence[Claim]) -> bool:
    """Whether one hurt person cannot be the one dead: another name, sex or age, or "another person died"."""
    if number(hurt) != 1 or any(number(dead) != 1 for dead in killed):
        return False
    if all(has(dead, "additional") for dead in killed):
        return True
    names, theirs = surnames(hurt), {name for dead in killed for name in surnames(dead)}
    if names and theirs:
        return not names & theirs
    return not has(hurt, "definite") and all(_unlike(hurt, dead) for dead in killed)


def _unlike(hurt: Claim, dead: Claim) -> bool:
    one, two = hurt.group, dead.group
    if one is None or two is None:
        return False
    sexes = {one.sex, two.sex} - {Sex.NOT_RECORDED}
    ages = {one.age_group, two.age_group} - {AgeGroup.UNKNOWN}
    return len(sexes) > 1 or len(ages) > 1


def died_within(hurt: Claim, claims: Sequence[Claim]) -> tuple[int, tuple[Claim, ...]]:
    """How many of the people of one claim are told dead as a part of it ("five were shot, one fatally").

    Also where the death follows the shots in the same sentence ("five were shot and one was killed"), unless
    the words say that the dead are others. Returns the number and the claims that say so.
    """
    many = number(hurt)
    if many is None or many < 2 or has(hurt, "additional"):
        return 0, ()
    dead = [c for c in claims if c.measure is Measure.KILLED and c.part_of == hurt.id]
    if not dead and has(hurt, "weak"):
        dead = [
            c
            for c in claims
            if c.measure is Measure.KILLED
            and c.anchor.start == hurt.anchor.start
            and at(c) > at(hurt)
            and c.part_of is None
            and not has(c, "additional")
            and not has(c, "attacker")
            and _may_be_some(c, hurt)
        ]
    if not dead and has(hurt, "weak"):
        dead = [c for c in claims if _some_of(c, hurt)]
    sums = [number(c) or 0 for c in dead]
    return (sum(sums), tuple(dead)) if dead and 0 < sum(sums) < many else (0, ())


def _may_be_some(dead: Claim, hurt: Claim) -> bool:
    """Whether the words for the dead can mean some of the hurt: "one", "two people", "the boy"."""
    if dead.group is None or has(dead, "definite"):
        return True
    own = set(dead.group.text.casefold().split()) - words("groups", "general")
    theirs = set(hurt.group.text.casefold().split()) if hurt.group is not None else own
    return not own or not theirs - words("groups", "general") or bool(own & theirs)


def _some_of(dead: Claim, hurt: Claim) -> bool:
    """ "stabbed three men. *Two of the men* died": the words of the dead point back at the same people."""
    if dead.measure is not Measure.KILLED or dead.part_of is not None or dead.anchor.start <= hurt.anchor.start:
        return False
    group = {text for c in (dead, hurt) if c.group is not None for text in [c.group.text.casefold().split()[-1]]}
    back = f" of the {dead.group.text}" if dead.group is not None else ""
    if has(dead, "definite") and dead.group is not None and hurt.group is not None and not has(dead, "attacker"):
        named = dead.group.text.casefold().split()[-1]  # "shot the husband and the son. *The son* died"
        if named in hurt.group.text.casefold().split() and number(dead) == 1 and " and " in hurt.group.text:
            return True
    return len(group) == 1 and bool(back) and stated(dead) and back in f" {dead.anchor.quote}"


def without_dead(hurt: Claim, killed: Sequence[Claim], dead: int, sentences: Collection[int]) -> bool:
    """Whether an article's hurt may be its dead: only shot at, or as many and pointed back to, or one and one.

    ``killed`` are the claims of the dead and ``dead`` their number, ``sentences`` where they are told of.
    """
    if has(hurt, "additional") or _others(hurt, killed):
        return False
    if has(hurt, "weak"):
        return hurt.anchor.start not in sentences or has(hurt, "definite")
    one = number(hurt) == 1 and hurt.anchor.start not in sentences
    return number(hurt) == dead and (one or has(hurt, "definite") or has(hurt, "pronoun"))
