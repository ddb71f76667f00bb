"""Casualty words in other senses count nobody; the same words in their own sense still do."""

from __future__ import annotations

import pytest

from cenotaph.extract import extract

FIGURATIVE = [
    "The two boats finished in a dead heat on Sunday.",
    "The song shot its singer to fame and sold 40,000 copies.",
    "The chairman nursed a wounded pride after three defeats.",
    "Ministers were wounded by the scandal over four contracts.",
    "Four goats were killed and six wounded when a shed collapsed.",
    "The ruling party captured twelve of the assembly's thirty seats.",
    "A novel in which twelve sailors die won the prize on Monday.",
    "Anyone who kills two or more people will be jailed for life.",
    "The new valve could have averted 300 deaths a year, engineers say.",
    "Officials fear that dozens may die if the pumps fail.",
    "Villagers are afraid of being kidnapped on the road.",
    "The directors were held accountable for the fraud.",
    "The governor seized on the remark and read it out twice.",
    "His remarks hurt the candidate in the north.",
    "Firefighters rehearsed for a collapse with 30 dead and 90 injured.",
    "The market stalls in the Square of the Twelve Martyrs reopened.",
    "Patients should be treated as citizens, the minister said.",
    "Hold the minister to her own standards.",
    "Voters have been taken off the rolls in three counties.",
    "Every 90 minutes, a veteran takes his own life.",
    "A woman is killed by her partner every three days.",
    "In the event she was injured, bleeding would be a danger.",
    "She had spent three weeks in hospital for depression.",
    "Her security detail whisked her away from the square.",
]
LITERAL = [
    ("A man was shot in the arm outside a bar on Sunday.", "injured", 1),
    ("Four farmers were killed and six wounded when a shed collapsed.", "killed", 4),
    ("A bus was destroyed and seven wounded when a mine went off.", "injured", 7),
    ("Rebels captured twelve soldiers near the river, the army said.", "detained", 12),
    ("Dozens may have died in the flood, officials said.", "killed", 0),
    ("Two suspects were held on charges of arson.", "detained", 2),
    ("The blast hurt nine people.", "injured", 9),
    ("Three soldiers were killed during a training exercise.", "killed", 3),
    ("Sixty migrants died off the coast on Friday.", "killed", 60),
    ("Storm leaves 12 dead last night, police said.", "killed", 12),
    ("Every day this week, a farmer was killed.", "killed", 1),
    ("Twelve people were taken off a bus near Gorom by gunmen.", "detained", 12),
    ("Nine were treated in hospital for smoke inhalation.", "injured", 9),
]


@pytest.mark.parametrize("text", FIGURATIVE)
def test_another_sense_counts_nobody(text: str) -> None:
    assert [(c.measure, c.anchors[0].quote) for c in extract(text) if c.measure != "event"] == []


@pytest.mark.parametrize(("text", "measure", "low"), LITERAL)
def test_the_same_words_in_their_own_sense_count(text: str, measure: str, low: int) -> None:
    assert (measure, low) in [(c.measure, c.count.low) for c in extract(text) if c.count]
