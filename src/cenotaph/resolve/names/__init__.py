"""Names of people as they are written: their parts by position, how they sound, and how far apart two are."""

from cenotaph.resolve.names.distance import Sounds, far, how_far
from cenotaph.resolve.names.letters import Script, romanise, script_of, sounds_of
from cenotaph.resolve.names.likeness import NameLikeness, compare_names, same_name
from cenotaph.resolve.names.parts import Name, Part
from cenotaph.resolve.names.reading import read_name
from cenotaph.resolve.names.skeleton import loose_skeleton, skeleton

__all__ = [
    "Name",
    "NameLikeness",
    "Part",
    "Script",
    "Sounds",
    "compare_names",
    "far",
    "how_far",
    "loose_skeleton",
    "read_name",
    "romanise",
    "same_name",
    "script_of",
    "skeleton",
    "sounds_of",
]
