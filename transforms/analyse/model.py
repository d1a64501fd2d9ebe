"""The analysis as a Beam step: an article goes in, its rows or a reject come out.

The pipeline sits in a `ModelHandler`, Beam's home for models: loaded once a process, never
pickled; batches, latency and memory show in the metrics of `RunInference`. A Doc never leaves it.
"""

import functools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import apache_beam as beam
from apache_beam.ml.inference.base import ModelHandler, RunInference
from spacy.language import Language

from transforms.analyse import posts, scoops
from transforms.analyse.attribution import make_learned_finder
from transforms.analyse.language import MODEL, load_pipeline
from transforms.analyse.rows import Rows, rows_of
from transforms.elements import Article, Reject
from transforms.refusing import FlatMapOrReject, Outputs, Refusing

#: The language that is analysed; articles in others are kept, and get no claims.
LANGUAGE = "en"
#: Articles in a batch: bounds what a worker holds, and what is done again when a worker dies.
_BATCH = 16


def analysis_version() -> dict[str, str]:
    """What decides what the rows of an article say, by name."""
    return {
        "onrecord": version("onrecord"),
        "finder": make_learned_finder().model,
        "rules": f"{posts.RULES} {scoops.RULES}",
        "spacy": version("spacy"),
        MODEL: version(MODEL),
    }


def analyse(article: Article, nlp: Language, run_id: str) -> Rows | Reject:
    """The article's rows; a reject `analyse.failed` where the analysis fails on it."""
    try:
        doc = nlp(article.text) if article.language == LANGUAGE else None
        finder: Any = nlp.get_pipe("attribution")
        return rows_of(article, doc, run_id, finder.model)
    except Exception as error:  # one bad element must not take its batch along
        return _reject(article, f"{type(error).__name__}: {error}")


def _reject(article: Article, message: str) -> Reject:
    payload = as_record(article)
    return Reject(
        uri=article.uri,
        stage="analyse",
        code="analyse.failed",
        message=message,
        payload=payload,
        reader="jsonl",
        raw_sha256=article.raw_sha256,
        raw_bytes=len(payload),
        retrieved_at=article.retrieved_at,
    )


def as_record(article: Article) -> bytes:
    """The article as a line of JSON Lines, which the reader `jsonl` reads back."""
    fragment = article.uri.rpartition("#")[2] if "#" in article.uri else ""
    record = {
        # A fragment of digits is the number of a line, not an id.
        "id": fragment if fragment and not fragment.isdecimal() else None,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "publisher": article.publisher,
        "title": article.title,
        "authors": list(article.authors),
        "published_at": article.published_at and article.published_at.isoformat(),
        "modified_at": article.modified_at and article.modified_at.isoformat(),
        "retrieved_at": article.retrieved_at and article.retrieved_at.isoformat(),
        "language": article.language,
        "text": article.text,
        "links": [{"url": link.url, "anchor": link.anchor} for link in article.links],
    }
    given = {key: value for key, value in record.items() if value}
    return json.dumps(given, ensure_ascii=False).encode("utf-8", "surrogatepass")


@functools.cache
def _loaded() -> Language:
    """Loaded once a process, whatever runs it serves."""
    return load_pipeline()


class ArticleModelHandler(ModelHandler):  # type: ignore[type-arg, unused-ignore]
    """Loads the pipeline and runs articles through it.

    One by one inside a batch: `nlp.pipe` is no faster on one core, and an article's rows may not
    depend on which others it happens to be batched with.
    """

    def __init__(self, run_id: str) -> None:
        super().__init__(min_batch_size=1, max_batch_size=_BATCH)
        self._run_id = run_id

    def load_model(self) -> Language:
        """The pipeline."""
        return _loaded()

    def run_inference(
        self,
        batch: Sequence[Article],
        model: Language,
        inference_args: dict[str, Any] | None = None,
    ) -> Iterator[Rows | Reject]:
        """Rows or a reject for each article."""
        del inference_args
        for article in batch:
            yield analyse(article, model, self._run_id)

    def get_metrics_namespace(self) -> str:
        """Where the metrics of this model are found."""
        return "onrecord.analyse"


@dataclass(eq=False)
class Analyse(Refusing):
    """Article → its rows by table, or Reject."""

    run_id: str

    def expand(self, articles: beam.PCollection) -> Outputs:
        """Analyses every article."""
        analysed = articles | "Read off claims" >> RunInference(ArticleModelHandler(self.run_id))
        outputs: Outputs = analysed | "Refuse" >> FlatMapOrReject(_alone)
        return outputs


def _alone(result: Rows | Reject) -> tuple[Rows | Reject]:
    return (result,)
