"""Changing single settings by name, as `--set` does."""

import numpy as np
import pytest

from pmg_sim.scenario import Scenario, ScenarioError, load_scenario


@pytest.fixture(scope="module")
def study():
    return load_scenario("study")


def refused(study, changes):
    with pytest.raises(ScenarioError) as caught:
        study.override(changes)
    return caught.value.messages


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("department.hires_per_year", "3", lambda s: s.department.hires_per_year == 3.0),
        ("department.hires_per_year", 3, lambda s: s.department.hires_per_year == 3.0),
        ("department.faculty", np.int64(90), lambda s: s.department.faculty == 90),
        ("group.0.quorum", "4", lambda s: s.group[0].quorum == 4),
        ("group.0.minutes_kept", "false", lambda s: s.group[0].minutes_kept is False),
        ("group.0.calendar.1.hour", "evening", lambda s: s.group[0].calendar[1].hour == "evening"),
        (
            "group.0.calendar.1.hour",
            '"evening"',
            lambda s: s.group[0].calendar[1].hour == "evening",
        ),
        ("group.0.check_in_minutes", "[5, 20]", lambda s: s.group[0].check_in_minutes == (5, 20)),
        ("group.0.check_in_minutes", (5, 20), lambda s: s.group[0].check_in_minutes == (5, 20)),
        ("group.0.check_in_minutes.0", "15", lambda s: s.group[0].check_in_minutes == (15, 30)),
        ("group.0.primitives.expertise", "0.5", lambda s: s.group[0].primitives.expertise == 0.5),
        ("group.0.name", "2", lambda s: s.group[0].name == "2"),
        ("group.0.ends_week", "200", lambda s: s.group[0].ends_week == 200),
        ("group.0.admission", "open", lambda s: s.group[0].admission.policy == "open"),
        ("group.0.admission", '"open"', lambda s: s.group[0].admission.policy == "open"),
        ("group.0.admission", {"policy": "vote"}, lambda s: s.group[0].admission.policy == "vote"),
        (
            "group.0.admission",
            '{ policy = "open", most_members = 9 }',
            lambda s: s.group[0].admission.most_members == 9,
        ),
        ("group.0.admission.policy", "open", lambda s: s.group[0].admission.policy == "open"),
        (
            "group.0.admission.every_weeks",
            "26",
            lambda s: s.group[0].admission.rules().every_weeks == 26,
        ),
        ("group.0.facilitator.fee_usd", "100", lambda s: s.group[0].facilitator is not None),
        ("group.0.guests.every_meetings", "3", lambda s: s.group[0].guests is not None),
        ("group.0.structure", "senior_led", lambda s: s.group[0].structure == "senior_led"),
        ("group.0.mentor_role", "authority", lambda s: s.group[0].mentor_role == "authority"),
        ("event.0.member", "2", lambda s: s.event[0].member == 2),
        ("event.0.if_members_below", "5", lambda s: s.event[0].if_members_below == 5),
        ("event", "[]", lambda s: s.event == ()),
        ("title", "A longer, unquoted title", lambda s: s.title == "A longer, unquoted title"),
        ("traits.commitment.mean", "0.5", lambda s: s.traits.commitment.mean == 0.5),
        ("traits.commitment", "{ mean = 0.5 }", lambda s: s.traits.commitment.mean == 0.5),
        ("plan_weight", "0", lambda s: s.parameters == {"plan_weight": 0.0}),
        ("parameters.plan_weight", "0", lambda s: s.parameters == {"plan_weight": 0.0}),
        ("groups_active", "false", lambda s: s.groups_active is False),
    ],
)
def test_a_setting_changes(study, name, value, read):
    changed = study.override({name: value})
    assert read(changed)
    assert not read(study)
    assert (changed.name, changed.path) == (study.name, study.path)


def test_nothing_else_changes(study):
    there = study.override({"department.junior": "14", "plan_weight": 1.0})
    back = there.override({"department.junior": 11, "parameters": {}})
    assert there.hash() != study.hash()
    assert back.canonical_json() == study.canonical_json()
    assert study.override({}).canonical_json() == study.canonical_json()


def test_a_table_that_is_not_set_can_be_set_in_a_scenario_that_spells_out_everything(study):
    spelt_out = Scenario.model_validate_json(study.canonical_json())
    changed = spelt_out.override({"group.0.facilitator.fee_usd": "100"})
    assert changed.group[0].facilitator.fee_usd == 100
    assert changed.hash() == study.override({"group.0.facilitator.fee_usd": "100"}).hash()


def test_changes_are_judged_together(study):
    # Each alone contradicts the group's calendars and events.
    shorter = {
        "horizon_weeks": "52",
        "group.0.calendar": [
            {"purpose": "projects", "hour": "noon", "count": 5, "length_minutes": 60}
        ],
    }
    assert study.override(shorter).horizon_weeks == 52


