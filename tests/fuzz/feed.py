"""Feeds and sitemaps."""

from tests.fuzz.engine import fuzz, reader
from tests.hostile.samples import SAMPLES

target = reader("feed")

if __name__ == "__main__":
    fuzz(
        "feed",
        target,
        [
            SAMPLES[end]
            for end in (
                "rss.xml",
                "atom.xml",
                "feed.json",
            )
        ],
    )
