"""Labelled articles for tests: texts marked up as an annotator would."""

from typing import Any

import numpy as np

from training.attribution.corpus import Labelled, label
from transforms.analyse.finder.tags import TAGS, Chunk, Floats, Role, best_chunks


def marked(text: str, *attributions: dict[str, str]) -> list[dict[str, Any]]:
    """Each role's strings (several are joined by |) as their first places in the text."""
    return [
        {
            role.name.lower(): [
                (text.index(part), text.index(part) + len(part))
                for part in attribution.get(role.name.lower(), "").split("|")
                if part
            ]
            for role in Role
        }
        for attribution in attributions
    ]


TEXT = (
    "Lee to stay in Rome\n\n"
    "“We will stay,” said Ann Lee, “until the end.” The talks had failed, according to Bob Day.\n\n"
    "Nobody was hurt in the fire. “It is over.”"
)
GOLD = marked(
    TEXT,
    {"content": "“We will stay,”|“until the end.”", "cue": "said", "source": "Ann Lee"},
    {"content": "The talks had failed", "cue": "according to", "source": "Bob Day"},
    {"content": "“It is over.”"},
)


def article(text: str = TEXT, gold: list[dict[str, Any]] | None = None) -> Labelled:
    return label("one", text, GOLD if gold is None else gold)


def chunks(labelled: Labelled) -> list[Chunk]:
    """What the tags say, read as the finder reads its encoder's."""
    return best_chunks(certain(labelled))


def certain(labelled: Labelled) -> Floats:
    rows = np.full((len(labelled.words), TAGS), -9.0, np.float32)
    rows[np.arange(len(rows)), labelled.tags] = 0
    return rows


def is_well_formed(labelled: Labelled) -> bool:
    """Whether every chunk begins and ends: then the best sequence is that of the tags."""
    again = np.zeros(len(labelled.words), np.int64)
    for role, start, end in chunks(labelled):
        first = 1 + 4 * role
        again[start:end] = first + 1
        again[start], again[end - 1] = first, first + 2
        if end - start == 1:
            again[start] = first + 3
    return bool((again == labelled.tags).all())
