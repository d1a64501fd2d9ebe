"""Steps that may refuse an element: values go on, rejects go aside."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import apache_beam as beam
from apache_beam.transforms.window import GlobalWindow
from apache_beam.utils.timestamp import MIN_TIMESTAMP
from apache_beam.utils.windowed_value import WindowedValue

from transforms.elements import Reject

#: Elements, and bytes of them, that are worked on at once: they are held in memory.
_BATCH, _BATCH_BYTES = 64, 1 << 20


class Outputs(NamedTuple):
    """The two outputs of a step that may refuse."""

    kept: beam.PCollection
    rejects: beam.PCollection


class Refusing(beam.PTransform):
    """A transform whose `expand` returns `Outputs`."""

    def default_type_hints(self) -> Any:
        """None: Beam would read them off `expand`, and knows no hint for two outputs."""
        return beam.typehints.decorators.get_type_hints(type(self))


class FlatMapOrReject(Refusing):
    """Maps each element through `function`, which yields values and Rejects alike.

    Returns `Outputs`. The function must not raise for bad input: it yields a `Reject`.
    """

    def __init__(self, function: Callable[[Any], Iterable[Any]], label: str | None = None) -> None:
        super().__init__(label)
        self._function = function

    def expand(self, elements: beam.PCollection) -> Outputs:
        """Splits what the function yields."""
        outputs = elements | beam.ParDo(_Split(self._function)).with_outputs("rejects", main="kept")
        return Outputs(outputs.kept, outputs.rejects)


class BatchesOrReject(Refusing):
    """As `FlatMapOrReject`, for a function of several elements at once.

    All elements must be in the global window, as those of files are.
    """

    def __init__(
        self, function: Callable[[Sequence[Any]], Iterable[Any]], size: Callable[[Any], int]
    ) -> None:
        super().__init__()
        self._function = function
        self._size = size

    def expand(self, elements: beam.PCollection) -> Outputs:
        """Splits what the function yields."""
        split = beam.ParDo(_SplitBatches(self._function, self._size))
        outputs = elements | split.with_outputs("rejects", main="kept")
        return Outputs(outputs.kept, outputs.rejects)


class _Split(beam.DoFn):
    def __init__(self, function: Callable[[Any], Iterable[Any]]) -> None:
        self._function = function

    def process(self, element: Any) -> Iterable[Any]:
        for value in self._function(element):
            yield _tagged(value, value)


class _SplitBatches(beam.DoFn):
    def __init__(
        self, function: Callable[[Sequence[Any]], Iterable[Any]], size: Callable[[Any], int]
    ) -> None:
        self._function = function
        self._size = size

    def start_bundle(self) -> None:
        self._batch: list[Any] = []
        self._filled = 0

    def process(self, element: Any) -> Iterable[Any]:
        self._batch.append(element)
        self._filled += self._size(element)
        if len(self._batch) >= _BATCH or self._filled >= _BATCH_BYTES:
            for value in self._flushed():
                yield _tagged(value, value)

    def finish_bundle(self) -> Iterable[Any]:
        for value in self._flushed():
            yield _tagged(value, WindowedValue(value, MIN_TIMESTAMP, (GlobalWindow(),)))

    def _flushed(self) -> Iterable[Any]:
        batch, self._batch, self._filled = self._batch, [], 0
        return self._function(batch) if batch else ()


def _tagged(value: Any, output: Any) -> Any:
    return beam.pvalue.TaggedOutput("rejects", output) if isinstance(value, Reject) else output
