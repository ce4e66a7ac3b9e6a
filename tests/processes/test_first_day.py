"""Work found on the first day: drafts at some point of their way, papers somewhere in review."""

import math

import numpy as np
import pytest

from pmg_sim import codes
from pmg_sim.dice import normal, uniform
from pmg_sim.purposes import FIRST_PROJECT
from pmg_sim.state import PROJECT_SLOTS
from pmg_sim.theory import projects
from tests.processes.running import eve, present, run, small
from tests.theory.ranges import plain

STARTING = {"projects_at_start": 1.5, "reviews_at_start": 0.7, "feedback_at_start": 0.4}


def test_papers_under_review_are_somewhere_on_their_way_to_a_decision():
    state, p = eve(small(), STARTING)
    found = 0
    for i, person in enumerate(present(state)):

        def drawn(k, which, person=person):
            return uniform(state.run[0].stream, person.key, k, FIRST_PROJECT, which)

        own = state.projects[i * PROJECT_SLOTS : (i + 1) * PROJECT_SLOTS]
        waiting = own[own.stage == codes.REVIEW]
        assert len(waiting) == int(0.7 + drawn(0, 3))
        found += len(waiting)
        for k, paper in enumerate(waiting):
            z = normal(state.run[0].stream, person.key, k, FIRST_PROJECT, 4)
            lag = plain(projects.review_weeks)(p, codes.PAPER, z)
            assert paper.answer == -1 + math.ceil((1 - drawn(k, 5)) * lag)
            assert (paper.kind, paper.submitted, paper.left) == (codes.PAPER, 1, 0.0)
            assert paper.feedback == 0.4
    assert found > 3


def test_drafts_have_had_as_much_feedback_as_of_their_hours():
    state, p = eve(small(), STARTING)
    drafts = state.projects[state.projects.stage == codes.DRAFT]
    assert len(drafts) > 10
    gone = 1 - drafts.left / [plain(projects.hours_needed)(p, kind) for kind in drafts.kind]
    assert drafts.feedback == pytest.approx(0.4 * gone)
    assert len(np.unique(drafts.kind)) == 3


def test_a_paper_found_under_review_can_come_out_and_was_never_sent():
    state = run(small(weeks=40), parameters=STARTING | {"reviews_at_start": 2.0})
    people = present(state)
    assert (people.papers_published > people.papers_submitted).any()
