"""The summary of a run in plain words, for the screen."""

import textwrap

from pmg_sim.experiments.answer import TOLD, in_a_sentence
from pmg_sim.experiments.estimates import FEWEST_FOR_TAILS
from pmg_sim.experiments.group_words import group_lines
from pmg_sim.experiments.wording import count, interval, number, plain, share, signed, with_range

WIDTH = 33
"""Characters for the name of an outcome."""

LINE = 100
"""Characters of a line."""

STATES_TOLD = ("satisfaction", "motivation", "strain", "efficacy", "know_how", "connection")


def in_words(summary: dict) -> str:
    """Tell a summary in some sixty short lines.

    Parameters
    ----------
    summary : dict
        From `pmg_sim.experiments.summary.summary`.
    """
    lines = _head(summary)
    if summary["outcomes"]:
        lines += ["", *_outcomes(summary), "", *_themes(summary["themes"])]
        lines += ["", *group_lines(summary), "", *_people(summary)]
    else:
        lines += ["", *_department(summary)]
    lines += ["", *_answer(summary)]
    return "\n".join(broken for line in lines for broken in _broken(line))


def _broken(line: str) -> list[str]:
    """Break a line that is too long for a screen, indented as it begins and by two more."""
    if len(line) <= LINE:
        return [line]
    start = line[: len(line) - len(line.lstrip())]
    return textwrap.wrap(line, LINE, initial_indent="", subsequent_indent=f"{start}  ")


FROM = {
    "posterior": "are drawn from what the study left possible, anew for each replicate.",
    "prior": "are drawn from their priors, anew for each replicate.",
    "centre": "stand at the centres of their priors; none is calibrated.",
}


def _head(summary: dict) -> list[str]:
    scenario, n = summary["scenario"], summary["replicates"]
    arms = "without any group"
    if summary["outcomes"]:
        arms = f"with and without its group{'s' if len(scenario['groups']) > 1 else ''}"
    lines = [
        f"{scenario['title']}: {scenario['name']}, seed {summary['seed']}, "
        f"{count(n, 'replicate')}, {arms}."
    ]
    if summary["interrupted"]:
        lines.append(f"Interrupted: {n} of {summary['asked']} replicates were finished.")
    if summary["kept"] < n:
        lines.append(
            f"Counts and the last paragraphs rest on all of them; how groups last, what they cost "
            f"and people's states on the first {summary['kept']}."
        )
    chosen = len(summary["parameters_set"])
    which = "All numbers" if chosen == 0 else f"All but {count(chosen, 'number')}"
    lines.append(f"{which} of the theory {FROM[summary['uncertainty']]}")
    if summary["outcomes"] and not summary["setting_of_the_study"]:
        lines.append(
            "The study had another setting; shares are put on its 6 people and 7 respondents."
        )
    if n == 1:
        lines.append("One replicate is one department: there are no intervals and no verdicts.")
    elif n < FEWEST_FOR_TAILS:
        lines.append(f"Verdicts on the study need {FEWEST_FOR_TAILS} replicates or more.")
    return lines


def _outcomes(summary: dict) -> list[str]:
    """Tell counts in people; "reached" is the share of replicates with at least the study's."""
    entries = summary["outcomes"]
    heads = f"{'study':>5} {'group (5-95 %)':<14} {'alone':>5}  {'difference (95 %)':<24} reached"
    lines = [f"{'Career outcomes, people of 6':<{WIDTH + 2}} {heads}"]
    for name, entry in entries.items():
        difference = entry["difference"]
        lines.append(
            f"  {plain(name):<{WIDTH}} {entry['study']['count']:>5} "
            f"{with_range(entry['simulated']):<14} {number(difference['without']):>5}  "
            f"{signed(difference, 2):<24} {share(entry['at_least']):>4} "
            f"{_short(entry['verdict'])}".rstrip()
        )
    key = " ?: undetermined, spans zero." if "?" in "".join(lines) else ""
    return [*lines, f"  {_met(entries)}{key}"]


