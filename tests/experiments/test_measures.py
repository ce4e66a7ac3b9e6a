"""Each measure of a replicate, worked out again from the tables of Mesa's run of it."""

import numpy as np
import pytest

from pmg_sim.build import plan
from pmg_sim.ensemble import run_course
from pmg_sim.evaluation.measures import COST_MEASURES
from pmg_sim.experiments import run
from pmg_sim.experiments.measures import GROUP_MEASURES, MEASURES, PEOPLE_MEASURES, measure
from pmg_sim.parameters import pack
from pmg_sim.theory.feedback import candour
from tests.experiments import case

HORIZON = 120
AGENDA = ("decisions", "personal", "curriculum", "breaks", "check_ins", "projects", "open_floor")


@pytest.fixture(scope="module")
def results():
    scenario = case.small(horizon_weeks=HORIZON, group=[case.often()])
    return run(scenario, seed=3, replicates=3, uncertainty="centre")


@pytest.fixture(scope="module", params=range(3))
def replicate(request):
    return request.param


def measured(results, replicate, arm="group"):
    table = results.measures
    row = table[(table["replicate"] == replicate) & (table["arm"] == arm)]
    assert len(row) == 1
    return row.iloc[0]


def rows(results, table, replicate, arm="group"):
    frame = getattr(results, table)
    chosen = frame["replicate"] == replicate
    if "arm" in frame:
        chosen &= frame["arm"] == arm
    return frame[chosen]


def weekly(results, replicate, variable, scope="cohort", arm="group"):
    table = rows(results, "weeks", replicate, arm)
    table = table[(table["scope"] == scope) & (table["week"] < HORIZON)]
    return table.sort_values("week")[variable].to_numpy(dtype=float)


def test_of_meetings(results, replicate):
    found = measured(results, replicate)
    log = rows(results, "meetings", replicate)
    called, held = log[log["called"]], log[log["held"]]
    talks = held[held["purpose"] == "discussion"].sort_values("week")
    floor = talks[list(AGENDA)].sum(axis=1)
    np.testing.assert_allclose(floor, talks["length"])
    settled, half = talks[talks["week"] >= 26], len(held) // 2
    begun = held.sort_values("week")["joint_started"].to_numpy()
    reviewed = held[["kept", "partly", "missed"]].to_numpy().sum()
    alive = rows(results, "lives", replicate)["status"] != "dissolved"
    frank = [candour(pack()[0], closeness) for closeness in talks["closeness"]]
    expected = {
        "survival": alive.mean(),
        "attendance": called["present"].sum() / called["invited"].sum(),
        "meetings_held": len(held),
        "meeting_trust": settled["trust"].mean(),
        "trust_gain": talks["trust"].iloc[-1] - talks["trust"].iloc[0],
        "joint_later": begun[-half:].mean() - begun[:half].mean(),
        "candour": np.mean(frank),
        "decision_share": talks["decisions"].sum() / floor.sum(),
        "personal_share": talks["personal"].sum() / floor.sum(),
        "unfocused_share": (talks["decisions"] + talks["personal"]).sum() / floor.sum(),
        "kept_share": held["kept"].sum() / reviewed,
    }
    for name, value in expected.items():
        assert np.isfinite(value), name
        assert found[name] == pytest.approx(value, rel=1e-12), name


def test_of_promises_and_what_is_near(results, replicate):
    found = measured(results, replicate)
    people = weekly(results, replicate, "people")
    hours = people * weekly(results, replicate, "promised_hours")
    holders = people * weekly(results, replicate, "on_promise")
    log = rows(results, "meetings", replicate)
    due = sorted(log[log["called"] & (log["purpose"] == "discussion")]["week"])
    spent = {"near": [0.0, 0.0], "far": [0.0, 0.0]}
    for week in range(HORIZON):
        following = [later - week for later in due if later >= week]
        away = min(following, default=None)
        if away is not None and (away <= 1 or away > 6):
            sums = spent["near" if away <= 1 else "far"]
            sums[0] += hours[week]
            sums[1] += holders[week]
    (near, held_near), (far, held_far) = spent.values()
    assert held_near > 0
    assert held_far > 0
    assert found["deadline_pull"] == pytest.approx(near / held_near - far / held_far, rel=1e-4)
    assert found["promised_hours"] == pytest.approx(hours.sum() / holders.sum(), rel=1e-4)


