"""Makes the shipped finder of attributions from PolNeAR and a pretrained encoder.

    python -m training.attribution all --data POLNEAR --scorer SCORER --work FOLDER

`teach` trains two teachers, six layers each; `distil` a student of five smaller layers that starts
from the second teacher and hears both; `ship` writes it as int8 ONNX, with thresholds chosen on
articles of train that nothing was trained on. Each reads what the step before left in the work
folder. Two cores; the model card, docs/attribution.md, says how long.
"""

from pathlib import Path
from typing import Annotated

import typer

from training.attribution import stages

app = typer.Typer(help=__doc__.splitlines()[0], no_args_is_help=True)
Data = Annotated[Path, typer.Option(help="PolNeAR's folder with its splits.")]
Scorer = Annotated[Path, typer.Option(help="The scorer, a Python file.")]
Work = Annotated[Path, typer.Option(help="Where checkpoints go.")]


@app.command()
def teach(data: Data, scorer: Scorer, work: Work) -> None:
    """Trains the teachers, a core each."""
    stages.teach(data, scorer, work)


@app.command()
def distil(data: Data, scorer: Scorer, work: Work) -> None:
    """Trains the student, on two cores at once."""
    stages.distil(data, scorer, work)


@app.command()
def ship(data: Data, scorer: Scorer, work: Work, target: Path | None = None) -> None:
    """Writes the student into the package (or another folder), its thresholds chosen."""
    stages.ship(data, scorer, work, target)


@app.command(name="all")
def everything(data: Data, scorer: Scorer, work: Work) -> None:
    """From the corpus to the shipped file."""
    stages.teach(data, scorer, work)
    stages.distil(data, scorer, work)
    stages.ship(data, scorer, work)


if __name__ == "__main__":
    app()
