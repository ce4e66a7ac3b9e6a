"""A command group that tells mistakes in one plain message, without boxes and tracebacks."""

import errno
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

MISTAKE = 2
INTERRUPTED = 130
LONGEST = 60
LARGEST_SEED = 2**63 - 1
MOST_WORKERS = 1024
DISK_IS_FULL = (errno.ENOSPC, errno.EDQUOT)


class PlainGroup(TyperGroup):
    """The group of all commands; it hands what was typed to them as ``ctx.obj``."""

    def main(
        self,
        args: Sequence[str] | None = None,
        *rest: Any,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command that was typed, and leave with its exit code."""
        typed = list(sys.argv[1:] if args is None else args)
        extra.setdefault("obj", typed)
        if not standalone_mode:
            return super().main(args, *rest, standalone_mode=False, **extra)
        try:
            sys.exit(super().main(args, *rest, standalone_mode=False, **extra))
        except TyperException as fault:
            if text := fault.format_message():
                typer.echo(text, err=True)
            sys.exit(fault.exit_code)
        except OSError as fault:
            if fault.errno not in DISK_IS_FULL:
                raise
            typer.echo(f"The output cannot be written ({fault.strerror}).", err=True)
            sys.exit(MISTAKE)


def mistake(message: str) -> NoReturn:
    """Tell the user what to change, and end with exit code 2."""
    typer.echo(message, err=True)
    raise typer.Exit(MISTAKE)


def whole_number(low: int, high: int) -> Callable[[str | int], int]:
    """Make a reader of whole numbers from `low` to `high`."""

    def read(typed: str | int) -> int:
        text = str(typed)
        try:
            number = int(text)
        except ValueError:
            number = low - 1
        if not low <= number <= high:
            found = text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."
            raise typer.BadParameter(
                f"found {found!r}; allowed: a whole number from {low} to {high}."
            )
        return number

    return read


def one_of(*names: str) -> Callable[[str], str]:
    """Make a reader of one of some names."""

    def read(typed: str) -> str:
        if typed not in names:
            raise typer.BadParameter(f"found {typed!r}; allowed: {' or '.join(names)}.")
        return typed

    return read


Source = Annotated[
    str,
    typer.Option(
        "--uncertainty",
        metavar="SOURCE",
        parser=one_of("posterior", "prior"),
        help="Where the theory's numbers are drawn from: posterior, or prior.",
    ),
]
"""The option that tells where the numbers of the theory come from."""

Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        parser=whole_number(1, MOST_WORKERS),
        help="Threads; one per core by default. The results do not depend on it.",
    ),
]
"""The option that tells how many threads run."""

Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster", metavar="ADDRESS", help="Run on this Dask scheduler (tcp://HOST:PORT)."
    ),
]
"""The option that tells where to run instead."""


def check_machine(workers: int | None, cluster: str | None) -> None:
    """Refuse threads of this machine beside a cluster."""
    if workers is not None and cluster is not None:
        mistake("--workers and --cluster: allowed: one of them.")
