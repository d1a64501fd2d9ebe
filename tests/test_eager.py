"""The eager helper itself."""

import datetime as dt

import apache_beam as beam

from tests.eager import eager
from transforms.elements import RawDocument, Reject
from transforms.refusing import FlatMapOrReject


def _even_or_reject(number: int):
    if number % 2:
        raw = RawDocument("memory", b"%d" % number, "text", dt.datetime.now(dt.UTC))
        yield Reject.of(raw, "parse", "parse.failed", "odd")
    else:
        yield number


def test_a_plain_transform_gives_a_list():
    assert sorted(eager(beam.Map(lambda n: n + 1), [1, 2, 3])) == [2, 3, 4]


def test_a_transform_with_rejects_gives_both():
    outputs = eager(FlatMapOrReject(_even_or_reject), [1, 2, 3, 4])
    assert sorted(outputs.kept) == [2, 4]
    assert sorted(reject.payload for reject in outputs.rejects) == [b"1", b"3"]
