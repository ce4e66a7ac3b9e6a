"""An experiment's answer in words: for whom which alternative, how surely, and what it costs."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pmg_sim.experiments.outcomes import OUTCOMES, WHOM
from pmg_sim.experiments.patterns import SURE
from pmg_sim.inquiry.judging import Judged

EVERYBODY = "everybody"
PEOPLE = ("members", "newcomers", "outsiders")
"""Whose points are also added up, each party's counting alike."""

MOST_NAMED = 4

TOO_LITTLE = (
    "it takes three sets of numbers and two departments for a set, measured in every alternative"
)


def name_of(whom: str) -> str:
    """Return those concerned in words."""
    return WHOM.get(whom, "members and others together, each party counting alike")


def listed(names: Sequence[str]) -> str:
    """Write a few names, the last after an "and"."""
    shown = [f'"{name}"' for name in names[:MOST_NAMED]]
    if len(names) > MOST_NAMED:
        shown.append(f"{len(names) - MOST_NAMED} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def verdict(whom: str, judged: Judged, names: Sequence[str]) -> str:
    """Say which alternatives are good enough for somebody."""
    head = f"For {name_of(whom)}"
    good = judged.defensible
    leader = judged.leader
    if np.isnan(judged.good[leader]):
        return f"{head} nothing can be told: {TOO_LITTLE}."
    if good.all():
        return (
            f"{head} it makes no difference that matters: every alternative is within one point of "
            f"the best."
        )
    if not good.any():
        return (
            f'{head} it cannot be told: the least regret is expected of "{names[leader]}" '
            f"({judged.regret[leader]:.1f} points), which is good enough with a probability of "
            f"{judged.good[leader]:.2f} only."
        )
    chosen = [names[place] for place in np.argsort(judged.regret) if good[place]]
    behind = [place for place in np.argsort(judged.regret) if not good[place]]
    surely = [names[place] for place in behind if judged.good[place] <= 0.2]
    text = (
        f"{head} {listed(chosen)} {'is' if len(chosen) == 1 else 'are'} good enough "
        f"(probability {chance(min(judged.good[good]))}{' or more' if good.sum() > 1 else ''})"
    )
    if surely:
        worst = max(judged.regret[place] for place in behind if names[place] in surely)
        text += f"; {listed(surely)} surely not, behind by up to {worst:.1f} points as expected"
    unsure = [names[place] for place in behind if names[place] not in surely]
    if unsure:
        text += f"; of {listed(unsure)} it cannot be told"
    return f"{text}."


def recommendation(whom: str, judged: Judged, names: Sequence[str]) -> str:
    """Say what to do, or that nothing can be recommended."""
    good = judged.defensible
    if np.isnan(judged.good[judged.leader]):
        return f"Recommendation: none; {TOO_LITTLE}."
    if good.all():
        return (
            f"Recommendation: none is needed. For {name_of(whom)} the alternatives do not differ "
            "by what matters; choose by cost."
        )
    if not good.any():
        return (
            f"Recommendation: undetermined. For {name_of(whom)} no alternative is surely good "
            f'enough; "{names[judged.leader]}" has the least expected regret.'
        )
    chosen = [names[place] for place in np.argsort(judged.regret) if good[place]]
    return f"Recommendation, for {name_of(whom)}: {listed(chosen)}."


def choice(whom: str, judged: Judged, names: Sequence[str]) -> str:
    """Say which alternative has the least regret in bad cases, luck that is left included."""
    if np.isnan(judged.regret_high).any():
        return ""
    least, leader = int(judged.regret_high.argmin()), judged.leader
    text = (
        f'"{names[leader]}" is expected to be {judged.regret[leader]:.1f} points behind the best '
        f"for {name_of(whom)}, and in 95 % of the cases at most {judged.regret_high[leader]:.1f}"
    )
    if least != leader:
        text += (
            f'; who wants to avoid bad cases regrets "{names[least]}" least (at most '
            f"{judged.regret_high[least]:.1f}, expected {judged.regret[least]:.1f})"
        )
    return f"{text}."


def other_side(chosen: int, by_whom: dict[str, Judged], names: Sequence[str], baseline: int) -> str:
    """Say who pays for an alternative, against the baseline."""
    if chosen == baseline:
        return ""
    gains, costs = [], []
    for whom, judged in by_whom.items():
        moved = judged.points[chosen]
        if whom != EVERYBODY and np.isfinite(moved) and abs(moved) >= 0.1:
            (gains if moved > 0 else costs).append(f"{name_of(whom)} {moved:+.1f}")
    if not gains and not costs:
        return ""
    text = f'Against "{names[baseline]}", "{names[chosen]}" is expected to give points to '
    told = f"{text}{', '.join(gains) or 'nobody'}"
    return f"{told}, and to take them from {', '.join(costs) or 'nobody'}."


def clear_differences(table: pd.DataFrame, arm: str, baseline: str, most: int = 4) -> str:
    """Say which outcomes clearly differ between an alternative and the baseline.

    Those that matter most come first; of those that are clear but small, only that they are there.
    """
    rows = table[(table["low_all"] > 0.0) | (table["high_all"] < 0.0)]
    if rows.empty:
        return f'Between "{arm}" and "{baseline}" no outcome differs clearly.'
    size = [abs(row.mean) / OUTCOMES[row.outcome].matters for row in rows.itertuples()]
    rows = rows.assign(size=size).sort_values("size", ascending=False, kind="stable")
    large, small = rows[rows["size"] >= 1.0], rows[rows["size"] < 1.0]
    told = [
        f"{row.label} {signed(row.mean)} ({signed(row.low_all)} to {signed(row.high_all)})"
        for row in large.head(most).itertuples()
    ]
    if len(large) > most:
        told.append(f"{len(large) - most} more that matter")
    if not small.empty:
        first = ", ".join(f"{row.label} {signed(row.mean)}" for row in small.head(2).itertuples())
        rest = f" and {len(small) - 2} more" if len(small) > 2 else ""
        told.append(f"clear, but less than what matters: {first}{rest}")
    return f'"{arm}" against "{baseline}": {"; ".join(told)}.'


def signed(value: float) -> str:
    """Write a difference with its sign: three digits, or whole where it is large."""
    return f"{value:+,.0f}" if abs(value) >= 1000.0 else f"{value:+.3g}"


def chance(probability: float) -> str:
    """Write a probability; nothing is certain."""
    if probability >= 0.995:
        return "more than 0.99"
    return "less than 0.01" if probability < 0.005 else f"{probability:.2f}"


def circumstances(whom: str, judged: Sequence[Judged], names: Sequence[str]) -> str:
    """Say in how many circumstances which alternative is good enough."""
    count = len(judged)
    same = sum(bool(one.defensible.all()) for one in judged)
    open_ = sum(not one.defensible.any() for one in judged)
    told = [f"in {same} it makes no difference that matters" if same else ""]
    told += [f"in {open_} it cannot be told" if open_ else ""]
    for place, name in enumerate(names):
        good = sum(bool(one.defensible[place] and not one.defensible.all()) for one in judged)
        told.append(f'"{name}" is good enough in {good}' if good else "")
    parts = "; ".join(part for part in told if part)
    return f"Of {count} circumstances, for {name_of(whom)}: {parts}."


def families(whom: str, judged: Sequence[Judged], members: dict[str, list[int]]) -> str:
    """Say how likely the best alternative belongs to each family, over circumstances."""
    told = []
    for family, places in members.items():
        shares = [float(one.best[places].sum()) for one in judged]
        span = f"{np.mean(shares):.2f}"
        if len(shares) > 1:
            span += f" ({min(shares):.2f} to {max(shares):.2f} by circumstance)"
        told.append(f'"{family}" {span}')
    return (
        f"For {name_of(whom)} the best is, by its probability: {', '.join(told)}; of several that "
        "are alike, it is likelier to be among the more numerous."
    )


def depends(
    judged: Sequence[Judged],
    members: dict[str, list[int]],
    states: Sequence[dict[str, str]],
) -> str:
    """Say on which circumstance it depends most whether the first family is best."""
    family, places = next(iter(members.items()))
    share = pd.Series([float(one.best[places].sum()) for one in judged])
    table = pd.DataFrame(list(states))
    by_level = {name: share.groupby(table[name], sort=False).mean() for name in table}
    if not by_level or share.isna().all():
        return ""
    name, most = max(by_level.items(), key=lambda pair: pair[1].max() - pair[1].min())
    if most.max() - most.min() < 0.1:
        return "That hardly depends on the circumstances."
    told = ", ".join(f"{value:.2f} at {level}" for level, value in most.items())
    return f'That depends most on {name}: "{family}" is best with a probability of {told}.'


def optimum(of: str, lever: str, judged: Judged, values: Sequence[str]) -> str:
    """Say where along a lever the best lies of an outcome, or for somebody, and whether inside."""
    if np.isnan(judged.best).any():
        return ""
    if judged.defensible.all():
        return f"For {of} no value of {lever} is worse by more than what matters."
    order = np.argsort([float(value) for value in values])
    good = judged.good[order]
    inside, ends = bool((good[1:-1] >= SURE).any()), good[[0, -1]]
    leader = judged.leader
    if inside and (ends <= 1.0 - SURE).all():
        shown = "an optimum between the ends of what was tried is shown"
    elif leader in order[[0, -1]] and judged.defensible[leader] and not inside:
        shown = "the best lies at an end of what was tried"
    else:
        shown = "an optimum between the ends of what was tried is not shown"
    return (
        f"For {of} the least regret is expected with {lever} at {values[leader]} (good "
        f"enough with a probability of {chance(judged.good[leader])}): {shown}."
    )


def at_an_end(lever: str, value: str, values: Sequence[str]) -> str:
    """Say that an alternative is the last one that was tried, if it is."""
    order = sorted(values, key=float)
    if value not in (order[0], order[-1]):
        return ""
    which = "lowest" if value == order[0] else "highest"
    return f"That is the {which} value of {lever} that was tried; one beyond it may be better."
