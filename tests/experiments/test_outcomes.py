"""Outcomes of experiments are measures, and no measure is left out without a reason."""

from pmg_sim.experiments.measures import GROUP_MEASURES, MEASURES
from pmg_sim.experiments.outcomes import OUTCOMES, USUAL, WHOM

NO_OUTCOME = {
    "trust_gain": "the change of `trust`, which is an outcome",
    "joint_later": "a part of `joint_products`, by date, for a pattern of the study",
    "strain_of_satisfied": "of a part of the members that each arm chooses for itself",
    "friction_share": "a share of the study's diaries, neither good nor bad by itself",
}


def test_every_outcome_is_a_measure():
    assert set(OUTCOMES) <= set(MEASURES)


def test_every_measure_is_an_outcome_or_has_a_reason_not_to_be():
    assert set(MEASURES) - set(OUTCOMES) == set(NO_OUTCOME)


def test_what_is_usual_is_an_outcome_and_stands_there_once():
    assert set(USUAL) <= set(OUTCOMES)
    assert len(set(USUAL)) == len(USUAL)


def test_everybody_concerned_has_a_name_and_something_that_concerns_them():
    assert {one.whom for one in OUTCOMES.values()} == set(WHOM)


def test_differences_that_matter_are_above_zero_and_labels_differ():
    assert all(one.matters > 0 for one in OUTCOMES.values())
    assert len({one.label for one in OUTCOMES.values()}) == len(OUTCOMES)
    assert {one.better for one in OUTCOMES.values()} == {"more", "less"}


def test_only_costs_count_as_nothing_where_nobody_meets():
    absent = {name for name, one in OUTCOMES.items() if one.absent is not None}
    assert absent == {name for name, one in OUTCOMES.items() if one.whom == "cost"}
    assert {OUTCOMES[name].absent for name in absent} == {0.0}


def test_what_is_the_group_s_own_is_judged_as_it_is():
    owned = {name for name, one in OUTCOMES.items() if one.whom == "group"}
    assert owned <= set(GROUP_MEASURES)
