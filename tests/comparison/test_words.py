"""What a comparison says, on made-up tables."""

from dataclasses import replace

import numpy as np
import pytest

from pmg_sim.comparison import Comparison, differences
from pmg_sim.comparison.asked import ask
from pmg_sim.comparison.compare import table_of
from pmg_sim.comparison.plain import in_words
from pmg_sim.comparison.words import number
from pmg_sim.scenario import load_scenario
from tests.comparison import made_up

OUTCOMES = ("satisfaction", "strain", "support", "hires_connection", "survival", "usd")
SETS = 40


def made(effects, arms=("flat", "monthly"), outcomes=OUTCOMES, sets=SETS, change=None):
    """Make a comparison with an effect for each arm and outcome, in tenths of a scale."""
    luck = np.random.default_rng(1)
    baseline = 0.5 + 0.2 * luck.standard_normal((sets, 2, len(outcomes)))
    values = [baseline]
    for effect in effects:
        noise = made_up.differences(luck, baseline.shape, 0.0)
        values.append(baseline + np.asarray(effect) + 0.01 * noise)
    values = np.array(values)
    if change is not None:
        change(values)
    asked = ask(arms, outcomes, sets, 2, 1, "posterior", None)
    table = table_of(asked, values)
    return Comparison(
        asked.arms, asked.scenarios, table, sets, 2, 1, "posterior", {}, None, "pmg compare"
    )


def text_of(found):
    return " ".join(found.answer().sentences)


def test_clear_differences_come_first_and_the_surest_of_them_first():
    effects = [[0.1, 0.1, 0.2, 0.0, 0.3, 500.0]]
    first, second, third, fourth, *_ = made(effects).answer().sentences
    assert first.startswith(
        "For the group itself, monthly is clearly better than flat in groups that "
    )
    assert second.startswith(
        "For members, monthly is clearly better than flat in felt support (+0.1989 on "
    )
    assert ", but clearly worse in strain (+0.09" in second
    assert " and satisfaction (+0.09" in second
    assert third.startswith(
        "As to cost, monthly is clearly worse than flat in meals and fees (+499.99"
    )
    assert fourth.startswith('"Clearly" means that the 95 % interval leaves out zero even when it ')


def test_less_strain_and_less_money_are_better():
    text = text_of(made([[0.0, -0.1, 0.0, 0.0, 0.0, -500.0]]))
    assert "For members, monthly is clearly better than flat in strain (-0.1" in text
    assert "As to cost, monthly is clearly better than flat in meals and fees (-500." in text
    assert "clearly worse" not in text


def test_what_cannot_be_told_is_named():
    found = made([[0.0] * 6])
    assert found.answer().sentences[0] == "Nothing tells monthly clearly from flat."
    assert (
        "Whether monthly is better or worse than flat cannot be told for members' satisfaction, "
        "members' strain, members' felt support, later hires' connection, groups that last and "
        "meals and fees."
    ) in text_of(found)


def test_gaps_and_what_is_all_the_same_are_named():
    def change(values):
        values[1, ..., 4] = np.nan
        values[1, ..., 5] = values[0, ..., 5]

    found = made([[0.1] * 6], change=change)
    assert "Nothing can be compared between monthly and flat in groups that last." in text_of(found)
    assert "monthly makes no difference at all in meals and fees." in text_of(found)
    says = found.answer().table("differences")["What it says"].tolist()
    assert says[-2:] == ["nothing to compare", "no difference"]


def test_what_one_department_shows_is_told():
    found = made([[0.008, 0.0, 0.0, 0.0, 0.0, 0.0]])
    share, text = round(100 * found.table["better_in_one"][0]), text_of(found)
    assert 51 < share < 95
    assert f"it came out better in {share} % of the departments (50 % would be chance)." in text


def test_a_warning_where_pairing_hurts_and_where_it_helps():
    def change(values):
        values[1, ..., 2] = 1.0 - values[0, ..., 2]  # what is luck in one is ill luck in the other

    found = made([[0.0] * 6], change=change)
    ratio = found.table["variance_ratio"][2]
    assert ratio == pytest.approx(0.5)
    text = text_of(found)
    assert "Warning: pairing hurts in members' felt support (variance ratio 0.50). " in text
    most = found.table.loc[found.table["variance_ratio"].idxmax()]
    assert f"{most['variance_ratio']:,.0f} times as large in {most['label']}, where pairing" in text
    assert "0.5 times in members' felt support, where it helps least." in text


