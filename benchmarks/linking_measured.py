"""Links one folder of tables and prints what it took, as JSON: `linking.py` runs this.

CPU time is told apart by samples of the threads' stacks, so that nothing of the program is another
for it: each sample gives the time since the one before to what the threads are in.
"""

import json
import resource
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pipeline.options import LinkOptions
from pipeline.run import link_again
from transforms.link import matching

_EVERY = 0.02
#: Of which level a thread works, by files and functions that stand in its stack.
_LEVELS = {
    "transforms/link/stories/signature.py": "signatures",
    "transforms/link/stories/linking.py:sign_place": "signatures",
    "transforms/link/stories/": "stories",
    "transforms/link/identities/": "identities",
    "transforms/link/claims/": "claims",
}
#: The same of what serves all levels.
_COMMON = {
    "transforms/link/": "pairs and components",
    "transforms/write.py": "writing",
    "pipeline/commit.py": "writing",
}


class _Sampler(threading.Thread):
    """Gives CPU time to parts until it is stopped."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seconds: Counter[str] = Counter()
        self._stopped = threading.Event()

    def run(self) -> None:
        before = time.process_time()
        while not self._stopped.wait(_EVERY):
            now = time.process_time()
            self.seconds[_part()] += now - before
            before = now

    def stop(self) -> None:
        self._stopped.set()
        self.join()


def _part() -> str:
    """What the threads are in: the first of them that is in a part."""
    frames = [
        list(_codes(frame))
        for thread, frame in sys._current_frames().items()
        if thread != threading.get_ident()
    ]
    for named in (_LEVELS, _COMMON):
        for codes in frames:
            found = [part for code in codes for path, part in named.items() if path in code]
            if found:
                return "signatures" if "signatures" in found else found[-1]
    return "Beam"


def _codes(frame: Any) -> Iterator[str]:
    """Files and functions of a stack, the innermost first."""
    while frame is not None:
        yield f"{frame.f_code.co_filename}:{frame.f_code.co_name}"
        frame = frame.f_back


def main() -> None:
    """Links, and prints what it took."""
    compared: list[tuple[int, int]] = []
    choose = matching.pairs

    def counted(index: Any, scope: Any) -> Any:
        found = choose(index, scope)
        compared.append((int(scope.sum()), len(found)))
        return found

    matching.pairs = counted
    sampler = _Sampler()
    sampler.start()
    result = link_again(LinkOptions(sys.argv[1]))
    sampler.stop()
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {
                "articles": result.linked if result else 0,
                "seconds": used.ru_utime + used.ru_stime,
                "rss": used.ru_maxrss * 1024,
                "parts": sampler.seconds,
                "compared": compared,
            }
        )
    )


if __name__ == "__main__":
    main()
