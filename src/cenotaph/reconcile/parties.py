"""Who of the speakers has a part in the violence: who is held responsible, who says "we did it", whose people died.

It follows from ``attributed_to``, the speaker and ``places.actors``. A state and its institutions are one side; an
armed group is a side by its own name, never that of the country it fights in.
"""

from __future__ import annotations

from collections.abc import Sequence

from cenotaph.model import ActorKind, Claim, Speaker, Stance
from cenotaph.places.actors import side_key, speaker_key

__all__ = ["accepts", "accused", "interested", "side_of"]

_STATES = {ActorKind.STATE, ActorKind.STATE_FORCE, ActorKind.EXTERNAL_FORCE}
_ARMED = {
    ActorKind.STATE_FORCE,
    ActorKind.EXTERNAL_FORCE,
    ActorKind.REBEL_GROUP,
    ActorKind.POLITICAL_MILITIA,
    ActorKind.IDENTITY_MILITIA,
    ActorKind.PRIVATE_MILITARY_COMPANY,
}
_ASSERTING = {Stance.ASSERTS, Stance.REVISES, Stance.CONFIRMS}


def side_of(actor: Speaker) -> str:
    """The side that the actor stands on: ``US`` for the Pentagon, ``name:hamas`` for a group of its own."""
    side = side_key(actor) if actor.kind in _STATES else None
    return side or speaker_key(actor)


def accused(claim: Claim) -> frozenset[str]:
    """The sides that the claim holds responsible; none where it only denies."""
    return frozenset(side_of(actor) for actor in claim.attributed_to) if claim.stance in _ASSERTING else frozenset()


def accepts(claim: Claim) -> bool:
    """Whether a belligerent says of itself that it did it: the speaker is of the one side it names.

    Only who speaks for a state or an armed group can accept; "police say that police" does, a hospital of the
    same country does not.
    """
    official = claim.speaker.kind in _STATES | _ARMED
    return official and accused(claim) == {side_of(claim.speaker)}


def interested(claims: Sequence[Claim]) -> frozenset[str]:
    """Ids of the claims whose speaker has a part in it: held responsible, armed, or of the state whose people died.

    Their figures are kept, and told apart: a party counts its own dead low and its enemy's high.
    """
    sides = {side for claim in claims for side in accused(claim)}
    victims = {code for claim in claims if claim.group for code in claim.group.nationality}
    return frozenset(
        claim.id
        for claim in claims
        if claim.speaker.kind in _ARMED
        or side_of(claim.speaker) in sides
        or (claim.speaker.kind in _STATES and side_of(claim.speaker) in victims)
    )
