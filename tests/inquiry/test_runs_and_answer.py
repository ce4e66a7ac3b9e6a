"""What is planted in made-up runs is what the answer says."""

import numpy as np
import pytest

from pmg_sim.experiments.written_answer import write_answer
from pmg_sim.inquiry.answer import answer_of
from tests.inquiry.case import asked, by_arm, made_up

HIRES = {"name": "hires", "key": "department.hires_per_year", "values": [1.0, 4.0]}
TRUST = {"name": "trust", "key": "start_closeness", "values": [0.1, 0.3, 0.6]}
SIZES = {"name": "people", "key": "group.0.invited", "values": [4, 5, 6, 7, 8], "usual": 4}


def answered(experiment, effect, noise=0.004, spread=0.002, **how):
    answer = answer_of(made_up(experiment, effect, noise, spread, **how))
    told = " ".join([*answer.sentences, *(s for part in answer.sections for s in part.sentences)])
    assert "nan" not in told.replace("finance", "")
    return answer


def first(answer):
    """Return the first verdict, which follows the recommendation."""
    assert answer.sentences[0].startswith("Recommendation")
    return next(told for told in answer.sentences if told.startswith("For "))


# What is judged


def test_effects_are_differences_from_nobody_meeting_but_for_the_group_s_own():
    names = ("satisfaction", "survival", "usd")
    runs = made_up(asked(outcomes=names), by_arm(second=0.2))
    second = runs.effects[1, 0, 0, 0]
    np.testing.assert_allclose(second, [0.2, 0.7, 0.2])
    levels = made_up(asked(outcomes=names, measured="level"), by_arm(second=0.2))
    np.testing.assert_allclose(levels.effects[1, 0, 0, 0], 0.7)


def test_outcomes_of_what_is_better_are_measured_too():
    experiment = asked(outcomes=("satisfaction",), better=[{"outcome": "strain"}])
    assert made_up(experiment, by_arm()).outcomes == ("satisfaction", "strain")
    assert [one.outcome for one in experiment.criteria()] == ["strain"]


# Who is good enough


def test_an_alternative_that_is_clearly_better_is_good_enough_and_the_other_is_not():
    answer = answered(asked(), by_arm(second=0.05))
    assert first(answer).startswith('For members "second" is good enough')
    assert '"first" surely not, behind by up to 4.9 points' in first(answer)
    row = answer.table("verdicts").set_index("alternative").loc["second"]
    assert row["points"] == pytest.approx(5.0, abs=0.2)
    assert row["best (probability)"] == pytest.approx(1.0)
    regret = answer.table("verdicts").set_index("alternative").loc["first"]
    assert regret["expected regret (points)"] == pytest.approx(5.0, abs=0.2)


def test_more_strain_is_worse():
    answer = answered(asked(outcomes=("strain",)), by_arm(second=0.05))
    assert first(answer).startswith('For members "first" is good enough')


def test_nothing_that_matters_is_told_where_differences_are_small():
    answer = answered(asked(), by_arm(second=0.002), noise=0.001, spread=0.001)
    assert "it makes no difference that matters" in first(answer)


def test_what_hangs_on_unknown_numbers_cannot_be_told():
    answer = answered(asked(draws=200), by_arm(), spread=0.05, noise=0.001)
    assert "it cannot be told" in first(answer)


def test_the_other_side_pays():
    names = ("satisfaction", "outsiders_satisfaction", "usd")

    def effect(policy, _state, outcome):
        planted = {"satisfaction": 0.06, "outsiders_satisfaction": -0.02, "usd": 1500.0}
        return planted[outcome] if policy.name == "second" else 0.0

    answer = answered(asked(outcomes=names), effect, noise=0.001, spread=0.001)
    (told,) = [one for one in answer.sentences if one.startswith('Against "first"')]
    assert "give points to members +6.0" in told
    assert "take them from those not invited -2.0, cost -3.0" in told
    points = answer.table("verdicts").set_index(["for", "alternative"])["points"]
    everybody = points["members and others together, each party counting alike"]
    assert everybody["second"] == pytest.approx(4.0, abs=0.1)


def test_where_the_baseline_is_best_nobody_is_said_to_pay():
    answer = answered(asked(), by_arm(second=-0.05))
    assert not any(one.startswith("Against") for one in answer.sentences)
    assert first(answer).startswith('For members "first" is good enough')


