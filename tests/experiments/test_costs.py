"""What a group costs: sums are those of the tables, and the scenario says who pays."""

import dataclasses

import pandas as pd
import pytest

from pmg_sim.experiments import in_words, run, summary
from pmg_sim.experiments.costs import COLUMNS, DEPARTMENT
from pmg_sim.scenario import load_scenario
from tests.experiments import case

MINUTES = 45
PAID = case.GROUP | {
    "structure": "facilitated",
    "facilitator": {"fee_usd": 300, "from_week": 10, "until_week": 40},
    "guests": {"every_meetings": 2, "minutes": MINUTES, "fee_usd": 500},
    "meal_paid_by": "mentor",
    "fees_paid_by": "members",
    "protected_hours_per_week": 1.5,
}


@pytest.fixture(scope="module")
def paid():
    department = case.DEPARTMENT | {"mentored_share": 0.5, "committee_meetings_per_year": 4}
    return run(case.small(group=[PAID], department=department), seed=3, replicates=4)


def spent(results, item, payer=None, unit="usd", replicate=None, arm="group"):
    table = results.costs
    rows = (table["item"] == item) & (table["arm"] == arm)
    if payer is not None:
        rows &= table["payer"] == payer
    if replicate is not None:
        rows &= table["replicate"] == replicate
    return table.loc[rows, unit].sum()


def held(results, replicate):
    log = results.meetings
    return log[(log["replicate"] == replicate) & log["held"]]


@pytest.mark.parametrize("replicate", range(4))
def test_dollars_are_those_of_the_meetings(paid, replicate):
    log = held(paid, replicate)
    fees = 300 * log["week"].between(10, 39).sum()
    guests = 500 * log["guest"].sum()
    assert log["guest"].any()
    assert spent(paid, "meals", replicate=replicate) == pytest.approx(log["meal_usd"].sum())
    assert spent(paid, "facilitator", replicate=replicate) == pytest.approx(fees)
    assert spent(paid, "guests", replicate=replicate) == pytest.approx(guests)
    assert fees + guests == pytest.approx(log["fees_usd"].sum())


@pytest.mark.parametrize("replicate", range(4))
def test_hours_are_by_whose_time_they_are(paid, replicate):
    log = held(paid, replicate)
    people = paid.people
    people = people[(people["replicate"] == replicate) & (people["arm"] == "group")]
    hours, evening = log["length"] / 60, log["hour"] == "evening"
    mentors = log["present"] - log["members_present"]
    for time, chosen in (("evening meetings", evening), ("noon meetings", ~evening)):
        for payer, count in (("members", log["members_present"]), ("mentors", mentors)):
            told = spent(paid, time, payer, "hours", replicate)
            assert told == pytest.approx((hours * count)[chosen].sum()), (time, payer)
    evenings = spent(paid, "evening meetings", None, "hours", replicate)
    assert evenings == pytest.approx(people["total_evening_hours"].sum())
    in_charge = log["week"].between(10, 39)
    assert spent(paid, "meetings", "facilitators", "hours", replicate) == pytest.approx(
        hours[in_charge].sum()
    )
    guests = log["guest"].sum() * MINUTES / 60
    assert spent(paid, "meetings", "guests", "hours", replicate) == pytest.approx(guests)
    protected = spent(paid, "protected time", "department", "hours", replicate)
    assert protected == pytest.approx(people["total_protected_hours"].sum())
    assert protected > 0


@pytest.mark.parametrize("arm", ["group", "no_group"])
def test_mentoring_in_pairs_costs_hours_in_both_arms(paid, arm):
    people = paid.people[paid.people["arm"] == arm]
    for item, column in (
        ("dyadic mentoring", "total_mentored_hours"),
        ("mentorship committee", "total_committee_hours"),
    ):
        hours = people[column].sum()
        assert hours > 0
        assert spent(paid, item, None, "hours", arm=arm) == pytest.approx(hours)
        assert spent(paid, item, None, "people", arm=arm) == (people[column] > 0).sum()
    assert set(paid.costs.loc[paid.costs["arm"] == "no_group", "group"]) == {DEPARTMENT}


def test_the_scenario_says_who_pays(paid, many):
    payers = paid.costs[paid.costs["usd"] > 0].groupby("item", observed=True)["payer"].unique()
    assert {item: list(names) for item, names in payers.items()} == {
        "meals": ["mentor"],
        "facilitator": ["members"],
        "guests": ["members"],
    }
    assert set(many.costs.loc[many.costs["usd"] > 0, "payer"]) == {"payer not stated"}
    assert list(paid.costs.columns) == list(COLUMNS)


