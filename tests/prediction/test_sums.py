"""The sums of a quantity, from a table of two departments with two groups each, by hand."""

import numpy as np
import pyarrow as pa
import pytest

from pmg_sim.prediction.schema import Quantity
from pmg_sim.prediction.statistics import statistic
from pmg_sim.prediction.sums import Departments, Side
from tests.experiments import case

NAN = float("nan")


def lists(rows):
    rows = np.array(rows, dtype=float)
    return pa.FixedSizeListArray.from_arrays(pa.array(rows.ravel()), rows.shape[1])


# Of each group its cohort, then its colleagues, who are the same for both groups.
PEOPLE = {
    "people": [[2, 5, 3, 5], [1, 4, 2, 4]],
    "present": [[2, 4, 1, 4], [0, 4, 2, 4]],
    "person_years": [[4, 10, 5, 10], [1, 8, 4, 8]],
    "strain.before": [[0.2, 0.3, 0.4, 0.3], [0.5, 0.4, 0.1, 0.4]],
    "strain.before_sd": [[0.1, 0.2, 0.1, 0.2], [NAN, 0.1, 0.0, 0.1]],
    "strain.after": [[0.5, 0.4, 0.8, 0.4], [NAN, 0.2, 0.6, 0.2]],
    "strain.after_sd": [[0.3, 0.1, NAN, 0.1], [NAN, 0.2, 0.2, 0.2]],
    "positions.total": [[3, 2, 1, 2], [0, 4, 4, 4]],
    "positions.any": [[2, 1, 1, 1], [0, 3, 2, 3]],
}
GROUPS = {
    "founded": [[1, 1], [1, 0]],
    "alive_at_end": [[1, 0], [0, 0]],
    "end_reason": [[3, 1], [2, 0]],  # a planned end, no quorum, too few, not ended
    "ended": [[30, 40], [20, -1]],
    "seats": [[20, 10], [10, 0]],
    "seats_filled": [[15, 5], [10, 0]],
    "meetings_held": [[5, 2], [3, 0]],
    "meetings_planned": [[6, 5], [6, 5]],
    "falling_outs": [[1, 2], [0, 0]],
    "coauthored_with_member": [[1, 2], [0, 1]],
    "counted": [[2, 3], [1, 2]],
    "exclusivity": [[1, 1], [0, 0]],
    "respondents": [[3, 2], [1, 0]],
}
MEASURES = {"disclosure": [0.25, NAN], "trust": [0.5, 0.75]}


@pytest.fixture(scope="module")
def departments():
    columns = {f"people.{name}": lists(rows) for name, rows in PEOPLE.items()}
    columns |= {f"group.{name}": lists(rows) for name, rows in GROUPS.items()}
    columns |= {name: pa.array(values) for name, values in MEASURES.items()}
    return Departments(pa.table(columns), case.two_groups())


def asked(of, how, **more):
    return Quantity.model_validate({"of": of, "as": how, **more})


ALL = Side("colleagues")


@pytest.mark.parametrize(
    ("of", "how", "side", "each"),
    [
        ("strain", "mean", Side(), [[2 * 0.5 + 0.8, 3], [1.2, 2]]),
        ("strain", "mean", Side(moment="before"), [[2 * 0.2 + 3 * 0.4, 5], [0.5 + 0.2, 3]]),
        ("strain", "mean", ALL, [[4 * 0.4, 4], [4 * 0.2, 4]]),
        ("positions", "mean", Side(), [[4, 5], [4, 3]]),
        ("positions", "rate", Side(), [[4, 9], [4, 5]]),
        ("positions", "rate", ALL, [[2, 10], [4, 8]]),
        ("positions", "share", Side(), [[3, 5], [2, 3]]),
        ("positions", "ratio", Side(), [[4, 5], [4, 3]]),
        ("retained", "share", Side(), [[3, 5], [2, 3]]),
        ("departed", "share", ALL, [[1, 5], [0, 4]]),
        ("departed", "rate", Side(), [[2, 9], [1, 5]]),
        ("coauthored_with_member", "share", Side(), [[3, 5], [1, 3]]),
        ("exclusivity", "share", Side(), [[2, 5], [0, 1]]),
        ("attendance", "share", Side(), [[20, 30], [10, 10]]),
        ("meetings_held", "share", Side(), [[7, 11], [3, 6]]),
        ("alive_at_end", "share", Side(), [[1, 2], [0, 1]]),
        ("falling_outs", "mean", Side(), [[3, 2], [0, 1]]),
        ("disclosure", "mean", Side(), [[0.25, 1], [0, 0]]),
        ("trust", "mean", Side(), [[0.5, 1], [0.75, 1]]),
    ],
)
def test_totals_and_what_they_are_counted_among(departments, of, how, side, each):
    assert departments.sums(asked(of, how), side) == pytest.approx(np.array(each, dtype=float))


def test_people_and_squares_of_an_answer(departments):
    found = departments.sums(asked("strain", "standardised_difference"), Side())
    squares = [0.3**2 + 2 * 0.5**2 + 0.8**2, 0.2**2 + 2 * 0.6**2]
    assert found == pytest.approx(np.array([[3, 1.8, squares[0]], [2, 1.2, squares[1]]]))


@pytest.mark.parametrize(
    ("years", "alive"),
    # The second group was founded in week 10, so that it lasted 30 weeks; the planned end counts
    # as alive, and the fourth group was never founded.
    [(0.3, [[2, 2], [1, 1]]), (0.4, [[2, 2], [0, 1]]), (1.0, [[1, 2], [0, 1]])],
)
def test_groups_alive_after_some_years(departments, years, alive):
    found = departments.sums(asked("groups", "survival", at_years=[years]), Side(), years)
    assert found.tolist() == alive


def test_a_correlation_runs_across_groups_with_both_numbers(departments):
    found = departments.sums(asked("strain", "correlation", **{"with": "attendance"}), Side())
    # Nobody of the third group is left to ask, and nobody of the fourth was called to a meeting.
    x, y = np.array([0.5, 0.8]), np.array([0.75, 0.5])
    assert found[0] == pytest.approx([2, x.sum(), y.sum(), x @ x, y @ y, x @ y])
    assert found[1].tolist() == [0.0] * 6
    assert np.isnan(statistic("correlation", found.sum(axis=0)))