def test_of_what_is_never_measured_nothing_is_told():
    def effect(_policy, _state, outcome):
        return np.nan if outcome == "survival" else 0.0

    answer = answered(asked(outcomes=("satisfaction", "survival")), effect)
    assert any("the group itself nothing can be told" in one for one in answer.sentences)


@pytest.mark.parametrize(
    ("effect", "spread", "told"),
    [
        (0.05, 0.002, 'Recommendation, for members: "second".'),
        (-0.05, 0.002, 'Recommendation, for members: "first".'),
        (0.0, 0.001, "Recommendation: none is needed."),
        (0.0, 0.05, "Recommendation: undetermined."),
    ],
)
def test_the_recommendation_is_what_was_planted(effect, spread, told):
    answer = answered(asked(), by_arm(second=effect), noise=0.001, spread=spread)
    assert answer.sentences[0].startswith(told)


# Circumstances and families


def test_circumstances_are_told_apart():
    def effect(policy, state, _outcome):
        if policy.name == "first":
            return 0.0
        return 0.05 if state["hires"] == "4" else -0.05

    answer = answered(asked(circumstance=[HIRES, TRUST]), effect)
    (part,) = [one for one in answer.sections if one.title == "In which circumstances"]
    assert part.sentences[0].startswith("Of 6 circumstances, for members:")
    assert '"first" is good enough in 3' in part.sentences[0]
    assert '"second" is good enough in 3' in part.sentences[0]
    rows = answer.table("verdicts").query("alternative == 'second' and hires != 'all'")
    expected = [-5.0, -5.0, -5.0, 5.0, 5.0, 5.0]
    np.testing.assert_allclose(rows["points"], expected, atol=0.3)
    cells = answer.table("cells").query("alternative == 'second'")["as judged"]
    np.testing.assert_allclose(cells, np.array(expected) / 100, atol=0.003)
    (picture,) = part.pictures
    _, leader, good, same = picture.data["panels"][0]
    np.testing.assert_array_equal(leader, [[0, 1]] * 3)  # trust upward, hires across
    assert (good > 0.9).all()
    assert not same.any()


def test_families_are_judged_together_and_what_it_depends_on_is_found():
    arms = [
        {"name": "closed", "family": "do not admit"},
        {"name": "open", "family": "admit"},
        {"name": "by vote", "family": "admit"},
    ]

    def effect(policy, state, _outcome):
        if policy.name == "closed":
            return 0.0
        return {"0.1": -0.04, "0.3": 0.0, "0.6": 0.04}[state["trust"]]

    experiment = asked(arm=arms, circumstance=[HIRES, TRUST], draws=60)
    answer = answered(experiment, effect, spread=0.03)
    (told,) = [one for one in answer.sentences if "the best is, by its probability" in one]
    assert '"do not admit" 0.' in told
    (hangs,) = [one for one in answer.sentences if "That depends most on" in one]
    hangs = hangs[hangs.index("That depends") :]
    assert hangs.startswith('That depends most on trust: "do not admit" is best with a')
    shares = [float(part.split(" ")[-3]) for part in hangs.rstrip(".").split(",")[:3]]
    assert shares[0] > shares[1] > shares[2]


# Along a lever


@pytest.mark.parametrize(
    ("best", "said"),
    [
        (6, "an optimum between the ends of what was tried is shown"),
        (8, "the best lies at an end of what was tried"),
        (4, "the best lies at an end of what was tried"),
    ],
)
@pytest.mark.parametrize("order", [[4, 5, 6, 7, 8], [4, 6, 8, 7, 5], [8, 4, 5, 6, 7]], ids=str)
def test_an_optimum_is_found_inside_or_at_an_end(best, said, order):
    def effect(policy, _state, _outcome):
        return -0.02 * abs(int(policy.levels["people"]) - best)

    experiment = asked(arm=None, lever=[SIZES | {"values": order}])
    answer = answered(experiment, effect)
    (told,) = [one for one in answer.sentences if "expected with people at" in one]
    assert f"people at {best} " in told
    assert said in told
    ends = [one for one in answer.sentences if "value of people that was tried" in one]
    assert len(ends) == (best != 6)
    (part,) = [one for one in answer.sections if one.title == "Along people"]
    data = part.pictures[0].data
    assert data["values"] == [4, 5, 6, 7, 8]
    mean, low, high = data["panels"][0][2][0]
    planted = [-0.02 * abs(value - best) for value in data["values"]]
    np.testing.assert_allclose(mean, planted, atol=0.003)
    assert (low < mean).all()
    assert (mean < high).all()


