"""The summary of a run in plain words, for the screen."""

from pmg_sim.experiments.estimates import FEWEST_FOR_TAILS

WIDTH = 33
"""Characters for the name of an outcome."""

STATES_TOLD = ("satisfaction", "motivation", "strain", "efficacy", "know_how", "connection")


def in_words(summary: dict) -> str:
    """Tell a summary in some forty short lines.

    Parameters
    ----------
    summary : dict
        From `pmg_sim.experiments.summary.summary`.
    """
    lines = _head(summary)
    if summary["outcomes"]:
        lines += ["", *_outcomes(summary), "", *_themes(summary["themes"])]
        lines += ["", *_group(summary), "", *_people(summary), "", *_patterns(summary["patterns"])]
    else:
        lines += ["", *_department(summary)]
    return "\n".join(lines)


def _head(summary: dict) -> list[str]:
    scenario, n = summary["scenario"], summary["replicates"]
    arms = "without any group"
    if summary["outcomes"]:
        arms = f"with and without its group{'s' if len(scenario['groups']) > 1 else ''}"
    lines = [
        f"{scenario['title']}: {scenario['name']}, seed {summary['seed']}, "
        f"{_count(n, 'replicate')}, {arms}."
    ]
    if summary["interrupted"]:
        lines.append(f"Interrupted: {n} of {summary['asked']} replicates were finished.")
    chosen = len(summary["parameters_set"])
    which = "All numbers" if chosen == 0 else f"All but {_count(chosen, 'number')}"
    lines.append(f"{which} of the theory stand at the centres of their priors; none is calibrated.")
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
            f"  {_plain(name):<{WIDTH}} {entry['study']['count']:>5} "
            f"{_with_range(entry['simulated']):<14} {_number(difference['without']):>5}  "
            f"{_signed(difference, 2):<24} {_share(entry['at_least']):>4} "
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
    counts = f"{entry['study']['count']} {_number(entry['simulated']['mean']):>4}"
    return f"{_plain(name):<38} {counts} {_short(entry['verdict']):<6}"


def _group(summary: dict) -> list[str]:
    group, costs = summary["group"], summary["costs"]
    planned, held = group["meetings_planned"], group["meetings_held"]
    ended = [f"{reason} {share:.0%}" for reason, share in group["ended"].items() if share > 0]
    one = group["groups"] == 1
    alive = group["alive_at_end"]
    study = f"the study had {group['attendance_study']:.0%}"
    return [
        f"{'The group' if one else 'The groups'}: {_number(planned['mean'], 0)} meetings planned, "
        f"{_with_range(held)} held; the study had {group['meetings_study']}.",
        f"  Alive at the end: {_percent(alive)}. Ended: {', '.join(ended) or 'none'}.",
        f"  Evening attendance: {_percent(group['attendance'])}; {study}.",
        f"  Costs: meals {_number(costs['meals_usd']['per_meeting'], 0)} dollars a meeting, "
        f"{_number(costs['meals_usd']['per_member'], 0)} a member; a member's evenings "
        f"{_number(costs['evening_hours']['per_member'], 0)} hours, working time "
        f"{_number(costs['working_hours']['per_member'], 0)}.",
    ]


def _people(summary: dict) -> list[str]:
    """Set the differences of members, of outsiders and of later hires side by side."""
    week = summary["scenario"]["horizon_weeks"]
    labels = ("members", "colleagues outside", "later hires outside")
    lines = [
        f"Group less no group after {week} weeks, on scales from 0 to 1, with 95 % intervals:",
        f"  {'':<13}{''.join(f'{label:<28}' for label in labels)}".rstrip(),
    ]
    for name in STATES_TOLD:
        cells = (_signed(summary[scope][name], 3) for scope in ("members", "outsiders", "hires"))
        lines.append(f"  {_plain(name):<13}{''.join(f'{cell:<28}' for cell in cells)}".rstrip())
    return [*lines, _papers(summary), *_pairing(summary)]


def _papers(summary: dict) -> str:
    papers = summary["papers_per_person_year"]
    low, high = papers["published_range"]
    return (
        f"Papers a person-year, no group: {_interval(papers['without'], 2)}; "
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


def _patterns(found: dict) -> list[str]:
    lines = ["Patterns of the study that one run can speak to (criteria in summary.json):"]
    if not found["judged"]:
        lines[0] = "Patterns of the study:"
    for name, entry in found["judged"].items():
        first = entry["measures"][0]
        digits = 3 if first["mean"] is not None and abs(first["mean"]) < 0.1 else 2
        lines.append(
            f"  {_plain(name).removesuffix(' cuts both ways'):<22} {_verdict(entry):<13} "
            f"{first['brief']}: {_interval(first, digits)}"
        )
    others = len(found["not_judged"])
    why = "they compare scenarios" if found["judged"] else found["why"]
    return [*lines, f"  {others} are not judged from one run: {why}."]


def _verdict(pattern: dict) -> str:
    """Tell how many measures show a pattern that is shown in part; only the first is printed."""
    verdicts = [entry["verdict"] for entry in pattern["measures"]]
    if pattern["verdict"] != "shown in part":
        return pattern["verdict"]
    return f"{verdicts.count('shown')} of {len(verdicts)} shown"


def _department(summary: dict) -> list[str]:
    week = summary["scenario"]["horizon_weeks"]
    states = summary["department"]["no_group"]
    lines = [f"Everybody in the department after {week} weeks, mean (5th-95th percentile):"]
    lines += [f"  {_plain(name):<24} {_with_range(entry, 2)}" for name, entry in states.items()]
    lines += [_papers(summary), "Without a group there is nothing to hold against the study."]
    return lines


def _met(entries: dict) -> str:
    verdicts = [entry["verdict"] for entry in entries.values()]
    counts = {verdict: verdicts.count(verdict) for verdict in dict.fromkeys(verdicts)}
    told = [f"{count} {verdict}" for verdict, count in counts.items()]
    return f"Of {len(verdicts)}: {', '.join(told)}."


def _short(verdict: str) -> str:
    return {"below the study": "below", "above the study": "above"}.get(verdict, "")


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.0%}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _number(value: float | None, digits: int = 1) -> str:
    if value is None:
        return "-"
    return f"{value:.{digits}f}"


def _with_range(estimate: dict, digits: int = 1) -> str:
    if estimate["low"] is None:
        return _number(estimate["mean"], digits)
    low, high = (_number(estimate[end], digits).removesuffix(".0") for end in ("low", "high"))
    return f"{_number(estimate['mean'], digits)} ({low}-{high})"


def _percent(estimate: dict) -> str:
    if estimate["low"] is None:
        return _share(estimate["mean"])
    return f"{estimate['mean']:.0%} ({estimate['low']:.0%} to {estimate['high']:.0%})"


def _interval(estimate: dict, digits: int) -> str:
    if estimate["mean"] is None:
        return "-"
    if estimate["low"] is None:
        return f"{estimate['mean']:.{digits}f}"
    low, high = (f"{estimate[bound]:.{digits}f}" for bound in ("low", "high"))
    return f"{estimate['mean']:.{digits}f} ({low} to {high})"


def _signed(difference: dict, digits: int) -> str:
    """Write a difference with its interval, and a question mark where it spans zero."""
    mean, low, high = difference["mean"], difference["low"], difference["high"]
    if mean is None:
        return "-"
    if low is None:
        return f"{mean:+.{digits}f}"
    if low == high == 0.0:
        return "none in any replicate"
    mark = " ?" if difference["undetermined"] else ""
    return f"{mean:+.{digits}f} ({low:+.{digits}f} to {high:+.{digits}f}){mark}"
