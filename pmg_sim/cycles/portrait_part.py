"""The part of the answer about output and self-efficacy together."""

import numpy as np

from pmg_sim.cycles.estimate import UNTOLD, estimate, long_table
from pmg_sim.cycles.field import FEWEST, field
from pmg_sim.cycles.gather import ARMS, OUTPUTS, Gathered
from pmg_sim.experiments.written_answer import Picture, Section, Table

ARM_WORDS = {"group": "with the group", "no_group": "same people without it"}


def portrait_part(found: Gathered, subtitle: str) -> Section:
    """Return the section about output and self-efficacy.

    Parameters
    ----------
    found : Gathered
    subtitle : str
        Of the figures: which runs they show.
    """
    arrows = field(found.looks, ARM_WORDS)
    lead = long_table(
        {
            (output, ARM_WORDS[arm]): found.values["lead", output, arm]
            for output in OUTPUTS
            for arm in ARMS
        },
        ["output", "arm"],
        {"self-efficacy and the output of": ["the half-year before", "the half-year after"]},
    )
    sentences = [_lead_words(found, output) for output in OUTPUTS]
    sentences.append(
        "Taking off each person's own mean draws both correlations a little below zero where "
        "nothing goes together, so that a small one after is no sign that self-efficacy harms."
    )
    pictures = ()
    if len(arrows):
        pictures = (
            Picture(
                "phase_portrait",
                "Where people go from here in the next 13 weeks, by their output of the last "
                "half-year and their self-efficacy, both measured from the same person's mean "
                "without the group. Arrows point back toward the middle because everybody returns "
                "to a level of their own; what is not symmetrical about them is the cycle. Cells "
                f"with fewer than {FEWEST} looks at people are left empty.",
                "cycles_phase_portrait",
                {"table": arrows, "subtitle": subtitle},
            ),
        )
    return Section(
        "Output and self-efficacy, where people go from here",
        tuple(sentences),
        (
            Table(
                "phase_portrait",
                "Mean change in the next 13 weeks of people who stand in a cell: hours are the "
                "mean of the last half-year; zero is the same person's mean over all weeks "
                "without the group.",
                arrows,
            ),
            Table(
                "lead_and_lag",
                "Correlation within people, every 13 weeks, of self-efficacy with output of the "
                "half-year up to then and of the half-year after; means over departments with "
                "95 % intervals.",
                lead,
            ),
        ),
        pictures,
    )


def _lead_words(found: Gathered, output: str) -> str:
    values = found.values["lead", output, "group"]
    before, after = (estimate(values[:, place]) for place in (0, 1))
    more = estimate(values[:, 1] - values[:, 0])
    if not np.isfinite(before.mean):
        return f"The run is too short to hold self-efficacy against {output}."
    if more.verdict == UNTOLD:
        which = "which of the two leads cannot be told"
    else:
        which = "output leads" if more.mean < 0.0 else "self-efficacy leads"
    return (
        f"{output.capitalize()} and self-efficacy, with the group: {which}. Their correlation "
        f"within people is {before.words()} with the half-year before and {after.words()} with "
        "the half-year after."
    )
