"""Ensembles: the same table however it is come by, and nothing run twice or taken for another."""

import numpy as np
import pandas as pd
import pytest

from pmg_sim.experiments import ensembles
from pmg_sim.experiments.ensembles import Block, Ensemble, arm_scenario, block_key, gather
from pmg_sim.experiments.measures import GROUP_MEASURES, MEASURES
from pmg_sim.parameters import PARAMETERS, draw_prior, pack, without
from tests.experiments import arms as files

SMALL = Ensemble(draws=7, replicates=2, seed=4)
"""Two blocks of every arm, the second one shorter."""


@pytest.fixture
def ran(monkeypatch):
    """Note every run that is made: its settled numbers, seed, replicate and last state."""
    noted = []

    def note(settled, seed, replicate):
        course = original(settled, seed, replicate)
        noted.append((settled, seed, replicate, course.state))
        return course

    original = ensembles.run_course
    monkeypatch.setattr(ensembles, "run_course", note)
    return noted


def numbers(noted):
    return [{name: float(s.parameters[name][0]) for name in PARAMETERS} for s, *_ in noted]


def test_rows_stand_by_arm_draw_and_replicate(arms):
    table = gather([*arms, arms[0]], SMALL)
    assert list(table.columns) == ["arm", "draw", "replicate", *MEASURES]
    assert table["arm"].tolist() == [arm for arm in arms for _ in range(14)]
    assert table["draw"].tolist() == [draw for draw in range(7) for _ in range(2)] * 3
    assert table["replicate"].tolist() == [*range(14)] * 3
    alone = table[table["arm"] == files.ALONE]
    assert alone[list(GROUP_MEASURES)].isna().all(axis=None)
    assert alone["satisfaction"].nunique() == 14


def test_the_table_does_not_depend_on_the_workers_or_on_the_folder(arms, tmp_path):
    one = gather(arms, SMALL, workers=1)
    pd.testing.assert_frame_equal(one, gather(arms, SMALL, workers=2), check_exact=True)
    kept = gather(arms, SMALL, tmp_path / "blocks", workers=2)
    pd.testing.assert_frame_equal(one, kept, check_exact=True)


def test_a_block_that_is_kept_is_not_run_again(arms, tmp_path, monkeypatch):
    first = gather(arms, SMALL, tmp_path, workers=1)
    assert len(list(tmp_path.glob("*.parquet"))) == 2 * len(arms)
    assert not list(tmp_path.glob("*.part"))

    def refuse(block):
        raise AssertionError(block)

    monkeypatch.setattr(ensembles, "run_block", refuse)
    pd.testing.assert_frame_equal(first, gather(arms, SMALL, tmp_path), check_exact=True)
    pd.testing.assert_frame_equal(
        first[first["arm"] == arms[1]].reset_index(drop=True),
        gather([arms[1]], SMALL, tmp_path),
        check_exact=True,
    )
    with pytest.raises(AssertionError):
        gather(arms, SMALL._replace(seed=5), tmp_path)


def test_what_decides_a_block_changes_its_key(arms, monkeypatch):
    block = Block(arms[0], SMALL, 0, 5)
    others = [
        Block(arms[1], SMALL, 0, 5),
        Block(arms[2], SMALL, 0, 5),
        Block(arms[0], SMALL, 5, 7),
        Block(arms[0], SMALL._replace(draws=8), 0, 5),
        Block(arms[0], SMALL._replace(replicates=3), 0, 5),
        Block(arms[0], SMALL._replace(seed=5), 0, 5),
        Block(arms[0], SMALL._replace(off="accountability"), 0, 5),
        Block(arms[0], SMALL._replace(centred=True), 0, 5),
    ]
    before = block_key(block)
    keys = {before, *map(block_key, others)}
    assert len(keys) == 1 + len(others)
    assert block_key(Block(arms[0], SMALL, 0, 5)) == before
    with monkeypatch.context() as patch:
        patch.setattr(ensembles, "theory_version", lambda: "0" * 12)
        keys.add(block_key(block))
    with monkeypatch.context() as patch:
        patch.setattr(ensembles, "_measures_hash", lambda: "another text of the measures")
        keys.add(block_key(block))
    files.write(arms[0], parameters={"pull_strength": 0.5})
    keys.add(block_key(block))
    assert len(keys) == 4 + len(others)
    files.write(arms[0])
    assert block_key(block) == before


