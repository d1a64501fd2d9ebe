"""Steps that may refuse an element: values go on, rejects go aside."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import apache_beam as beam

from transforms.elements import Reject


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


class _Split(beam.DoFn):
    def __init__(self, function: Callable[[Any], Iterable[Any]]) -> None:
        self._function = function

    def process(self, element: Any) -> Iterable[Any]:
        for value in self._function(element):
            yield beam.pvalue.TaggedOutput("rejects", value) if isinstance(value, Reject) else value
