"""Ensembles: the same table however it is come by, and every arm with its own numbers."""

import numpy as np
import pandas as pd
import pytest

from pmg_sim.ensemble import RunBlock, SimulationError, simulate
from pmg_sim.evaluation.measures import COST_MEASURES
from pmg_sim.experiments import ensembles
from pmg_sim.experiments.ensembles import Ensemble, arm_blocks, arm_scenario, gather
from pmg_sim.experiments.measures import GROUP_MEASURES, MEASURES
from pmg_sim.parameters import PARAMETERS, draw_prior, pack, without
from tests.experiments import arms as files

SMALL = Ensemble(draws=7, replicates=2, seed=4, uncertainty="prior")


@pytest.fixture(autouse=True)
def two_blocks(monkeypatch):
    """Cut every arm into two blocks, the second one shorter."""
    monkeypatch.setattr(ensembles, "RUNS_IN_A_BLOCK", 10)


def numbers(arm, ensemble):
    """Return the theory's numbers of every run of an arm, by name."""
    found = []
    for block in arm_blocks(arm, ensemble):
        sets = block.parameters if len(block.parameters) > 1 else block.parameters[[0] * block.runs]
        found += [{name: float(one[name]) for name in PARAMETERS} for one in sets]
    return found


def test_rows_stand_by_arm_draw_and_replicate(arms):
    table = gather([*arms, arms[0]], SMALL)
    assert list(table.columns) == ["arm", "draw", "replicate", *MEASURES]
    assert table["arm"].tolist() == [arm for arm in arms for _ in range(14)]
    assert table["draw"].tolist() == [draw for draw in range(7) for _ in range(2)] * 3
    assert table["replicate"].tolist() == [*range(14)] * 3
    alone = table[table["arm"] == files.ALONE]
    assert alone[[*GROUP_MEASURES, *COST_MEASURES]].isna().all(axis=None)
    assert alone["satisfaction"].nunique() == 14


def test_a_row_is_that_replicate_with_the_numbers_of_its_draw(arms):
    table = gather(arms, SMALL)
    for arm in arms:
        rows = table[table["arm"] == arm]
        for draw, values in enumerate(draw_prior(7, 4)):
            one = simulate(arm_scenario(arm), 2 * draw + 2, 4, values)
            expected = one.measured()[2 * draw :]
            found = rows.loc[rows["draw"] == draw, list(MEASURES)].to_numpy()
            np.testing.assert_array_equal(found, expected)


def test_the_table_does_not_depend_on_the_workers_or_on_the_folder(arms, tmp_path):
    one = gather(arms, SMALL, workers=1)
    pd.testing.assert_frame_equal(one, gather(arms, SMALL, workers=2), check_exact=True)
    kept = gather(arms, SMALL, tmp_path / "blocks", workers=2)
    pd.testing.assert_frame_equal(one, kept, check_exact=True)


def test_a_block_that_is_kept_is_not_run_again(arms, tmp_path, monkeypatch):
    first = gather(arms, SMALL, tmp_path, workers=1)
    assert len(list(tmp_path.glob("*.parquet"))) == 2 * len(arms)

    def refuse(block):
        raise AssertionError(block.first)

    monkeypatch.setattr(RunBlock, "run", refuse)
    pd.testing.assert_frame_equal(first, gather(arms, SMALL, tmp_path), check_exact=True)
    pd.testing.assert_frame_equal(
        first[first["arm"] == arms[1]].reset_index(drop=True),
        gather([arms[1]], SMALL, tmp_path),
        check_exact=True,
    )
    for other in (
        SMALL._replace(seed=5),
        SMALL._replace(off="accountability"),
        SMALL._replace(centred=True),
    ):
        with pytest.raises(SimulationError, match="6 failed"):
            gather(arms, other, tmp_path)


def test_more_draws_run_only_what_is_new(arms, tmp_path):
    few = gather(arms[:1], SMALL._replace(draws=5), tmp_path)
    many = gather(arms[:1], SMALL, tmp_path)
    pd.testing.assert_frame_equal(few, many[:10], check_exact=True)
    assert len(list(tmp_path.glob("*.parquet"))) == 2  # the first of 10 runs served both


def test_progress_is_told_in_runs(arms, tmp_path):
    told = []
    gather(
        arms, SMALL, tmp_path, workers=1, progress=lambda done, total: told.append((done, total))
    )
    assert told[-1] == (42, 42)
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert {total for _, total in told} == {42}


def test_every_draw_has_its_own_numbers_in_every_arm(arms):
    expected = [values for values in draw_prior(7, 4) for _ in range(2)]
    assert numbers(arms[0], SMALL) == numbers(arms[1], SMALL) == expected
    assert {block.seed for block in arm_blocks(arms[0], SMALL)} == {4}


def test_at_the_centres_every_draw_has_the_defaults(arms):
    defaults = {name: float(pack()[name][0]) for name in PARAMETERS}
    assert numbers(arms[0], SMALL._replace(centred=True)) == [defaults] * 14


def test_what_a_scenario_sets_takes_precedence_over_the_draws(arms):
    files.write(arms[0], parameters={"pull_strength": 0.5})
    own, other = numbers(arms[0], SMALL), numbers(arms[1], SMALL)
    assert {values["pull_strength"] for values in own} == {0.5}
    assert len({values["pull_strength"] for values in other}) == 7
    for values, drawn in zip(own, other, strict=True):
        assert values == drawn | {"pull_strength": 0.5}


def test_a_mechanism_that_is_off_is_off_whatever_is_drawn_or_set(arms):
    mechanism = PARAMETERS["pull_strength"].mechanism
    off = without(mechanism)
    assert off["pull_strength"] == 0.0
    files.write(arms[0], parameters={"pull_strength": 0.5})
    expected = [values | off for values in draw_prior(7, 4) for _ in range(2)]
    for arm in arms[:2]:
        assert numbers(arm, SMALL._replace(off=mechanism)) == expected


@pytest.mark.usefixtures("arms")
def test_an_arm_is_a_scenario_with_or_without_its_group():
    assert arm_scenario(files.GROUP).groups_active
    assert not arm_scenario(files.ALONE).groups_active
    assert arm_scenario("flat /  no group").name == "flat"
    for wrong in ("flat /", "flat / nobody", "flat / no group / no group"):
        with pytest.raises(ValueError, match="allowed is NAME or NAME / no group"):
            arm_scenario(wrong)
