"""Runs a PTransform on a list, in one line."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions

_GATHERED: dict[tuple[str, str], list[Any]] = defaultdict(list)


def _gather(element: Any, run: str, output: str) -> None:
    _GATHERED[run, output].append(element)


def eager(transform: beam.PTransform, elements: Iterable[Any]) -> Any:
    """The transform's output as a list; of a transform with named outputs, a list each.

    Runs in this process. `eager(FlatMapOrReject(f), [1, 2]).kept == [...]`.
    """
    run = uuid.uuid4().hex
    with beam.Pipeline("FnApiRunner", options=PipelineOptions([])) as pipeline:
        result = pipeline | "Elements" >> beam.Create(list(elements)) | "Tested" >> transform
        names = getattr(result, "_fields", None)
        outputs = dict(zip(names, result, strict=True)) if names else {"": result}
        for name, output in outputs.items():
            _ = output | f"Gather {name}" >> beam.Map(_gather, run, name)
    lists = [_GATHERED.pop((run, name), []) for name in outputs]
    return type(result)(*lists) if names else lists[0]
