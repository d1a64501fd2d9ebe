"""Pages."""

from tests.fuzz.engine import fuzz, reader
from tests.hostile.samples import SAMPLES

target = reader("html")

if __name__ == "__main__":
    fuzz("html", target, [SAMPLES[end] for end in ("html",)])
