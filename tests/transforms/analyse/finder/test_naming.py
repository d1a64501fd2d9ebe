"""Names in code points, as the encoder reads them."""

import numpy as np
import pytest

from transforms.analyse.finder.encoder import Encoded
from transforms.analyse.finder.name_tags import LABELS, NAME_TAGS, name_tag
from transforms.analyse.finder.naming import as_named, find_names
from transforms.analyse.finder.tags import TAGS
from transforms.analyse.quotations import find_quotations
from transforms.analyse.words import find_words

#: The text, the words that are tagged as one name, and the name.
READ = [
    ("Ann Lee left.", (0, 2), "Ann Lee"),
    ("Mr. Obama left.", (1, 3), "Obama"),
    ("He left.", (0, 1), None),
    ("US left.", (0, 1), "US"),
    ("the coast guard left.", (1, 3), None),
    ("“Ann Lee” left.", (0, 4), "Ann Lee"),
    ("The U.S. left.", (1, 5), "U.S."),
]


@pytest.mark.parametrize(("text", "tagged", "expected"), READ)
def test_find_names(text, tagged, expected):
    words = find_words(text, find_quotations(text))
    shares = np.full((len(words), NAME_TAGS), 1e-6, np.float32)
    shares[:, 0] = 1
    start, end = tagged
    for i in range(start, end):
        part = "S" if end - start == 1 else "B" if i == start else "E" if i == end - 1 else "I"
        shares[i, 0], shares[i, name_tag("ORG", part)] = 0.01, 0.99
    encoded = Encoded(np.zeros((len(words), TAGS), np.float32), np.log(shares), ())
    found = [as_named(name, words) for name in find_names(encoded, words, {0})]
    assert [name.span.of(text) for name in found] == ([expected] if expected else [])
    assert all(name.label == "ORG" and name.label in LABELS for name in found)