def test_of_members(results, replicate):
    found = measured(results, replicate)
    people = rows(results, "people", replicate)
    cohort = people[(people["cohort"] == 0) & (people["excused"] == 0)]
    members = cohort[cohort["joined_group"] >= 0]
    here = members[members["status"] == "present"].sort_values("satisfaction", ascending=False)
    best = here.head((len(here) + 1) // 2)
    end = cohort["left"].where(cohort["left"] >= 0, HORIZON)
    years = (end - cohort["arrived"].clip(lower=0)).sum() / 52
    kept = [
        member.left_group < 0 or member.left_group == member.left
        for member in members.itertuples()
        if member.left_group < 0 or member.left_group - member.joined_group >= 26
    ]
    joint = cohort[["coauthored", "cotaught", "copresented"]].sum().sum()
    talks = rows(results, "meetings", replicate)
    talks = talks[talks["held"] & (talks["purpose"] == "discussion")]
    told = people[(people["joined_group"] >= 0) & (people["mentor_of"] < 0)]
    expected = {
        "disclosure": told["lived_disclosure"].sum() / talks["members_present"].sum(),
        "kept_membership": np.mean(kept),
        "strain_of_satisfied": best["strain"].mean(),
        "retained": (cohort["status"] == "present").mean(),
        "positions": cohort["positions"].mean(),
        "submissions": cohort["submissions"].sum() / years,
        "published": cohort["papers_published"].mean(),
        "completions": cohort["completions"].mean(),
        "joint_products": joint / len(cohort),
        "joint_started": cohort["joint_started"].mean(),
        "friction_share": cohort["lived_friction"].sum() / cohort["lived_joint"].sum(),
    }
    assert len(cohort) == 4
    for name, value in expected.items():
        assert found[name] == pytest.approx(value, rel=1e-12, nan_ok=True), name


def test_of_everybody_simulated(results, replicate):
    people = rows(results, "people", replicate)
    people = people[people["arrived"] < HORIZON]
    years = sum(
        ((left if left >= 0 else HORIZON) - max(arrived, 0)) / 52
        for left, arrived in zip(people["left"], people["arrived"], strict=True)
    )
    found = measured(results, replicate)["papers_per_person_year"]
    assert found == pytest.approx(people["papers_published"].sum() / years)


def share_here(people):
    return (people["status"] == "present").mean()


@pytest.mark.parametrize("arm", ["group", "no_group"])
def test_of_who_stays(results, replicate, arm):
    people = rows(results, "people", replicate, arm)
    outsiders = people[(people["cohort"] < 0) & (people["mentor_of"] < 0)]
    expected = {
        "outsiders_retained": share_here(outsiders),
        "hires_retained": share_here(outsiders[outsiders["arrived"] >= 0]),
        "department_retained": share_here(people[people["excused"] == 0]),
    }
    assert (people["excused"] == 1).sum() == 1
    assert people.loc[people["excused"] == 1, "left"].tolist() == [3], "by the dated event"
    assert expected["outsiders_retained"] < 1.0
    found = measured(results, replicate, arm)
    for name, value in expected.items():
        assert found[name] == pytest.approx(value, rel=1e-12), name


STATES = {
    name: ("cohort", name)
    for name in ("satisfaction", "motivation", "efficacy", "strain", "support", "connection")
} | {
    "know_how": ("cohort", "promotion_know_how"),
    "research_know_how": ("cohort", "research_know_how"),
    "outside_connection": ("cohort", "outside_connection"),
    "trust": ("cohort", "trust"),
    "closeness": ("cohort", "closeness"),
    "outsiders_satisfaction": ("outsiders", "satisfaction"),
    "outsiders_connection": ("outsiders", "connection"),
    "hires_satisfaction": ("hires", "satisfaction"),
    "hires_connection": ("hires", "connection"),
    "outsiders_strain": ("outsiders", "strain"),
    "hires_know_how": ("hires", "promotion_know_how"),
    "department_satisfaction": ("department", "satisfaction"),
}


@pytest.mark.parametrize("arm", ["group", "no_group"])
@pytest.mark.parametrize("name", STATES)
def test_states_are_means_over_the_second_half(results, replicate, arm, name):
    scope, variable = STATES[name]
    late = weekly(results, replicate, variable, scope, arm)[HORIZON // 2 :]
    assert len(late) == HORIZON // 2
    mean = np.mean(late[np.isfinite(late)]) if np.isfinite(late).any() else np.nan
    found = measured(results, replicate, arm)[name]
    assert found == pytest.approx(mean, rel=1e-5, nan_ok=True)


def test_every_measure_is_worked_out_again_here():
    by_meetings = set(GROUP_MEASURES) - {"disclosure"}
    here = by_meetings | {"disclosure", "strain_of_satisfied", "retained", "positions"}
    here |= {"submissions", "published", "completions", "joint_products", "joint_started"}
    here |= {"friction_share", "papers_per_person_year", *STATES}
    here |= {"outsiders_retained", "hires_retained", "department_retained"}
    # Those of costs: test_measures_of_costs.py.
    assert here == set(MEASURES) - set(COST_MEASURES)
    assert list(MEASURES) == [*GROUP_MEASURES, *PEOPLE_MEASURES, *COST_MEASURES]


def test_where_nobody_meets_there_is_no_measure_of_a_group(results, replicate):
    alone, group = (measured(results, replicate, arm) for arm in ("no_group", "group"))
    of_group = [*GROUP_MEASURES, *COST_MEASURES]
    assert alone[of_group].isna().all()
    assert group[of_group].notna().all()
    # Nobody is a member; somebody without a tie to another member has no trust in one.
    told = set(PEOPLE_MEASURES) - {"strain_of_satisfied", "trust", "closeness", "friction_share"}
    assert alone[list(told)].notna().all()
    assert np.isnan(alone["strain_of_satisfied"])


def test_without_a_group_in_the_scenario_nobody_was_invited():
    settled = plan(case.alone())
    found = dict(zip(MEASURES, measure(run_course(settled, 5, 0)), strict=True))
    whole = {"outsiders_satisfaction", "outsiders_connection", "hires_satisfaction"}
    whole |= {"hires_connection", "papers_per_person_year", "outsiders_strain", "hires_know_how"}
    whole |= {"department_satisfaction", "outsiders_retained", "hires_retained"}
    whole |= {"department_retained"}
    assert {name for name, value in found.items() if np.isfinite(value)} == whole


def test_of_several_groups_there_is_no_one_deadline(pair):
    found = pair.measures[pair.measures["arm"] == "group"]
    assert found["deadline_pull"].isna().all()
    assert found["survival"].isin([0.0, 0.5, 1.0]).all()
    assert found["meetings_held"].notna().all()


def test_arms_are_measured_with_their_own_numbers():
    frank = plan(case.small(), {"blunting": 0.0})
    found = dict(zip(MEASURES, measure(run_course(frank, 3, 4), frank.parameters), strict=True))
    assert found["candour"] == 1.0
    settled = run(case.small(parameters={"blunting": 0.0}), seed=3, replicates=2).measures
    usual = run(case.small(), seed=3, replicates=2).measures
    assert (settled.loc[settled["arm"] == "group", "candour"] == 1.0).all()
    assert (usual.loc[usual["arm"] == "group", "candour"] < 1.0).all()
