r"""Makes the shipped finder of attributions and names from its corpora and a pretrained encoder.

    python -m training.attribution all --data POLNEAR --scorer SCORER --entities ENTITIES \
        --work FOLDER

There are four rounds. In each of the first two, `teach` trains two teachers, six layers each, and
`distil` a student of five smaller layers that hears both: the first starts from the second teacher,
the second from the first, which it hears too. The others have no teachers: the student goes on, and
learns names beside, from the corpora CoNLL-2003 and WikiNEuRal. `ship` writes the last student as
int8 ONNX, with thresholds chosen on articles of train that nothing was trained on. Each reads what
the step before left in the work folder. Two cores; the model card, docs/attribution.md, says how
long.

`unpack` takes the shipped model for the student of the round before the last, and for the last that
learned attributions alone, so that the last round can be run by itself.
"""

from pathlib import Path
from typing import Annotated

import typer

from training.attribution import stages
from training.attribution.stages import ROUNDS

app = typer.Typer(help=__doc__.splitlines()[0], no_args_is_help=True)
Data = Annotated[Path, typer.Option(help="PolNeAR's folder with its splits.")]
Scorer = Annotated[Path, typer.Option(help="The scorer, a Python file.")]
Entities = Annotated[Path, typer.Option(help="Corpora of names: conll2003 and wikineural.")]
Work = Annotated[Path, typer.Option(help="Where checkpoints go.")]


LAST = len(ROUNDS)
Round = Annotated[int, typer.Option("--round", help="Which round.", min=1, max=LAST)]


@app.command()
def teach(data: Data, scorer: Scorer, work: Work, number: Round = 1) -> None:
    """Trains the teachers of a round, a core each."""
    stages.teach(data, scorer, work, number)


@app.command()
def distil(data: Data, scorer: Scorer, entities: Entities, work: Work, number: Round = 1) -> None:
    """Trains the student of a round, on two cores at once."""
    stages.distil(data, scorer, entities, work, number)


@app.command()
def ship(
    data: Data, scorer: Scorer, work: Work, number: Round = LAST, target: Path | None = None
) -> None:
    """Writes a round's student into the package (or another folder), its thresholds chosen."""
    stages.ship(data, scorer, work, number, target)


@app.command()
def unpack(work: Work) -> None:
    """Takes the shipped model for the students that the last round goes on from."""
    stages.unpack(work)


@app.command(name="all")
def everything(data: Data, scorer: Scorer, entities: Entities, work: Work) -> None:
    """From the corpus to the shipped file."""
    for number in range(1, LAST + 1):
        stages.teach(data, scorer, work, number)
        stages.distil(data, scorer, entities, work, number)
    stages.ship(data, scorer, work, LAST)


if __name__ == "__main__":
    app()
