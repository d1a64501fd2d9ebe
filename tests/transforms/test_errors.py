"""Errors: one tree, a remedy each, and recognised in what Beam makes of them."""

import pickle

import pytest

from transforms import errors
from transforms.errors import CommitError, DocumentError, OnRecordError, quoted

CODES = sorted(code for kind in OnRecordError.__subclasses__() for code in kind.remedies)

TRACEBACK = """Traceback (most recent call last):
  File "/x/shards.py", line 50, in read_parquet
    raise CommitError("commit.damaged", f"{path}: not there") from error
transforms.errors.CommitError: [commit.damaged] a/b.parquet: not there

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/x/worker.py", line 2, in run
    raise exc
RuntimeError: """


@pytest.mark.parametrize("code", CODES)
def test_every_code_stands_in_the_tree(code: str) -> None:
    assert f"── {code} " in errors.__doc__


def test_an_error_travels_between_processes() -> None:
    error = pickle.loads(pickle.dumps(DocumentError("parse.json", "line 1")))
    assert (type(error), error.code, error.message) == (DocumentError, "parse.json", "line 1")


def test_a_code_belongs_to_its_class() -> None:
    with pytest.raises(ValueError, match="is not a code of CommitError"):
        CommitError("parse.json", "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("transforms.errors.CommitError: [commit.damaged] a: not there", "a: not there"),
        (f"{TRACEBACK}x.CommitError: [commit.damaged] c [while running 'Write']", "c"),
        (f"{TRACEBACK}ValueError: other", "a/b.parquet: not there"),
        ("ValueError: [commit.nonsense] no code of ours", None),
        ("the file says CommitError: [commit.damaged] in its midst", None),
        ("", None),
    ],
)  # fmt: skip
def test_an_error_of_ours_is_found_in_what_beam_raises(text: str, message: str | None) -> None:
    found = quoted(text)
    assert (found and (found.code, found.message)) == (message and ("commit.damaged", message))
