"""A comparison on a terminal: its sentences, and a plain table."""

import textwrap
from typing import Any

import pandas as pd

from pmg_sim.comparison.words import VERDICTS, number, verdict
from pmg_sim.experiments.written_answer import Answer

WIDTH = 100
LABEL = 46


def in_words(answer: Answer, table: pd.DataFrame) -> str:
    """Write a comparison in words, with a compact table, in plain ASCII."""
    lines = [answer.title, ""]
    for sentence in answer.sentences:
        lines += textwrap.wrap(sentence, WIDTH, initial_indent="- ", subsequent_indent="  ")
    for arm, rows in table.groupby("arm", sort=False):
        head = textwrap.shorten(str(arm), LABEL, placeholder="...")
        lines += [
            "",
            f"{head:{LABEL}} {'baseline':>9} {'change':>10}  {'all at once':^24}  what it says",
            *(_line(row) for row in rows.itertuples()),
        ]
    return _ascii("\n".join(lines))


def _line(row: Any) -> str:
    half = (row.high - row.low) / 2
    label = f"{row.label} ({row.unit})"
    between = f"{number(row.low_all, half, '+')} to {number(row.high_all, half, '+')}"
    if pd.isna(row.low_all):
        between = ""
    return (
        f"{label:{LABEL}} {number(row.baseline):>9} {number(row.mean, half, '+'):>10}  "
        f"{between:^24}  {VERDICTS[verdict(row)]}"
    )


def _ascii(text: str) -> str:
    return text.encode("ascii", "replace").decode()
