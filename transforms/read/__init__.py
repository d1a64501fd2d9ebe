"""From inputs as people name them to drafts of articles.

    MatchInputs          inputs.py     files, folders, globs, buckets → files
    ReadDocuments        documents.py  a file → documents, through the reader of its format
    ParseDocuments       documents.py  a document → drafts

A format is one module (`text`, `jsonl`, …) with a `Reader`, registered in `registry.py`. What
readers share: `files` opens and inflates, `lines` cuts, `decode` makes text of bytes, `record`
makes a draft of named fields, `people` names of a byline, `times` reads dates, `markup` XML and
HTML, `inline` texts inside other formats, `jsontext` JSON. `replay` reads our own rejects.
"""

from transforms.read.documents import ParseDocuments, ReadDocuments, parse, read
from transforms.read.inputs import Address, Found, MatchedFile, MatchInputs, check_inputs, present
from transforms.read.reader import Context, Reader
from transforms.read.registry import READERS, reader_for

__all__ = [
    "READERS",
    "Address",
    "Context",
    "Found",
    "MatchInputs",
    "MatchedFile",
    "ParseDocuments",
    "ReadDocuments",
    "Reader",
    "check_inputs",
    "parse",
    "present",
    "read",
    "reader_for",
]
