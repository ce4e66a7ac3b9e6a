"""Careers of a small department, worked out again week by week from Mesa's run of it."""

import math
from itertools import pairwise

import numpy as np
import pytest

from pmg_sim import codes
from pmg_sim.build import plan
from pmg_sim.dice import key, normal
from pmg_sim.experiments import careers as module
from pmg_sim.experiments.careers import Careers, careers
from pmg_sim.purposes import REVIEW
from pmg_sim.state import PROJECT_SLOTS
from pmg_sim.world import PeerMentoringModel
from tests.experiments import case

HORIZON = 520
LOOKS = range(-1, HORIZON, 26)


@pytest.fixture(scope="module")
def settled():
    department = {
        "faculty": 26,
        "senior": 3,
        "mid_career": 5,
        "junior": 18,
        "mentored_share": 0.4,
        "hires_per_year": 3,
        "junior_ranks": {
            "acting_assistant_professor": 0,
            "clinical_faculty": 0,
            "assistant_professor": 1,
        },
    }
    return plan(case.small(group=[], event=[], horizon_weeks=HORIZON, department=department))


@pytest.fixture(scope="module")
def department(settled):
    """Return copies of people and projects on the eve and at the end of each week."""
    model = PeerMentoringModel.from_plan(settled, seed=6, replicate=1, collect=False)
    weeks = []
    for _ in range(-1, HORIZON):
        count = model.state.run[0].people
        weeks.append((model.state.people[:count].copy(), model.state.projects.copy()))
        if len(weeks) <= HORIZON:
            model.step()
    return weeks


@pytest.fixture(scope="module")
def found(settled):
    return careers(settled, seed=6, replicate=1)


@pytest.fixture(scope="module")
def looks(department):
    return [department[week + 1][0] for week in LOOKS]


def test_attrition_is_that_of_the_first_day_s_junior_people(found, looks):
    first, last = looks[0], looks[-1]
    juniors = [k for k in range(len(first)) if first.stage[k] == codes.JUNIOR]
    gone = [last.status[k] in (codes.LEFT_DEPARTMENT, codes.LEFT_TRACK) for k in juniors]
    assert len(juniors) == 18
    assert 0 < found.attrition < 1
    assert found.attrition == pytest.approx(np.mean(gone))


def test_papers_are_those_of_everybody_over_their_own_years(found, department):
    years = sum((people.status == codes.PRESENT).sum() for people, _ in department[:-1]) / 52
    last = department[-1][0]
    # Who is hired in a week is there from it on; it is not yet in the look before.
    late = sum(1 for person in last if person.arrived >= 0) / 52
    expected = last.papers_published.sum() / (years + late)
    assert found.papers_per_person_year == pytest.approx(expected, rel=0.01)


def reviews(department):
    """Return week, row and answer of the papers that were sent, and how many were decided on."""
    sent, decided = [], 0
    for week, ((_, before), (_, now)) in enumerate(pairwise(department)):
        paper_before = (before.stage == codes.REVIEW) & (before.kind == codes.PAPER)
        paper_now = (now.stage == codes.REVIEW) & (now.kind == codes.PAPER)
        rows = np.flatnonzero(paper_now & ~paper_before)
        sent += [(week, row, now.answer[row]) for row in rows]
        decided += (paper_before & ~paper_now).sum()
    return sent, decided


def lag(settled, person, week, slot):
    """Throw the dice again for the weeks until a paper sent by a person is decided on."""
    p = settled.parameters[0]
    z = normal(key(6, 1), person, week, REVIEW, slot)
    variance = math.log(1 + (p.review_sd_weeks / p.review_mean_weeks) ** 2)
    weeks = p.review_mean_weeks * math.exp(math.sqrt(variance) * z - variance / 2)
    return max(weeks, 1.0)


def test_reviews_are_told_in_days(found, department, settled):
    sent, _ = reviews(department)
    people = department[-1][0]
    weeks = []
    for week, row, answer in sent:
        lead, slot = divmod(int(row), PROJECT_SLOTS)
        weeks.append(lag(settled, people.key[lead], week, slot))
        assert answer == week + math.ceil(weeks[-1])
    assert len(weeks) > 20
    assert found.review_lag_days == pytest.approx(7 * np.mean(weeks))
    assert found.review_lag_sd_days == pytest.approx(7 * np.std(weeks))


def test_acceptance_is_a_share_of_decisions(found, department):
    last = department[-1][0]
    accepted, given_up = last.papers_accepted.sum(), last.papers_given_up.sum()
    assert 0 < found.acceptance_per_submission < found.eventual_acceptance <= 1
    assert found.acceptance_per_submission == accepted / last.papers_decided.sum()
    assert found.eventual_acceptance == accepted / (accepted + given_up)
    # A paper under review is dropped when its lead leaves: then there is no decision.
    ended = reviews(department)[1]
    left = (last.status != codes.PRESENT).sum()
    assert ended - 6 * left <= last.papers_decided.sum() <= ended


