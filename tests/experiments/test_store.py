"""What is written is whole, the same for the same run, and comes back as it was."""

import hashlib
import json
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from pmg_sim.experiments import FolderError, Results, read, run, summary, write
from pmg_sim.experiments.manifest import git_state
from pmg_sim.experiments.scenario_file import as_toml
from pmg_sim.experiments.store import TABLES
from pmg_sim.posterior import posterior_hash
from pmg_sim.scenario import load_scenario
from tests import strategies
from tests.experiments import case

FILES = {*(f"{name}.parquet" for name in TABLES), "scenario.toml", "minutes.md", "summary.json"}


@pytest.fixture(scope="module")
def folder(many, tmp_path_factory):
    target = tmp_path_factory.mktemp("store") / "results"
    write(many, target, command="pmg run small --seed 3")
    return target


@pytest.fixture(scope="module")
def manifest(folder):
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def test_a_folder_has_all_its_files(folder):
    assert {path.name for path in folder.iterdir()} == FILES | {"manifest.json"}


def test_the_manifest_tells_what_ran(manifest, many):
    assert manifest["scenario"]["hash"] == many.scenario.hash()
    assert json.dumps(manifest["scenario"]["settings"], sort_keys=True, separators=(",", ":")) == (
        many.scenario.canonical_json()
    )
    assert (manifest["uncertainty"], manifest["parameters"]) == ("posterior", {})
    assert manifest["posterior"] == posterior_hash()
    assert manifest["seed"] == 3
    assert manifest["replicates"] == {"asked": 24, "finished": 24, "kept_whole": 24}
    assert manifest["engine"] == "ensemble"
    assert manifest["interrupted"] is False
    assert manifest["command"] == "pmg run small --seed 3"
    assert re.fullmatch("[0-9a-f]{12}", manifest["theory"])
    assert manifest["started"] <= manifest["finished"]
    assert manifest["duration_seconds"] > 0
    assert {"numpy", "numba", "mesa", "pandas", "pyarrow"} <= manifest["libraries"].keys()


def test_the_manifest_names_no_user_and_no_machine(manifest):
    import getpass
    import platform

    assert set(manifest["machine"]) == {"platform", "machine", "processors"}
    assert platform.node() not in manifest["machine"].values()
    assert getpass.getuser() not in manifest["machine"].values()


def test_checksums_are_those_of_the_tables(manifest, folder):
    assert set(manifest["tables"]) == {f"{name}.parquet" for name in TABLES}
    for name, told in manifest["tables"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == told["sha256"]


def test_the_same_run_gives_the_same_bytes(tmp_path):
    for name in ("one", "other"):
        results = run(case.small(), seed=9, replicates=2)
        write(results, tmp_path / name)
    for name in sorted(FILES):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_a_folder_may_have_any_name(one, tmp_path):
    for name in ("a b", "ü", "\udcff", "file:x"):
        write(one, tmp_path / name)
        assert read(tmp_path / name).replicates == 1


def test_another_seed_gives_other_bytes(tmp_path, one):
    write(one, tmp_path / "one")
    write(run(case.small(), seed=4, replicates=1), tmp_path / "other")
    for name in ("weeks", "people", "meetings", "outcomes"):
        file = f"{name}.parquet"
        assert (tmp_path / "one" / file).read_bytes() != (tmp_path / "other" / file).read_bytes()


@pytest.mark.parametrize("name", TABLES)
def test_tables_come_back(folder, many, name):
    ours, theirs = getattr(many, name), getattr(read(folder), name)
    assert list(theirs.columns) == list(ours.columns)
    for column in ours:
        if isinstance(ours[column].dtype, pd.CategoricalDtype):
            assert isinstance(theirs[column].dtype, pd.CategoricalDtype)
            assert theirs[column].astype(str).equals(ours[column].astype(str))
        else:
            np.testing.assert_array_equal(theirs[column].to_numpy(), ours[column].to_numpy())


def test_what_was_read_back_has_the_same_summary(folder, many):
    again = read(folder)
    assert isinstance(again, Results)
    assert summary(again) == summary(many)
    assert json.loads((folder / "summary.json").read_text(encoding="utf-8")) == summary(many)


def test_files_for_machines_hold_no_number_that_json_lacks(folder):
    def refuse(constant):
        raise AssertionError(constant)

    for name in ("manifest.json", "summary.json"):
        json.loads((folder / name).read_text(encoding="utf-8"), parse_constant=refuse)


def test_a_run_without_a_group_is_written_and_read(alone, tmp_path):
    write(alone, tmp_path / "alone")
    again = read(tmp_path / "alone")
    assert again.arms == ["no_group"]
    assert len(again.meetings) == 0
    assert summary(again) == summary(alone)


def test_parameters_set_by_the_scenario_are_in_the_manifest(tmp_path):
    results = run(case.small(parameters={"pull_strength": 0.5}), seed=1, replicates=1)
    told = write(results, tmp_path / "set").manifest
    assert told["parameters"]["pull_strength"] == 0.5
    assert told["scenario"]["settings"]["parameters"] == {"pull_strength": 0.5}


@given(strategies.scenarios(with_parameters=True))
@settings(deadline=None, max_examples=60)
def test_a_scenario_file_loads_to_the_same_scenario(tmp_path_factory, scenario):
    path = tmp_path_factory.getbasetemp() / "again.toml"
    path.write_text(as_toml(scenario), encoding="utf-8")
    assert load_scenario(path).canonical_json() == scenario.canonical_json()


def test_the_scenario_file_keeps_the_arm(tmp_path):
    path = tmp_path / "without.toml"
    path.write_text(as_toml(case.small().without_group()), encoding="utf-8")
    assert load_scenario(path).groups_active is False


@given(scenario=strategies.scenarios())
@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow])
def test_every_scenario_can_be_run_and_written(tmp_path_factory, scenario):
    target = tmp_path_factory.mktemp("any") / "results"
    written = write(run(scenario, seed=1, replicates=2), target)
    assert written.summary == summary(read(target))


@pytest.mark.parametrize("missing", ["manifest.json", "people.parquet"])
def test_a_damaged_folder_is_told(one, tmp_path, missing):
    write(one, tmp_path / "results")
    (tmp_path / "results" / missing).write_bytes(b"{}")
    with pytest.raises(FolderError, match="no readable folder of results"):
        read(tmp_path / "results")
    (tmp_path / "results" / missing).unlink()
    with pytest.raises(FolderError, match="no readable folder of results"):
        read(tmp_path / "results")


def test_no_checkout_has_no_commit(tmp_path):
    assert git_state(tmp_path) is None
