"""NewsML."""

from tests.fuzz.engine import fuzz, reader
from tests.hostile.samples import SAMPLES

target = reader("newsml")

if __name__ == "__main__":
    fuzz("newsml", target, [SAMPLES[end] for end in ("newsml.xml",)])