def test_years_to_promotion_are_those_as_assistant_professor(found, department):
    years = []
    for (before, _), (now, _) in pairwise(department):
        after = now.rank[: len(before)]
        promoted = (before.rank == codes.ASSISTANT) & (after == codes.ASSOCIATE)
        years += ((before.weeks_in_rank[promoted] + 1) / 52).tolist()
    assert len(years) > 1
    assert found.years_to_promotion == pytest.approx(np.mean(years))


def test_odds_of_a_paper_without_a_mentor_over_those_with_one(found, looks):
    last = looks[-1][: len(looks[0])]
    count = np.zeros((2, 2))
    for person in last:
        count[int(person.mentored), int(person.papers_published > 0)] += 1
    assert count.sum(axis=1).min() > 0
    odds = (count[:, 1] + 0.5) / (count[:, 0] + 0.5)
    assert found.odds_ratio_without_mentor == pytest.approx(odds[0] / odds[1])


def residuals(values):
    time = np.arange(len(values))
    return values - np.polyval(np.polyfit(time, values, 1), time)


@pytest.mark.parametrize(
    ("name", "record", "shift"),
    [("performance_to_efficacy", "completions", 1), ("efficacy_to_performance", "total_hours", 0)],
)
def test_correlations_within_persons_are_net_of_each_one_s_trend(found, looks, name, record, shift):
    given, feeling = [], []
    for k in range(len(looks[0])):
        if looks[-1].status[k] != codes.PRESENT:
            continue
        so_far = np.array([look[record][k] for look in looks], dtype=float)
        efficacy = np.array([look.efficacy[k] for look in looks])
        given += residuals(so_far[1:] - so_far[:-1]).tolist()
        feeling += residuals(efficacy[shift : len(efficacy) - 1 + shift]).tolist()
    assert getattr(found, name) == pytest.approx(np.corrcoef(given, feeling)[0, 1])


def test_satisfaction_is_held_against_leaving_within_a_year(found, department):
    feeling, leaving = [], []
    for week in range(0, HORIZON, 52):
        now, later = department[week][0], department[week + 52][0]
        for k in range(len(department[0][0])):
            if now.status[k] == codes.PRESENT:
                feeling.append(now.satisfaction[k])
                leaving.append(later.status[k] != codes.PRESENT)
    assert any(leaving)
    assert found.satisfaction_to_leaving == pytest.approx(np.corrcoef(feeling, leaving)[0, 1])


def test_a_trend_leaves_no_rest():
    time = np.arange(9.0)
    lines = np.column_stack([3.0 + 2.0 * time, 5.0 - time, np.full(9, 0.3)])
    np.testing.assert_allclose(module._detrended(lines), 0.0, atol=1e-12)
    waves = np.column_stack([np.sin(time), time * time])
    expected = np.column_stack([residuals(column) for column in waves.T])
    np.testing.assert_allclose(module._detrended(waves + lines[:, :2]), expected, atol=1e-9)


def persons(status, efficacy, completions):
    """Return half-yearly looks on people; one row per look, one column per person."""
    return [
        {
            "status": np.array(status),
            "efficacy": np.array(feeling),
            "completions": np.array(done),
            "satisfaction": np.array(feeling),
        }
        for feeling, done in zip(efficacy, completions, strict=True)
    ]


def test_what_does_not_vary_has_no_correlation():
    here = [codes.PRESENT, codes.PRESENT]
    still = persons(here, [[0.5, 0.6]] * 6, [[k, 2 * k] for k in range(6)])
    assert np.isnan(module._within(still, 2, "completions", before=True))
    assert np.isnan(module._leaving(still, 2))
    gone = persons([codes.LEFT_TRACK] * 2, [[0.5, 0.6]] * 6, [[0, 0]] * 6)
    assert np.isnan(module._within(gone, 2, "completions", before=True))


def test_few_half_years_tell_no_correlation():
    settled = plan(case.alone())  # sixty weeks: two half-years
    found = careers(settled, 1, 0)
    assert np.isnan([found.performance_to_efficacy, found.efficacy_to_performance]).all()
    assert found.papers_per_person_year >= 0
    assert isinstance(found, Careers)


def test_products_that_lift_self_efficacy_are_seen():
    rng = np.random.default_rng(1)
    given = rng.poisson(1.0, (20, 30))
    feeling = np.vstack([np.full(30, 0.5), 0.4 + 0.1 * given + 0.001 * np.arange(20)[:, None]])
    looks = persons([codes.PRESENT] * 30, feeling, np.vstack([np.zeros(30), given.cumsum(axis=0)]))
    assert module._within(looks, 30, "completions", before=True) == pytest.approx(1.0)
    assert abs(module._within(looks, 30, "completions", before=False)) < 0.2
