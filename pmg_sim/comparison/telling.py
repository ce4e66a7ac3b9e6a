"""A comparison as an answer: sentences, tables, a figure, and how it was made."""

import re

import pandas as pd

from pmg_sim.comparison import words
from pmg_sim.comparison.compare import LEVEL, Comparison
from pmg_sim.comparison.contrasts import sets_needed
from pmg_sim.comparison.differences import differences
from pmg_sim.experiments.outcomes import WHOM
from pmg_sim.experiments.written_answer import Answer, Picture, Section, Table
from pmg_sim.jit import theory_version
from pmg_sim.posterior import posterior_hash

NAME = "contrasts"
SOURCES = {
    "posterior": "drawn from the posterior",
    "prior": "drawn from the priors",
    "centre": "at the centres of the priors",
}


def answer(found: Comparison) -> Answer:
    """Write a comparison as an answer."""
    baseline, *others = found.arms
    settings = differences(found.arms, found.scenarios)
    table, unit = found.table, unit_of(found)
    clear = words.clear_sentences(table, baseline)
    sizes = words.size_sentences(table, found.draws, found.reached, unit)
    sentences = (
        *(clear or [f"Nothing tells {words.and_list(others)} clearly from {baseline}."]),
        words.CLEARLY,
        *words.other_sentences(table, baseline),
        *words.unlike_sentences(settings),
        *words.pairing_sentences(table),
        *sizes,
    )
    return Answer(
        "comparison",
        slug(found),
        f"{words.and_list(others)} compared with {baseline}",
        f"What changes, and for whom, with {' or '.join(others)} instead of {baseline}?",
        sentences,
        (
            Section("Differences", tables=(_differences(found),), pictures=(_picture(found),)),
            Section("How sure they are", sizes_of(found), (_sureness(found, unit),)),
        ),
        _methods(found, unit),
        settings,
        _facts(found),
        found.reproduce,
    )


def slug(found: Comparison) -> str:
    """Return a name of the comparison that a folder can have."""
    return slug_of(found.arms)


def slug_of(arms: tuple[str, ...]) -> str:
    """Return the names of arms, joined, fit for the name of a folder."""
    return "-".join(re.sub(r"[^\w.]+", "_", name).strip("_.") for name in arms)[:100]


def unit_of(found: Comparison) -> str:
    """Return what is counted by the column ``sets``."""
    return "departments" if found.uncertainty == "centre" or found.draws == 1 else "sets"


def sizes_of(found: Comparison) -> tuple[str, ...]:
    """Return a sentence on what was run."""
    runs = found.draws * found.replicates
    if found.uncertainty == "centre":
        text = f"{runs:,} departments for each arm, all with the theory's numbers at the centres of"
        return (f"{text} their priors.",)
    return (
        f"{found.draws:,} sets of the theory's numbers, {SOURCES[found.uncertainty]}, with "
        f"{found.replicates:,} departments each, {runs:,} for each arm.",
    )


def _differences(found: Comparison) -> Table:
    table = found.table
    baseline = found.arms[0]
    frame = pd.DataFrame(
        {
            "Arm": table["arm"],
            "Outcome": table["label"],
            "Unit": table["unit"],
            "For whom": table["whom"].map(WHOM),
            f"Mean of {baseline}": table["baseline"],
            "Difference": table["mean"],
            "95 % from": table["low"],
            "95 % to": table["high"],
            "All at once from": table["low_all"],
            "All at once to": table["high_all"],
            "What it says": words.verdicts_in_words(table),
            "Chance of better on average": table["better_on_average"],
            "Share of departments with better": table["better_in_one"],
        }
    )
    caption = (
        f"A row is an outcome of an arm, held against {baseline}. The difference is the arm's mean "
        "less the baseline's, in the unit of the outcome; the first interval is for this row "
        "alone, the second holds for all rows at once."
    )
    return Table("differences", caption, frame)


def _sureness(found: Comparison, unit: str) -> Table:
    table = found.table
    half = (table["high"] - table["low"]) / 2
    needed = sets_needed(table, (half / 2).where(half > 0, 1.0)).where(half > 0)
    frame = pd.DataFrame(
        {
            "Arm": table["arm"],
            "Outcome": table["label"],
            "Unit": table["unit"],
            f"{unit.capitalize()} used": table["sets"],
            "Standard deviation of their differences": table["sd"],
            "Half width of the 95 % interval": half,
            "Half width asked for": table["asked"],
            f"{unit.capitalize()} for half the width": needed,
            "Variance ratio of pairing": table["variance_ratio"],
        }
    )
    if table["asked"].isna().all():
        frame = frame.drop(columns="Half width asked for")
    caption = (
        "A row is an outcome of an arm. The variance ratio is the variance that separate "
        "departments in each arm would give over the one achieved: below 1 pairing hurts."
    )
    return Table("sureness", caption, frame)


def _picture(found: Comparison) -> Picture:
    baseline, *others = found.arms
    caption = (
        f"The mean difference of {words.and_list(others)} from {baseline}, by outcome. Thick: "
        "95 % interval of this outcome alone; thin: intervals that hold for all outcomes and arms "
        "at once. A filled mark is a clear difference. Panels in one unit share their axis."
    )
    data = {
        "table": found.table,
        "baseline": baseline,
        "about": " ".join(sizes_of(found)),
    }
    return Picture(NAME, caption, "contrasts", data)


def _methods(found: Comparison, unit: str) -> tuple[tuple[str, str], ...]:
    one = "department" if unit == "departments" else "set of numbers"
    pairs = [
        ("Runs", " ".join(sizes_of(found))),
        (
            "Pairing",
            "Every arm has the same departments: the same numbers of the theory, people and luck. "
            "A difference is taken department by department; where one of the two has nothing to "
            "measure, the pair is left out.",
        ),
        (
            "Intervals",
            f"95 %, by Student's t. The unit is the {one}"
            + (": its departments are averaged first." if unit == "sets" else ".")
            + " The wider intervals hold for all rows of the table at once (single-step method of "
            "the largest |t|, with the estimated correlation of the rows; Bonferroni's where that "
            f"takes more than the {unit} there are).",
        ),
        (
            "Chance of better on average",
            "The probability, over the uncertain numbers of the theory, that the mean over many "
            "departments is in the better direction; luck is taken out by estimate (empirical "
            "Bayes).",
        ),
        (
            "Share of departments with better",
            "How often one department came out better than the same one in the baseline; ties "
            "count one half.",
        ),
        (
            "Better",
            "More is better but for strain, time at meetings that is not about the work, and "
            "costs.",
        ),
    ]
    if found.precision:
        pairs.append(("Precision", words.asked_in_words(dict(found.precision))))
    return tuple(pairs)


def _facts(found: Comparison) -> dict:
    return {
        "arms": list(found.arms),
        "outcomes": list(dict.fromkeys(found.table["outcome"])),
        "draws": found.draws,
        "replicates": found.replicates,
        "runs": len(found.arms) * found.draws * found.replicates,
        "seed": found.seed,
        "uncertainty": found.uncertainty,
        "level": LEVEL,
        "precision": {name or "every": width for name, width in found.precision.items()},
        "reached": found.reached,
        "scenarios": {
            name: one.hash() for name, one in zip(found.arms, found.scenarios, strict=True)
        },
        "posterior": posterior_hash() if found.uncertainty == "posterior" else None,
        "theory": theory_version(),
    }
