"""How far a run is, on the standard error stream: a bar on a terminal, else plain lines."""

import sys
import time
from types import TracebackType
from typing import Any, Self

SECONDS_BETWEEN_LINES = 5.0


class Progress:
    """Shows runs done, their rate and the time that is left.

    Parameters
    ----------
    total : int
        Runs asked for; each report may correct it.
    terminal : bool, optional
        Whether to draw a bar; by default if standard error is a terminal.
    what : str
        What is counted, in the plural.
    """

    def __init__(self, total: int, terminal: bool | None = None, what: str = "replicates") -> None:
        self.what = what
        self.bar: Any = None
        if sys.stderr.isatty() if terminal is None else terminal:
            self.bar, self.task = _bar(total, what)
        self.started = self.last_line = time.monotonic()
        self.before = 0

    def __enter__(self) -> Self:
        if self.bar is not None:
            self.bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.bar is not None:
            self.bar.stop()

    def say(self, line: str) -> None:
        """Show a line above the bar."""
        if self.bar is None:
            print(line, file=sys.stderr, flush=True)
        else:
            self.bar.console.print(line, markup=False, highlight=False)

    def advance(self, done: int, total: int) -> None:
        """Show how many are done; the first ones may include compiling."""
        now = time.monotonic()
        if self.before == 0:
            self.started, self.before = now, done
        rate = (done - self.before) / max(now - self.started, 1e-9)
        if self.bar is not None:
            left = f"{(total - done) / rate:.0f} s left" if rate > 0 else ""
            pace = f"{rate:.1f} a second" if rate > 0 else ""
            self.bar.update(self.task, completed=done, total=total, pace=pace, left=left)
        elif done == total or now - self.last_line >= SECONDS_BETWEEN_LINES:
            self.last_line = now
            self.say(_line(done, total, rate, self.what))


def _line(done: int, total: int, rate: float, what: str) -> str:
    parts = [f"{done} of {total} {what}"]
    if rate > 0:
        parts.append(f"{rate:.1f} a second")
        if done < total:
            parts.append(f"{(total - done) / rate:.0f} s left")
    return ", ".join(parts)


def _bar(total: int, what: str) -> tuple[Any, Any]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as RichProgress

    bar = RichProgress(
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}"),
        TextColumn("{task.fields[left]}"),
        console=Console(stderr=True),
    )
    return bar, bar.add_task(what, total=total, pace="", left="")
