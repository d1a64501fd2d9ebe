"""Tells what comes of every kind of hostile files: `python -m tests.hostile [KIND...]`."""

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.hostile.kinds import Trap, make
from tests.hostile.makers import KINDS
from tests.hostile.outcomes import SECRET, faults, listening, outcome_of


def main(names: list[str]) -> int:
    files = faulty = 0
    for name in names or KINDS:
        with tempfile.TemporaryDirectory() as folder, listening() as (url, callers):
            secret = Path(folder) / "secret.txt"
            secret.write_text(SECRET)
            place = Path(folder) / "files"
            place.mkdir()
            since, made, told = time.monotonic(), time.monotonic(), []
            codes: Counter[str] = Counter()
            paths = make(KINDS[name], Trap(place, secret, url))
            made = time.monotonic() - since
            slowest, which = 0.0, ""
            for path in paths:
                outcome = outcome_of(path)
                told += [f"  {path.name!r}: {fault}" for fault in faults(outcome)[:3]]
                codes.update(reject.code for reject in outcome.rejects)
                codes["kept"] += len(outcome.articles)
                codes["passed over"] += len(outcome.passed)
                if outcome.seconds > slowest:
                    slowest, which = outcome.seconds, path.name
            told += [f"  called from {caller}" for caller in callers]
            took = time.monotonic() - since
        files, faulty = files + len(paths), faulty + len(told)
        ends = ", ".join(f"{code} {count}" for code, count in sorted(codes.items()) if count)
        print(f"{name}: {len(paths)} files, {took:.1f} s ({made:.1f} to make), {ends}")
        print(f"  slowest {slowest:.1f} s: {which!r}")
        print("\n".join(told), flush=True)
    print(f"{files} files of {len(names or KINDS)} kinds, {faulty} faults")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
