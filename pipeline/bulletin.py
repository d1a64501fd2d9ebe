"""What a watch tells, while it goes on."""

import json
from typing import TYPE_CHECKING, Self, TextIO

from rich.console import Console

if TYPE_CHECKING:  # it imports Beam
    from pipeline.watch import Round


class Bulletin:
    """A line for each batch that is committed and, on a terminal, what is being done now.

    Counts what it is told of.

    Attributes:
        read: What the batches read.
        rejected: What of it was rejected.
    """

    def __init__(self, out: TextIO, errors: TextIO, as_json: bool, quiet: bool, live: bool) -> None:
        self.read = self.rejected = 0
        self._out, self._errors = out, errors
        self._as_json, self._quiet = as_json, quiet
        shown = live and not quiet and errors.isatty()
        self._status = Console(file=errors).status("starting") if shown else None

    def __enter__(self) -> Self:
        self._show()
        return self

    def __exit__(self, *_: object) -> None:
        self._hide()

    def say(self, text: str) -> None:
        """Shows what is being done."""
        if self._status:
            self._status.update(text)

    def tell(self, done: "Round") -> None:
        """Tells of a batch; each line leaves at once."""
        self._hide()
        if done.result is not None:
            self.read += done.result.read
            self.rejected += done.result.rejected
        if done.result is not None and self._as_json:
            print(json.dumps(done.to_dict(done.result)), file=self._out, flush=True)
        elif not self._quiet:
            stream = self._out if done.result is not None else self._errors
            print(done.line(), file=stream, flush=True)
        self._show()

    def _show(self) -> None:
        if self._status:
            self._status.start()

    def _hide(self) -> None:
        if self._status:
            self._status.stop()
