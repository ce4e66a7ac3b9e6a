"""What groups cost, worked out again from the logs of meetings and held against other tables."""

import numpy as np
import pytest

from pmg_sim.evaluation.measures import COST_MEASURES
from pmg_sim.experiments import run
from tests.experiments import case

FACILITATOR = {"fee_usd": 50, "until_week": 40}
GUESTS = {"every_meetings": 2, "fee_usd": 30}


@pytest.fixture(scope="module")
def visited():
    """Run a group with a facilitator for some weeks, guests, and meetings at both hours."""
    group = case.often() | {"facilitator": FACILITATOR, "guests": GUESTS}
    scenario = case.small(horizon_weeks=90, group=[group])
    return run(scenario, seed=3, replicates=3, uncertainty="centre")


def of_groups(table, replicate=None):
    chosen = table["arm"] == "group" if "arm" in table else table["replicate"] >= 0
    return table[chosen & ((table["replicate"] == replicate) if replicate is not None else True)]


def seated(people):
    return ((people["joined_group"] >= 0) & (people["mentor_of"] < 0)).sum()


@pytest.mark.parametrize("replicate", range(3))
def test_costs_are_summed_over_the_meetings_held(visited, replicate):
    (found,) = of_groups(visited.measures, replicate).itertuples()
    log = of_groups(visited.meetings, replicate)
    usd, hours = 0.0, {"evening": 0.0, "noon": 0.0}
    for meeting in log[log["held"]].itertuples():
        usd += meeting.meal_usd + 50.0 * meeting.facilitated + 30.0 * meeting.guest
        hours[meeting.hour] += meeting.members_present * meeting.length / 60
    members = seated(of_groups(visited.people, replicate))
    for name in ("facilitated", "guest"):
        assert set(log.loc[log["held"], name]) == {True, False}, name
    assert (log.loc[log["held"], "members_present"] < log.loc[log["held"], "present"]).any()
    assert found.usd == pytest.approx(usd, rel=1e-12)
    assert found.evening_hours == pytest.approx(hours["evening"] / members, rel=1e-12)
    assert found.noon_hours == pytest.approx(hours["noon"] / members, rel=1e-12)


@pytest.mark.parametrize("of", ["visited", "pair"])
def test_costs_are_those_of_the_table_of_costs(of, request):
    results = request.getfixturevalue(of)
    spent = of_groups(results.costs)
    usd = spent.groupby("replicate")["usd"].sum()
    hours = spent[spent["payer"] == "members"].groupby(["item", "replicate"], observed=True)
    found = of_groups(results.measures).set_index("replicate")
    members = of_groups(results.people).groupby("replicate").apply(seated, include_groups=False)
    assert found["usd"].to_dict() == pytest.approx(usd.to_dict(), rel=1e-12)
    for name in ("evening", "noon"):
        each = hours["hours"].sum()[f"{name} meetings"] / members
        assert (each > 0).any()
        assert found[f"{name}_hours"].to_dict() == pytest.approx(each.to_dict(), rel=1e-12)


def test_nobody_meets_at_no_cost_is_told_as_no_number(visited, pair):
    for results in (visited, pair):
        alone = results.measures[results.measures["arm"] == "no_group"]
        assert len(alone) > 1
        assert np.isnan(alone[list(COST_MEASURES)].to_numpy()).all()
