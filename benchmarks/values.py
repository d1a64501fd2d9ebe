"""Values found where they can stand, beside those that spaCy's model finds in whole texts.

    python benchmarks/values.py DIR

Reads the .txt files of a folder. Both are the same model's; what differs is what it reads.
"""

import time
from pathlib import Path
from typing import Annotated

import spacy
import typer

from transforms.analyse.language import MODEL, set_sentences
from transforms.analyse.values import VALUES, make_values


def main(folder: Annotated[Path, typer.Argument(help="A folder of texts.")]) -> None:
    """Prints how many values are found by both, and what each took."""
    nlp = spacy.load(MODEL, enable=["ner"])
    whole, near = nlp.get_pipe("ner"), make_values(nlp, "values", "ner")
    found, seconds, words = [0, 0, 0], [0.0, 0.0], 0
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        words += len(text.split())
        values = []
        for number, read in enumerate((whole, near)):
            doc = set_sentences(nlp.make_doc(text))
            start = time.process_time()
            doc = read(doc)  # type: ignore[operator]
            seconds[number] += time.process_time() - start
            values.append({(e.start, e.end, e.label_) for e in doc.ents if e.label_ in VALUES})
        found = [n + len(v) for n, v in zip(found, (*values, values[0] & values[1]), strict=True)]
    typer.echo(f"in whole texts {found[0]}, where they can stand {found[1]}, the same {found[2]}")
    typer.echo(f"F1 with each other {2 * found[2] / max(1, found[0] + found[1]):.3f}")
    typer.echo("microseconds a word: " + ", ".join(f"{1e6 * s / words:.0f}" for s in seconds))


if __name__ == "__main__":
    typer.run(main)
