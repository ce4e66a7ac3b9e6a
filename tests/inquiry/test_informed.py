"""How much of a choice hangs on the numbers that the study informed."""

import numpy as np

from pmg_sim.inquiry import informed as module
from pmg_sim.inquiry.informed import calibrated, hangs_on
from pmg_sim.inquiry.runs import Runs
from pmg_sim.inquiry.tables import judgements
from pmg_sim.parameters import PARAMETERS
from tests.inquiry.case import asked, by_arm, made_up


def hanging(driver, draws=150):
    """Make runs in which the advantage of the second arm hangs on one number of the theory."""
    experiment = asked(draws=draws, uncertainty="posterior")
    runs = made_up(experiment, by_arm(), 0.002)
    luck = np.random.default_rng(3)
    sets = [
        dict(zip(PARAMETERS, row, strict=True))
        for row in luck.standard_normal((draws, len(PARAMETERS)))
    ]
    pull = np.array([one[driver] for one in sets])
    levels = runs.levels.copy()
    levels[1] += 0.05 * pull[None, :, None, None]
    return Runs(runs.experiment, runs.plan, sets, levels, runs.without)


def test_a_choice_that_hangs_on_calibrated_numbers_is_said_to():
    informed, other = calibrated()[0], next(n for n in PARAMETERS if n not in calibrated())
    shares = []
    for name in (informed, other):
        runs = hanging(name)
        found = hangs_on(runs, judgements(runs))
        (row,) = found.sections[0].tables[0].frame.to_dict("records")
        assert row["choice"] == "second and first"
        shares.append(row["explained by numbers that the study informed"])
        assert "nan" not in " ".join(found.sentences)
    assert shares[0] > 0.8
    assert shares[1] < 0.3


def test_of_few_sets_or_other_sources_nothing_is_asked():
    runs = hanging(calibrated()[0], draws=module.FEWEST_SETS - 1)
    assert hangs_on(runs, judgements(runs)).sections == ()
    prior = made_up(asked(draws=60), by_arm(second=0.05), 0.002)
    assert hangs_on(prior, judgements(prior)).sections == ()


def test_where_nothing_can_be_measured_no_choice_hangs_on_anything():
    runs = hanging(calibrated()[0], draws=60)
    levels = np.full_like(runs.levels, np.nan)
    empty = Runs(runs.experiment, runs.plan, runs.sets, levels, levels)
    assert hangs_on(empty, judgements(empty)).sentences == ()
