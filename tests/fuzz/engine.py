"""What the targets share: the function that is fuzzed, and the fuzzer.

    python -m tests.fuzz.feed -max_total_time=600

Arguments are libFuzzer's (https://llvm.org/docs/LibFuzzer.html). It begins with the samples of the
hostile files and our own fixtures; what it finds is written to `tests/fuzz/findings/TARGET`, and
replayed by `test_findings.py` from then on.
"""

import io
import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

#: What is instrumented: other libraries are only run through.
_INSTRUMENTED = ["transforms", "feedparser", "trafilatura", "htmldate", "courlan", "email"]
FINDINGS = Path(__file__).parent / "findings"

#: A document, fed to what is to stand it: raises where it does not.
Target = Callable[[bytes], None]


def reader(name: str) -> Target:
    """A reader, and normalising what it reads: nothing but DocumentError may be raised."""

    def target(data: bytes) -> None:
        # Here, so that the fuzzer can instrument what is imported.
        from transforms.elements import RawDocument
        from transforms.errors import DocumentError
        from transforms.limits import Limits
        from transforms.read import READERS, Context

        limits = Limits()
        context = Context(datetime(2024, 3, 5, tzinfo=UTC), None, limits)
        try:
            stream = io.BufferedReader(io.BytesIO(data))
            for raw in READERS[name].split(stream, "file", context):
                if isinstance(raw, RawDocument):
                    assert raw.uri.startswith("file"), raw.uri
                    _parse(raw, limits)
        except DocumentError:
            pass

    return target


def _parse(raw, limits) -> None:
    from transforms.elements import Draft
    from transforms.errors import DocumentError
    from transforms.read import READERS

    try:
        for draft in READERS[raw.reader].parse(raw, limits):
            if isinstance(draft, Draft):
                _normalise(draft, limits)
    except DocumentError:
        pass


def _normalise(draft, limits) -> None:
    from transforms.errors import DocumentError
    from transforms.normalise import normalise

    try:
        article = normalise(draft, limits)
    except DocumentError:
        return
    assert article.text.strip()
    assert len(article.text) <= limits.characters
    f"{article}".encode()  # a lone surrogate could not be written


def fuzz(name: str, target: Target, samples: Iterable[bytes]) -> None:
    """Fuzzes until a finding, or the end of the time that was given."""
    import atheris

    with atheris.instrument_imports(include=_INSTRUMENTED):
        import transforms.analyse.quotations
        import transforms.normalise
        import transforms.read  # noqa: F401

    (FINDINGS / name).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        for number, sample in enumerate(samples):
            (Path(corpus) / str(number)).write_bytes(sample)
        defaults = [f"-artifact_prefix={FINDINGS / name}/", "-timeout=20", "-rss_limit_mb=3000"]
        atheris.Setup([sys.argv[0], *defaults, *sys.argv[1:], corpus], target)
        atheris.Fuzz()
