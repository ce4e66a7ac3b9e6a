"""How the minutes put things: the same facts, in words that vary without any chance."""

from collections.abc import Sequence

from pmg_sim.codes import ABANDONED, KEPT, MISSED, PARTLY_KEPT
from pmg_sim.experiments.journal import Turn

WORK = ("a paper", "a teaching series", "a national presentation")
"""The kinds of project, by code."""

REVIEWS = {
    KEPT: (
        "Promised {hours} on {work}; kept.",
        "The {hours} on {work} were done as promised.",
        "Reported {work}: all {hours} done.",
    ),
    PARTLY_KEPT: (
        "Promised {hours} on {work}; did {done}, so partly kept.",
        "Of {hours} promised on {work}, {done} were done: partly kept.",
        "Got part of the way on {work}: {share}.",
    ),
    MISSED: (
        "Promised {hours} on {work}; did {done}, so missed.",
        "Of {hours} promised on {work}, only {done} were done: missed.",
        "Did not get far with {work}: {share}, so missed.",
    ),
    ABANDONED: (
        "Had promised {hours} on {work}; gave it up after {done}.",
        "The promise on {work} ({hours}) was abandoned, with {done} done.",
        "Dropped {work} after {share}.",
    ),
}

PLANS = (
    "Next: {hours} on {work}, by {due}.",
    "Will put {hours} into {work} until {due}.",
    "New plan: {work}, {hours}, due in {due}.",
)

NO_PLAN = ("No new plan.", "Made no promise this time.")
STANDS_OVER = ("No turn today; the promise on {work} ({hours}) stands.",)
SILENT = ("No turn today.", "Listened.")
STARTS = ("Begun this week: {work}, by {authors}.", "A joint start: {work}, with {authors}.")


def pick(choices: Sequence[str], number: int) -> str:
    """Choose one wording by number, so that the same run reads the same."""
    return choices[number % len(choices)]


def when(week: int) -> str:
    """Name a week of the run, which starts with week 1 of year 1."""
    return f"year {week // 52 + 1}, week {week % 52 + 1}"


def hours(number: float) -> str:
    """Write a number of hours as one would say it."""
    text = f"{number:.0f}" if number >= 9.95 else f"{number:.1f}".removesuffix(".0")
    return f"{text} hour" if text == "1" else f"{text} hours"


def listed(names: Sequence[str]) -> str:
    """Join names to a list in words."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def told(turn: Turn, before: Turn | None, number: int) -> str:
    """Tell one member's turn.

    Parameters
    ----------
    turn : Turn
        What was reviewed and promised.
    before : Turn, optional
        The turn in which the promise now standing was made.
    number : int
        Chooses the wording.
    """
    sentences = []
    if turn.reviewed_status >= 0:
        promised = before.promised_hours if before else turn.reviewed_hours
        sentences.append(
            pick(REVIEWS[turn.reviewed_status], number).format(
                hours=hours(promised),
                work=WORK[turn.reviewed_kind],
                done=hours(turn.reviewed_hours),
                share=f"{hours(turn.reviewed_hours).split()[0]} of {hours(promised)}",
            )
        )
    if turn.promised_kind >= 0:
        plan = pick(PLANS, number + 1)
        sentences.append(
            plan.format(
                hours=hours(turn.promised_hours), work=WORK[turn.promised_kind], due=when(turn.due)
            )
        )
    elif turn.reviewed_status >= 0:
        sentences.append(pick(NO_PLAN, number))
    elif before is not None:
        sentences.append(
            pick(STANDS_OVER, number).format(
                hours=hours(before.promised_hours), work=WORK[before.promised_kind]
            )
        )
    else:
        sentences.append(pick(SILENT, number))
    return " ".join(sentence[0].upper() + sentence[1:] for sentence in sentences)
