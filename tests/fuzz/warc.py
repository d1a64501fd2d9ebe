"""Web archives."""

from tests.fuzz.engine import fuzz, reader
from tests.hostile.samples import SAMPLES

target = reader("warc")

if __name__ == "__main__":
    fuzz("warc", target, [SAMPLES[end] for end in ("warc",)])