def _themes(entries: dict) -> list[str]:
    """Set benefits and drawbacks side by side."""
    columns = []
    for kind in ("benefit", "drawback"):
        told = [(name, entry) for name, entry in entries.items() if entry["kind"] == kind]
        columns.append([_theme(name, entry) for name, entry in told])
    lines = ["Themes, of 7 respondents: the study's count, then the simulated mean."]
    lines += [f"  {one} {other}".rstrip() for one, other in zip(*columns, strict=True)]
    return [*lines, f"  {_met(entries)}"]


def _theme(name: str, entry: dict) -> str:
    counts = f"{entry['study']['count']} {number(entry['simulated']['mean']):>4}"
    return f"{plain(name):<38} {counts} {_short(entry['verdict']):<6}"


def _people(summary: dict) -> list[str]:
    """Set the differences of members, of outsiders and of later hires side by side."""
    week = summary["scenario"]["horizon_weeks"]
    labels = ("members", "colleagues outside", "later hires outside")
    lines = [
        f"Group less no group after {week} weeks, on scales from 0 to 1, with 95 % intervals:",
        f"  {'':<13}{''.join(f'{label:<28}' for label in labels)}".rstrip(),
    ]
    for name in STATES_TOLD:
        cells = (signed(summary[scope][name], 3) for scope in ("members", "outsiders", "hires"))
        lines.append(f"  {plain(name):<13}{''.join(f'{cell:<28}' for cell in cells)}".rstrip())
    return [*lines, _papers(summary), *_pairing(summary)]


def _papers(summary: dict) -> str:
    papers = summary["papers_per_person_year"]
    low, high = papers["published_range"]
    return (
        f"Papers a person-year, no group: {interval(papers['without'], 2)}; "
        f"published: {low:g} to {high:g}, and so centred."
    )


def _pairing(summary: dict) -> list[str]:
    """Tell how much the common luck of the two arms sharpened the differences."""
    ratios = [
        entry["difference"]["variance_ratio"]
        for entry in summary["outcomes"].values()
        if entry["difference"]["variance_ratio"] is not None
    ]
    if not ratios:
        return []
    return [
        f"Common luck divided the variance of the outcomes' differences by {min(ratios):.1f} to "
        f"{max(ratios):.1f}."
    ]


def _answer(summary: dict) -> list[str]:
    """Tell the question, and what differs from nobody meeting and from what this one varies."""
    found = summary["answer"]
    lines = [f"Question: {summary['scenario']['question']}"]
    if found["without"]:
        moved = ", ".join(
            f"{TOLD[name]} {found['without'][name]['mean']:+.3g}" for name in found["moved"]
        )
        unmoved = ", ".join(TOLD[name] for name in found["unmoved"])
        lines.append(
            "Against nobody meeting, on the average of the second half of the study period, the "
            f"group clearly moves (one measure in twenty would by chance): {moved or 'nothing'}."
        )
        lines.append(f"It leaves unmoved, as far as this run can tell: {unmoved or 'nothing'}.")
    return [*lines, *in_a_sentence(found)]


def _department(summary: dict) -> list[str]:
    week = summary["scenario"]["horizon_weeks"]
    states = summary["department"]["no_group"]
    lines = [f"Everybody in the department after {week} weeks, mean (5th-95th percentile):"]
    lines += [f"  {plain(name):<24} {with_range(entry, 2)}" for name, entry in states.items()]
    lines += [_papers(summary), "Without a group there is nothing to hold against the study."]
    return lines


def _met(entries: dict) -> str:
    verdicts = [entry["verdict"] for entry in entries.values()]
    counts = {verdict: verdicts.count(verdict) for verdict in dict.fromkeys(verdicts)}
    told = [f"{count} {verdict}" for verdict, count in counts.items()]
    return f"Of {len(verdicts)}: {', '.join(told)}."


def _short(verdict: str) -> str:
    return {"below the study": "below", "above the study": "above"}.get(verdict, "")