def test_no_warning_where_pairing_helps():
    assert "pairing hurts" not in text_of(made([[0.0] * 6]))


def test_a_ratio_of_one_is_no_warning():
    def change(values):
        values[1, ..., 5] = 0.0  # nobody meets, nothing is spent

    found = made([[0.0] * 6], change=change)
    assert found.table["variance_ratio"][5] == pytest.approx(1.0)
    assert "pairing hurts" not in text_of(found)


def test_half_the_width_takes_four_times_the_sets():
    sentence = next(one for one in made([[0.0] * 6]).answer().sentences if "half as wide" in one)
    count = int(sentence.split(" take ")[1].split()[0])
    assert sentence == f"Intervals half as wide take {count} sets instead of 40."
    assert 150 <= count <= 162
    assert "Warning: 12 sets are few" in text_of(made([[0.0] * 6], sets=12))
    assert "are few" not in text_of(made([[0.0] * 6]))


def test_several_arms_are_told_apart():
    found = made([[0.1] * 6, [-0.3] * 6], arms=("flat", "monthly", "twice_a_year"))
    answer = found.answer()
    assert answer.title == "monthly and twice_a_year compared with flat"
    assert answer.name == "flat-monthly-twice_a_year"
    assert (
        answer.question
        == "What changes, and for whom, with monthly or twice_a_year instead of flat?"
    )
    members = [one for one in answer.sentences if one.startswith("For members")]
    assert [one.split()[2] for one in members] == ["twice_a_year", "monthly"]  # the surer one first
    assert "of twice_a_year, where pairing" in text_of(
        found
    ) or "of monthly, where pairing" in text_of(found)


def test_other_people_and_other_lengths_are_warned_of():
    found = made([[0.1] * 6], arms=("flat", "large_department"))
    assert (
        "Warning: large_department differs from the baseline in its department, too "
        "(department.faculty, department.senior, "
    ) in text_of(found)
    longer = load_scenario("monthly").override({"horizon_weeks": 300})
    found = replace(found, arms=("flat", "monthly"), scenarios=(found.scenarios[0], longer))
    assert "Warning: monthly lasts longer or shorter than the baseline" in text_of(found)
    assert "Warning" not in text_of(made([[0.1] * 6]))


def test_tables_are_in_words_and_hold_every_row():
    found = made([[0.1] * 6, [-0.3] * 6], arms=("flat", "monthly", "twice_a_year"))
    answer = found.answer()
    table = answer.table("differences")
    assert len(table) == len(answer.table("sureness")) == 12
    assert table["For whom"].tolist()[:4] == ["members", "members", "members", "later hires"]
    assert table["What it says"].tolist()[:2] == ["clearly better", "clearly worse"]
    assert "Mean of flat" in table.columns
    assert answer.table("sureness")["Sets used"].tolist() == [SETS] * 12
    assert answer.differences.equals(differences(found.arms, found.scenarios))
    assert answer.pictures[0].kind == "contrasts"


def test_a_terminal_gets_the_words_and_a_table_in_ascii():
    found = made([[0.1] * 6, [-0.3] * 6], arms=("flat", "monthly", "twice_a_year"))
    text = in_words(found.answer(), found.table)
    assert text.isascii()
    assert "nan" not in text
    assert max(len(line) for line in text.splitlines()) <= 116
    line = next(line for line in text.splitlines() if line.startswith("members' strain (0 to 1)"))
    assert line.endswith("clearly worse")
    assert text.count("members' strain (0 to 1)") == 2


@pytest.mark.parametrize(
    ("value", "half", "told"),
    [
        (0.03417, 0.0041, "0.0342"),
        (-0.03417, 0.021, "-0.034"),
        (8691.7, 698.0, "8,692"),
        (1.9066, 0.44, "1.91"),
        (1e-9, 0.01, "0.000"),
        (-1e-9, 0.01, "0.000"),
        (12.0, 0.0, "12.0"),
        (0.0, 0.0, "0"),
        (0.5412, np.nan, "0.541"),
        (np.nan, 0.1, "-"),
    ],
)
def test_numbers_have_two_digits_of_what_is_unsure(value, half, told):
    assert number(value, half) == told