@pytest.mark.parametrize(
    ("name", "value", "tells"),
    [
        (
            "department.hire_per_year",
            "3",
            (
                "unknown key `department.hire_per_year`",
                "nearest: `department.hires_per_year`",
                "allowed: a key of the scenario",
            ),
        ),
        ("quorum", "4", ("unknown key `quorum`", "nearest: `group.0.quorum`")),
        ("horizon_week", "4", ("unknown key `horizon_week`", "nearest: `horizon_weeks`")),
        ("plan_wieght", "4", ("unknown key `plan_wieght`", "nearest: `plan_weight`")),
        ("parameters.plan_wieght", "4", ("`parameters.plan_wieght` = 4", "nearest: `plan_weight`")),
        ("extends", "study", ("unknown key `extends`", "allowed:")),
        ("", "4", ("unknown key ``", "allowed:")),
        (
            "group.first.quorum",
            "4",
            ("unknown key `group.first.quorum`", "nearest: `group.0.quorum`"),
        ),
        ("horizon_weeks.x", "4", ("unknown key `horizon_weeks.x`", "allowed:")),
        ("group.1.quorum", "4", ("`group` has no item 1", "found 1 items", "allowed: 0 to 0")),
        (
            "group.0.calendar.1.interval_weeks.0",
            "4",
            (
                "`group.0.calendar.1.interval_weeks` has no item 0",
                "none, until the whole list is set",
            ),
        ),
        (
            "group.0.admission",
            "opne",
            ('`group.0.admission.policy` = "opne"', 'nearest: "open"', 'one of "closed", "open"'),
        ),
        ("admission", "open", ("unknown key `admission`", "nearest: `group.0.admission`")),
        ("group.0.facilitator.fee", "9", ("unknown key", "nearest: `group.0.facilitator`")),
        ("group.0.facilitator", "9", ("`group.0.facilitator` = 9", "allowed: a table")),
        ("group.0.copies", "2", ("`group.0.copies` = 2", '"peers 2" needs 6 junior people')),
        ("horizon_weeks", "soon", ('`horizon_weeks` = "soon"', "wrong type", "from 1 to 1040")),
        ("horizon_weeks", "0", ("`horizon_weeks` = 0", "out of range", "from 1 to 1040")),
        ("horizon_weeks", "1\nx = 2", ("`horizon_weeks`", "wrong type")),
        ("horizon_weeks", "[" * 9000, ("`horizon_weeks`", "wrong type")),
        ("horizon_weeks", "9" * 5000, ("`horizon_weeks`", "wrong type")),
        ("horizon_weeks", None, ("`horizon_weeks` = nothing", "wrong type")),
        (
            "mentored_share",
            "13",
            ("unknown key `mentored_share`", "nearest: `department.mentored_share`"),
        ),
        ("department.mentored_share", "13", ("= 13", "out of range", "13 % is written 0.13")),
        ("plan_weight", "1e9", ("`parameters.plan_weight`", "out of the parameter's range")),
        ("department.junior", "3", ("`group.0.invited` = 6", "at most 3")),
        ("horizon_weeks", "104", ("`group.0.calendar.1.start_week` = 104", "a week from 0 to 103")),
    ],
)
def test_a_refused_change_names_the_option(study, name, value, tells):
    messages = refused(study, {name: value})
    assert messages[0].startswith(f"--set {name}=")
    assert [piece for piece in tells if piece not in messages[0]] == []


def test_every_refused_change_is_told(study):
    messages = refused(study, {"quorun": "1", "horizon_weeks": "9000", "depatment.junior": "3"})
    assert [message.split("=")[0] for message in messages] == [
        "--set quorun",
        "--set depatment.junior",
    ]
    messages = refused(study, {"horizon_weeks": "9000", "department.junior": "true"})
    assert [message.split("=")[0] for message in messages] == [
        "--set department.junior",
        "--set horizon_weeks",
    ]


def test_a_contradiction_between_changes_names_them_all(study):
    changes = {"department.junior": "4", "group.0.quorum": "2"}
    assert refused(study, changes)[0].startswith(
        "--set department.junior=4 --set group.0.quorum=2: `group.0.invited` = 6: "
    )


def test_a_table_that_a_change_took_away_has_no_keys(study):
    changes = {"department": "5", "department.junior": "5"}
    assert "`department` = 5 has no keys; allowed: a table" in refused(study, changes)[0]


def test_a_scenario_without_groups_has_no_items(study):
    none = study.override({"group": "[]", "event": "[]"})
    assert "`group` has no item 0 (found 0 items)" in refused(none, {"group.0.quorum": "2"})[0]