def test_without_a_group_only_the_department_spends(alone):
    assert set(alone.costs["group"]) == {DEPARTMENT}
    assert alone.costs["usd"].sum() == 0
    assert summary(alone)["costs"] is None


def test_groups_are_apart(pair):
    log = pair.meetings[pair.meetings["held"]]
    meals = pair.costs[pair.costs["item"] == "meals"].groupby("group", observed=True)["usd"].sum()
    assert meals["first"] == pytest.approx(log.loc[log["group"] == "first", "meal_usd"].sum())
    assert meals["second"] == 0
    noon = pair.costs[pair.costs["item"] == "noon meetings"].groupby("group", observed=True)
    assert (noon["hours"].sum() > 0).all()


@pytest.mark.parametrize("name", ["merger", "second_group", "trying_again"])
def test_nobody_s_hours_are_counted_twice_or_left_out(name):
    changes = {"group.0.protected_hours_per_week": 1.5, "horizon_weeks": 208}
    results = run(load_scenario(name).override(changes), seed=2, replicates=2)
    people = results.people[results.people["arm"] == "group"]
    for item, column in (
        ("protected time", "total_protected_hours"),
        ("evening meetings", "total_evening_hours"),
    ):
        total = people[column].sum()
        assert total > 0
        assert spent(results, item, None, "hours") == pytest.approx(total)


def item(told, name, payer):
    (found,) = [e for e in told["items"] if (e["item"], e["payer"]) == (name, payer)]
    return found


def test_the_summary_tells_costs_of_a_replicate_a_meeting_and_a_person(paid):
    told = summary(paid)["costs"]
    log = paid.meetings[paid.meetings["held"]]
    meals = item(told, "meals", "mentor")
    assert meals["usd"] == pytest.approx(log["meal_usd"].sum() / 4)
    assert meals["usd_per_meeting"] == pytest.approx(log["meal_usd"].sum() / len(log))
    assert meals["hours_per_person"] is None
    evenings = item(told, "evening meetings", "members")
    people = paid.people[(paid.people["arm"] == "group") & (paid.people["joined_group"] >= 0)]
    members = (people["mentor_of"] < 0).sum()
    assert evenings["hours"] == pytest.approx(
        spent(paid, "evening meetings", "members", "hours") / 4
    )
    assert evenings["hours_per_person"] == pytest.approx(4 * evenings["hours"] / members)
    assert not [e for e in told["items"] if not e["usd"] and not e["hours"]]


def test_benefit_is_the_gain_of_all_members_over_what_they_gave(paid):
    told = summary(paid)["costs"]
    table = paid.measures.pivot(index="replicate", columns="arm", values="satisfaction")
    people = paid.people[(paid.people["arm"] == "group") & (paid.people["cohort"] >= 0)]
    gain = (table["group"] - table["no_group"]).mean() * len(people) / 4
    evenings = spent(paid, "evening meetings", "members", "hours") / 4
    dollars = paid.costs["usd"].sum() / 4
    found = told["benefit"]["satisfaction"]
    assert found["gain"]["mean"] == pytest.approx(gain)
    assert found["per_100_evening_hours"]["mean"] == pytest.approx(100 * gain / evenings)
    assert found["per_1000_usd"]["mean"] == pytest.approx(1000 * gain / dollars)
    low, high = found["gain"]["low"], found["gain"]["high"]
    assert found["per_1000_usd"]["low"] == pytest.approx(1000 * low / dollars)
    assert found["per_1000_usd"]["high"] == pytest.approx(1000 * high / dollars)
    assert "per 100 of their evening hours" in in_words(summary(paid))


def test_what_costs_nothing_has_no_gain_per_dollar(many):
    free = many.costs.assign(usd=0.0)
    told = summary(dataclasses.replace(many, costs=free))["costs"]
    nothing = {"mean": None, "low": None, "high": None}
    assert told["benefit"]["published"]["per_1000_usd"] == nothing
    assert told["benefit"]["published"]["per_100_evening_hours"]["mean"] is not None
    idle = many.costs.assign(usd=0.0, hours=0.0)
    told = summary(dataclasses.replace(many, costs=idle))
    assert told["costs"]["items"] == []
    assert "per 1000 dollars: -." in in_words(told)


def test_a_table_of_costs_has_one_row_for_each_item(paid):
    keys = ["replicate", "arm", "group", "item", "payer"]
    assert not paid.costs.duplicated(keys).any()
    assert isinstance(paid.costs["item"].dtype, pd.CategoricalDtype)
    assert (paid.costs[["usd", "hours", "people"]] >= 0).all(axis=None)
