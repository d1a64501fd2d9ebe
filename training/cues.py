"""Makes transforms/analyse/cues.tsv: how often a cue in a construction is an attribution.

    python training/cues.py --data polnear --scorer score_attribution.py

Reads the articles and annotations of PolNeAR train (Newell, Margolin and Ruths, LREC 2018) and
counts, for each frame and cue that `transforms.analyse.frames` finds, how many have a content and
source that an annotator marked. The scorer tells both (overlap of half, head of the source), so
that what is counted is what is measured. Takes about five minutes on one core.
"""

import argparse
import importlib.util
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from spacy.tokens import Doc

from transforms.analyse.attribution import clause_candidates, quoted_tokens
from transforms.analyse.cues import load_lexicon
from transforms.analyse.language import load_pipeline
from transforms.analyse.quotations import find_quotations
from transforms.analyse.syntax import spans_of
from transforms.analyse.turns import TurnFinder

TARGET = Path(__file__).parents[1] / "transforms" / "analyse" / "cues.tsv"

#: A cue that is rarer in a frame says less than the frame itself.
LEAST_USES = 4
#: Uses of a frame below which its own share is noise.
LEAST_FRAME_USES = 30
#: Weight, in uses, of the frame's share in that of each of its cues (additive smoothing).
PRIOR_USES = 4
#: Below this no finder would believe a cue; a listed frame's cues are kept to say so.
LEAST_SHARE = 0.2

HEADER = """\
# The share of a cue's uses, in a construction, that are attributions. Made by training/cues.py from
# the annotations of PolNeAR train (Newell, Margolin and Ruths, LREC 2018); holds no article text.
# Columns: frame (see transforms/analyse/frames.py), lemma (* is the frame's own share), share.
"""

Key = tuple[str, str]


def count(scorer: ModuleType, articles: Iterable[tuple[Doc, list[Any]]]) -> dict[Key, list[int]]:
    """(frame, lemma) → [uses, uses that are attributions]."""
    counts: dict[Key, list[int]] = {}
    lexicon = load_lexicon()
    for doc, gold in articles:
        article = scorer.Art(doc.text)
        marked = scorer.view(article, gold)
        quotations = [q for q in find_quotations(doc.text) if q.depth == 0]
        turns = TurnFinder(doc, quotations, lexicon).find()
        for candidate in clause_candidates(doc, turns, quoted_tokens(doc, quotations)):
            uses = counts.setdefault((candidate.frame, candidate.lemma), [0, 0])
            uses[0] += 1
            uses[1] += _is_marked(
                scorer,
                article,
                marked,
                article.tokset(spans_of(doc, candidate.content)),
                article.tokset(spans_of(doc, candidate.source)),
            )
    return counts


def _is_marked(
    scorer: ModuleType,
    article: Any,
    marked: list[Any],
    content: frozenset[int],
    source: frozenset[int],
) -> bool:
    for gold in marked:
        common = len(gold["content"] & content)
        if common * 2 >= len(gold["content"] | content):
            return not gold["source"] or scorer.src_ok(article, gold, {"source": source})
    return False


def shares(counts: dict[Key, list[int]]) -> list[tuple[str, str, float]]:
    """The rows of the table, sorted."""
    uses: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for (frame, _), (n, k) in counts.items():
        uses[frame] += n
        right[frame] += k
    own = {f: right[f] / n if n >= LEAST_FRAME_USES else 0.0 for f, n in uses.items()}
    rows = [(f, "*", share) for f, share in own.items() if share >= LEAST_SHARE]
    for (frame, lemma), (n, k) in counts.items():
        share = (k + PRIOR_USES * own[frame]) / (n + PRIOR_USES)
        known = n >= LEAST_USES and lemma.isalpha()
        if known and (share >= LEAST_SHARE or own[frame] >= LEAST_SHARE):
            rows.append((frame, lemma, share))
    return sorted(rows)


def main() -> None:
    """Counts and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds train/")
    parser.add_argument("--scorer", type=Path, required=True)
    arguments = parser.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", arguments.scorer)
    if spec is None or spec.loader is None:
        parser.error(f"{arguments.scorer} is not a Python file")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    articles = scorer.load_gold(str(arguments.data), "train")
    nlp = load_pipeline()
    nlp.disable_pipe("attribution")
    docs = nlp.pipe((text for _, text, _, _ in articles), batch_size=16)
    counts = count(scorer, zip(docs, (gold for _, _, gold, _ in articles), strict=True))
    rows = [f"{frame}\t{lemma}\t{share:.2f}\n" for frame, lemma, share in shares(counts)]
    TARGET.write_text(HEADER + "".join(rows), "utf-8")


if __name__ == "__main__":
    main()
