"""What workers begin with: the readers and the models of language, loaded and used once."""

from transforms.elements import Draft, RawDocument
from transforms.limits import Limits
from transforms.normalise import normalise_or_reject
from transforms.read import READERS, parse

#: Documents that need what is slow to load: here a text whose encoding and language are not told.
_SAMPLES = {"text": "Crème brûlée was served, the café said on Monday.".encode("cp1252")}


def warm() -> None:
    """Reads and normalises a document of each kind that needs much."""
    limits = Limits()
    for reader, data in _SAMPLES.items():
        if reader in READERS:
            for draft in parse(RawDocument("", data, reader, None), limits):
                if isinstance(draft, Draft):
                    list(normalise_or_reject(draft, limits))
