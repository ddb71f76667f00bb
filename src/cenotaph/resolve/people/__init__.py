"""Which records are one person: candidates, comparison, a model, constraints, decisions, and draws."""

from cenotaph.resolve.people.link import link_people
from cenotaph.resolve.people.resolution import PeopleResolution

__all__ = ["PeopleResolution", "link_people"]