@pytest.mark.parametrize("seed", range(6))
def test_luck_is_not_called_an_optimum(seed):
    """Twelve degrees of closeness that do not differ, in noisy departments."""
    degrees = [0.05 * step for step in range(2, 14)]
    lever = {"name": "closeness", "key": "start_closeness", "values": degrees}
    experiment = asked(arm=None, lever=[lever], draws=60, seed=seed)
    answer = answered(experiment, by_arm(), noise=0.06, spread=0.0)
    assert not [one for one in answer.sentences if "tried is shown" in one]


def test_no_optimum_is_told_where_nothing_matters():
    answer = answered(asked(arm=None, lever=[SIZES]), by_arm(), noise=0.001, spread=0.0)
    assert any("no value of people is worse" in one for one in answer.sentences)


# Tables


def test_tables_have_what_was_planted():
    names = ("satisfaction", "strain")
    answer = answered(asked(outcomes=names), by_arm(first=0.1, second=0.15), spread=0.0)
    row = answer.table("differences").set_index("outcome").loc["members' satisfaction"]
    assert row["difference"] == pytest.approx(0.05, abs=0.002)
    assert row["95 % from"] < 0.05 < row["95 % to"]
    assert row["all at once from"] <= row["95 % from"]
    effects = answer.table("effects").set_index(["alternative", "outcome"])["difference"]
    assert effects["first", "members' satisfaction"] == pytest.approx(0.1, abs=0.002)
    assert effects["second", "members' strain"] == pytest.approx(0.15, abs=0.002)
    cells = answer.table("cells").set_index(["alternative", "outcome"])
    assert cells.loc[("second", "strain"), "level"] == pytest.approx(0.65, abs=0.002)
    assert cells.loc[("second", "strain"), "as judged"] == pytest.approx(0.15, abs=0.002)


def test_differences_are_told_and_nothing_judged_where_nobody_chooses():
    answer = answered(asked(choice=False), by_arm(second=0.05))
    titles = [part.title for part in answer.sections]
    assert titles == ["Differences from first", "Against nobody meeting", "All means"]
    assert answer.sentences[0].startswith(
        '"second" against "first": members\' satisfaction +0.0493 (+0.0482 to'
    )


def test_a_difference_that_is_clear_and_small_is_called_small():
    answer = answered(asked(choice=False), by_arm(second=0.002))
    assert "clear, but less than what matters: members' satisfaction +0.00" in answer.sentences[0]


def test_each_party_weighs_the_same_however_many_outcomes_it_has():
    """Members gain a point in each of three outcomes, outsiders lose two points in one."""
    outcomes = ("satisfaction", "support", "connection", "outsiders_satisfaction")
    asked_ = asked(outcomes=outcomes)

    def effect(policy, _state, outcome):
        if policy.name == "first":
            return 0.0
        return -0.02 if outcome == "outsiders_satisfaction" else 0.01

    verdicts = answered(asked_, effect, noise=0.0001).table("verdicts")
    points = verdicts[verdicts["alternative"] == "second"].set_index("for")["points"]
    assert points["members"] == pytest.approx(3.0, abs=0.1)
    assert points["those not invited"] == pytest.approx(-2.0, abs=0.1)
    together = points["members and others together, each party counting alike"]
    assert together == pytest.approx(2.0 * (3.0 / 3.0 - 2.0 / 1.0), abs=0.15)


def test_a_difference_that_is_luck_is_not_called_clear():
    answer = answered(asked(choice=False, draws=60), by_arm(), noise=0.05)
    assert 'Between "second" and "first" no outcome differs clearly.' in answer.sentences


def test_an_answer_can_be_written_whatever_is_missing(tmp_path):
    def effect(policy, _state, _outcome):
        return np.nan if policy.name == "second" else 0.1

    answer = answered(asked(circumstance=[HIRES]), effect)
    assert len(write_answer(answer, tmp_path)) >= 5