def test_an_ensemble_that_was_stopped_goes_on_where_it_was(arms, tmp_path, monkeypatch):
    whole = gather(arms, SMALL)
    original, done = ensembles.run_block, []

    def stop_at_the_third(block):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(block)
        return original(block)

    with monkeypatch.context() as patch:
        patch.setattr(ensembles, "run_block", stop_at_the_third)
        with pytest.raises(KeyboardInterrupt):
            gather(arms, SMALL, tmp_path, workers=1)
    assert len(list(tmp_path.glob("*.parquet"))) == len(done) == 2
    again = []
    monkeypatch.setattr(
        ensembles, "run_block", lambda block: (again.append(block), original(block))[1]
    )
    resumed = gather(arms, SMALL, tmp_path, workers=1)
    pd.testing.assert_frame_equal(whole, resumed, check_exact=True)
    assert len(again) == 4
    assert not set(again) & set(done)


def test_a_part_written_file_is_not_taken_for_a_block(arms, tmp_path, monkeypatch):
    whole = gather(arms[:1], SMALL)
    original = pd.DataFrame.to_parquet

    def die_half_way(frame, path, **how):
        original(frame, path, **how)
        path.write_bytes(path.read_bytes()[:200])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(pd.DataFrame, "to_parquet", die_half_way)
        with pytest.raises(OSError, match="No space left"):
            gather(arms[:1], SMALL, tmp_path, workers=1)
    assert list(tmp_path.glob("*.part"))
    assert not list(tmp_path.glob("*.parquet"))
    pd.testing.assert_frame_equal(whole, gather(arms[:1], SMALL, tmp_path), check_exact=True)


def test_progress_is_told_in_runs(arms, tmp_path):
    told = []
    gather(
        arms, SMALL, tmp_path, workers=1, progress=lambda done, total: told.append((done, total))
    )
    assert told[-1] == (42, 42)
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert {total for _, total in told} == {42}


def test_every_draw_has_its_own_numbers_in_every_arm(arms, ran):
    gather(arms[:2], SMALL, workers=1)
    expected = [values for values in draw_prior(7, 4) for _ in range(2)]
    assert numbers(ran) == expected * 2
    assert {seed for _, seed, *_ in ran} == {4}


def test_at_the_centres_every_draw_has_the_defaults(arms, ran):
    gather(arms[:1], SMALL._replace(centred=True), workers=1)
    defaults = {name: float(pack()[name][0]) for name in PARAMETERS}
    assert numbers(ran) == [defaults] * 14


def test_what_a_scenario_sets_takes_precedence_over_the_draws(arms, ran):
    files.write(arms[0], parameters={"pull_strength": 0.5})
    gather(arms[:2], SMALL, workers=1)
    own, other = numbers(ran)[:14], numbers(ran)[14:]
    assert {values["pull_strength"] for values in own} == {0.5}
    assert len({values["pull_strength"] for values in other}) == 7
    for values, drawn in zip(own, other, strict=True):
        assert values == drawn | {"pull_strength": 0.5}


def test_a_mechanism_that_is_off_is_off_whatever_is_drawn_or_set(arms, ran):
    mechanism = PARAMETERS["pull_strength"].mechanism
    off = without(mechanism)
    assert off["pull_strength"] == 0.0
    files.write(arms[0], parameters={"pull_strength": 0.5})
    gather(arms[:2], SMALL._replace(off=mechanism), workers=1)
    expected = [values | off for values in draw_prior(7, 4) for _ in range(2)]
    assert numbers(ran) == expected * 2


def test_replicates_are_the_same_people_in_all_arms(arms, ran):
    gather(arms, SMALL, workers=1)
    traits = ("key", "specialty", "topic", "discretionary_hours", "orientation", "asked_by")
    of_arm = [ran[k * 14 : (k + 1) * 14] for k in range(3)]
    for runs in zip(*of_arm, strict=True):
        assert len({replicate for _, _, replicate, _ in runs}) == 1
        people = [np.array(state.people[list(traits)]) for *_, state in runs]
        assert (people[0]["asked_by"] >= 0).sum() == 4
        for other in people[1:]:
            np.testing.assert_array_equal(people[0], other)
    first = {float(state.people.topic[0]) for *_, state in of_arm[0]}
    assert len(first) == 14


@pytest.mark.usefixtures("arms")
def test_an_arm_is_a_scenario_with_or_without_its_group():
    assert arm_scenario(files.GROUP).groups_active
    assert not arm_scenario(files.ALONE).groups_active
    assert arm_scenario("flat /  no group").name == "flat"
    for wrong in ("flat /", "flat / nobody", "flat / no group / no group"):
        with pytest.raises(ValueError, match="allowed is NAME or NAME / no group"):
            arm_scenario(wrong)
