"""JSON Lines."""

from tests.fuzz.engine import fuzz, reader
from tests.hostile.samples import SAMPLES

target = reader("jsonl")

if __name__ == "__main__":
    fuzz("jsonl", target, [SAMPLES[end] for end in ("jsonl",)])
