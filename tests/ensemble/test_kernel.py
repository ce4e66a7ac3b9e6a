"""The kernel's arrays: made once, larger than needed, and written only where they may be."""

import numpy as np
import pytest

from pmg_sim.build import plan
from pmg_sim.ensemble import WeekSums, run_course
from pmg_sim.ensemble.kernel import run_replicates
from pmg_sim.evaluation.group_row import GROUP_COLUMNS, SCRATCH, rate_group
from pmg_sim.evaluation.measures import MEASURES, measure
from pmg_sim.evaluation.reference import reference_scale
from tests.experiments import case

UNTOUCHED = 7.25


def test_room_to_spare_changes_no_row_and_lets_none_be_overwritten():
    # In a large department the scratch is longer than a row of a group needs. What lies behind
    # the scale of the themes is made such that everybody would raise a theme that there is not.
    settled = plan(case.small())
    state = run_course(settled, 4, 0).state
    behind = np.zeros((500, 2))
    behind[:] = (-1e3, 1.0)
    reference = behind[: len(reference_scale())]
    reference[:] = reference_scale()
    rows = np.full((20, len(GROUP_COLUMNS)), UNTOUCHED)
    for row, spare in ((3, 0), (6, 1), (9, 100)):
        scratch = np.full(SCRATCH + spare, np.nan)
        rate_group(state, settled.parameters[0], 0, reference, scratch, rows[row])
        assert rows[row].tobytes() == rows[3].tobytes()
    others = np.delete(rows, (3, 6, 9), axis=0)
    assert (others == UNTOUCHED).all()


@pytest.mark.parametrize("count", [1, 2, 70, 140])
def test_each_replicate_is_the_one_run_alone_however_many_go_before(count):
    settled = plan(case.small())
    horizon = settled.scenario.horizon_weeks
    sums = WeekSums.empty(horizon, quantiles=True)
    found = run_replicates(settled, settled.parameters, 4, 0, count, sums)
    apart = WeekSums.empty(horizon, quantiles=True)
    for replicate in range(0, count, 23):
        key = (4, replicate, replicate + 1)
        alone = run_replicates(settled, settled.parameters, *key, None)
        for whole, single in zip(found[:2], alone[:2], strict=True):
            assert whole[replicate].tobytes() == single[0].tobytes()
    for replicate in range(count):
        key = (4, replicate, replicate + 1)
        run_replicates(settled, settled.parameters, *key, apart)
    assert [part.tobytes() for part in sums] == [part.tobytes() for part in apart]


@pytest.mark.parametrize("whole", [True, False])
def test_whole_weeks_are_those_of_single_runs(whole):
    settled = plan(case.two_groups())
    weeks = run_replicates(settled, settled.parameters, 4, 5, 8, None, whole=whole).weeks
    for k, replicate in enumerate(range(5, 8)):
        assert weeks[k].tobytes() == run_course(settled, 4, replicate).weeks.tobytes()


def test_every_column_and_measure_is_written():
    settled = plan(case.two_groups())
    p, course = settled.parameters[0], run_course(settled, 4, 0)
    filled = []
    for before in (UNTOUCHED, np.nan):
        row, measures = np.full(len(GROUP_COLUMNS), before), np.full(len(MEASURES), before)
        rate_group(course.state, p, 1, reference_scale(), np.full(SCRATCH, before), row)
        room = np.full(len(course.state.people), before)
        measure(course.state, p, course.weeks, room, measures)
        filled.append((row.tobytes(), measures.tobytes()))
    assert filled[0] == filled[1]
