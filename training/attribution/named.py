"""Corpora of names as the encoder is to read them: CoNLL-2003 (Reuters) and WikiNEuRal (Wikipedia).

Both tell persons, organisations, places and others apart. Ours are finer (OntoNotes), so that a
word may have several tags: those of all labels that its type can mean, or the one that spaCy's
small model or the gazetteer makes of it.
"""

import gzip
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language

from training.attribution.corpus import UNASKED, Labelled, Within
from transforms.analyse.finder.name_tags import NAME_TAGS, name_tag
from transforms.analyse.gazetteer import peoples_named, places_named
from transforms.analyse.language import MODEL
from transforms.analyse.quotations import find_quotations
from transforms.analyse.words import find_words

# Reading CoNLL files and laying out texts is the benchmarks', which import each other by name.
sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
from conll import GOLD, TOKEN, Name, articles, column, names_of, read
from names_text import Laid, lay_out

#: What a type of CoNLL's can be in OntoNotes.
MEANINGS = {
    "PER": ("PERSON",),
    "ORG": ("ORG",),
    "LOC": ("GPE", "LOC", "FAC"),
    "MISC": ("NORP", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "LANGUAGE"),
}
#: Sentences of Wikipedia that make an article: they are not of one, but read like a page of news.
_TOGETHER = 12
#: The share of the ends of lines that are none in the second version of an article.
_JOINED = 0.6

#: How the names of articles of news begin; they are read twice an epoch.
NEWS = "conll"

#: A sentence: its tokens, and its names by tokens.
_Sentence = tuple[Sequence[str], Sequence[Name]]


def read_named(entities: Path) -> dict[str, list[Labelled]]:
    """Every article of the training halves, in two versions: a sentence a line, and paragraphs.

    Args:
        entities: The folder with `conll2003/eng.train.gz` and `wikineural/en.val.conllu.gz`.
    """
    nlp = spacy.load(MODEL, enable=["ner"])
    found: dict[str, list[Labelled]] = {}
    sources = {
        NEWS: _conll(entities / "conll2003" / "eng.train.gz"),
        "wikineural": _wikineural(entities / "wikineural" / "en.val.conllu.gz"),
    }
    for source, read_articles in sources.items():
        for number, sentences in enumerate(read_articles):
            name = f"{source}-{number}"
            found[name] = list(_versions(name, sentences, nlp))
    return found


def _conll(path: Path) -> Iterator[list[_Sentence]]:
    rows = read(path)
    for sentences in articles(rows):
        yield [(column(rows, s, TOKEN), names_of(column(rows, s, GOLD))) for s in sentences]


def _wikineural(path: Path) -> Iterator[list[_Sentence]]:
    """Columns number, token, tag; an empty line behind each sentence."""
    sentences: list[_Sentence] = []
    tokens: list[str] = []
    tags: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            parts = line.split()
            if len(parts) == 3:
                tokens.append(parts[1])
                tags.append(parts[2])
            elif tokens:
                sentences.append((tokens, names_of(tags)))
                tokens, tags = [], []
    random.Random(5).shuffle(sentences)
    for start in range(0, len(sentences), _TOGETHER):
        yield sentences[start : start + _TOGETHER]


def _versions(name: str, sentences: Sequence[_Sentence], nlp: Language) -> Iterator[Labelled]:
    laid = lay_out(tokens for tokens, _ in sentences)
    spans = [
        (tokens[name.start].start, tokens[name.end - 1].end, name.label)
        for tokens, (_, names) in zip(laid.sentences, sentences, strict=True)
        for name in names
    ]
    meant = list(_meanings(laid, spans, nlp))
    rng = random.Random(name)
    joined = "".join(" " if c == "\n" and rng.random() < _JOINED else c for c in laid.text)
    for text in (laid.text, joined):
        yield _labelled(name, text, meant)


def _meanings(
    laid: Laid, spans: Iterable[tuple[int, int, str]], nlp: Language
) -> Iterator[tuple[int, int, Sequence[str]]]:
    """Of each name its labels: one where we can tell, else all that its type can mean."""
    seen = {}
    for ent in nlp(laid.text).ents:
        for place in range(ent.start_char, ent.end_char):
            seen[place] = ent.label_
    for start, end, kind in spans:
        labels = MEANINGS[kind]
        name = laid.text[start:end]
        told = seen.get(end - 1)
        if kind == "MISC" and peoples_named(name):
            labels = ("NORP",)
        elif told in labels:
            labels = (told,)
        elif kind == "LOC" and places_named(name):
            labels = ("GPE",)
        yield start, end, labels


def _labelled(name: str, text: str, names: Iterable[tuple[int, int, Sequence[str]]]) -> Labelled:
    words = find_words(text, find_quotations(text))
    within = Within(text, words)
    allowed = np.zeros((len(words), NAME_TAGS), np.bool_)
    allowed[:, 0] = True
    for start, end, labels in names:
        first, behind = within.words(start, end)
        for i in range(first, behind):
            part = "S" if behind - first == 1 else "B" if i == first else "E"
            part = "I" if first < i < behind - 1 else part
            allowed[i] = False
            for label in labels:
                allowed[i, name_tag(label, part)] = True
    unasked = np.full((len(words), 2), UNASKED, np.int64)
    return Labelled(
        name=name,
        words=words,
        tags=np.zeros(len(words), np.int64),
        cues=unasked,
        sources=unasked,
        counts=np.zeros(len(words), np.bool_),  # nobody marked attributions here
        named=allowed,
    )
