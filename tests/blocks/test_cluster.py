"""Blocks on a Dask scheduler: the same bytes as in threads, also where workers die."""

import json
import os
import sys
import time
from dataclasses import dataclass

import distributed
import pytest

from pmg_sim.blocks import ClusterError, Interrupted, cluster, run_blocks
from tests.blocks.fake import Fake, bytes_of, fakes, manifest_of, quiet


@pytest.fixture(scope="module")
def local():
    """Return a scheduler with two workers, each a process that is started anew when it dies."""
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",  # any free port
        silence_logs="CRITICAL",  # a test kills workers, which is worth a log
    ) as started:
        yield started


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """Return the files of blocks that this process ran."""
    folder = tmp_path_factory.mktemp("plain")
    run_blocks(fakes(20), folder)
    return bytes_of(folder)


def processes(marks):
    return {path.name.split("-")[1] for path in marks.iterdir()}


def test_a_cluster_gives_the_same_bytes_as_threads(local, plain, tmp_path, marks):
    seen = []
    report = run_blocks(
        fakes(20, marks=str(marks), seconds=0.02),
        tmp_path / "store",
        cluster=local.scheduler_address,
        progress=lambda *told: seen.append(told),
    )
    assert report.run == 20
    assert bytes_of(tmp_path / "store") == plain
    assert len(processes(marks)) == 2
    assert seen[0] == (0, 60)
    assert seen[-1] == (60, 60)


def test_a_killed_worker_changes_nothing(local, plain, tmp_path, marks):
    blocks = [Fake(n, marks=str(marks), seconds=0.02, kills=n == 7) for n in range(20)]
    report = run_blocks(blocks, tmp_path / "store", cluster=local.scheduler_address)
    assert (report.run, report.failed) == (20, 0)
    assert bytes_of(tmp_path / "store") == plain
    assert len(list(marks.glob("7-*"))) == 2


def test_failures_are_recorded_as_on_one_machine(local, tmp_path):
    blocks = [Fake(n, fails=n == 1) for n in range(3)]
    run_blocks(blocks, tmp_path / "here")
    with distributed.Client(local, set_as_default=False) as client:
        report = run_blocks(blocks, tmp_path / "there", cluster=client)
        assert client.status == "running"  # it is somebody else's, and stays open
    assert (report.run, report.failed) == (2, 1)
    name = f"failures/{blocks[1].key()}.json"
    here, there = (json.loads((tmp_path / f / name).read_text()) for f in ("here", "there"))
    assert here == there
    assert (there["seed"], there["replicate"]) == (7, 1)


@dataclass(frozen=True)
class Deadly(Fake):
    """Ends every process that runs it."""

    def run(self):
        os._exit(1)


def test_a_block_that_kills_every_worker_has_failed_and_the_rest_goes_on(local, tmp_path):
    local.scheduler.allowed_failures = 0
    report = run_blocks([*fakes(2), Deadly(9)], tmp_path, cluster=local)
    assert (report.run, report.failed) == (2, 1)
    assert report.first_failure.startswith("KilledWorker: every worker that ran it died")


def test_results_without_a_folder_come_back_too(local):
    report = run_blocks(fakes(3), cluster=local)
    assert all(table.equals(block.run()) for block, table in report.results())


def test_ctrl_c_drops_what_is_on_the_cluster(local, tmp_path):
    def stop(done, _total):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted) as caught:
        run_blocks(fakes(40, seconds=0.05), tmp_path, cluster=local, progress=stop, say=quiet)
    assert caught.value.report.run == len(bytes_of(tmp_path)) == 1
    assert manifest_of(tmp_path)["state"] == "interrupted"
    assert run_blocks(fakes(8), tmp_path, cluster=local).found == 1


@pytest.fixture
def other_theory(monkeypatch):
    """Make this process differ from the workers, which have imported the real versions."""
    real = cluster.software()
    monkeypatch.setattr(cluster, "software", lambda: {**real, "theory": "0123456789ab"})
    cluster.versions.cache_clear()
    yield real["theory"]
    cluster.versions.cache_clear()


def test_workers_of_another_theory_are_refused(local, tmp_path, other_theory):
    with pytest.raises(ClusterError) as caught:
        run_blocks(fakes(2), tmp_path, cluster=local.scheduler_address)
    assert f"has theory {other_theory}, and this machine has 0123456789ab" in str(caught.value)
    assert str(caught.value).endswith("0 of 2 blocks are finished and kept.")
    assert bytes_of(tmp_path) == {}


@pytest.mark.usefixtures("other_theory")
def test_a_worker_that_comes_later_is_asked_with_each_block(local, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster.Workers, "_check", lambda *_: None)
    with pytest.raises(ClusterError, match="of a later start has theory"):
        run_blocks(fakes(2), tmp_path, cluster=local.scheduler_address)
    assert bytes_of(tmp_path) == {}


def test_workers_without_the_package_are_told(local, tmp_path, monkeypatch):
    here = os.getpid()

    def lacking():
        if os.getpid() != here:
            raise ModuleNotFoundError("No module named 'pmg_sim'")
        return {}

    monkeypatch.setattr(cluster, "versions", lacking)
    with pytest.raises(ClusterError, match=r"cannot run blocks \(No module named 'pmg_sim'\)"):
        run_blocks(fakes(2), tmp_path, cluster=local.scheduler_address)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "zmq://here:1"])
def test_an_address_where_nobody_answers_is_told_soon(tmp_path, monkeypatch, address):
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 1)
    began = time.monotonic()
    with pytest.raises(ClusterError, match=f"no scheduler answers at {address} "):
        run_blocks(fakes(2), tmp_path, cluster=address)
    assert time.monotonic() - began < 8


def test_without_dask_the_extra_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r'pip install "pmg-sim\[cluster\]"'):
        run_blocks(fakes(2), tmp_path, cluster="tcp://127.0.0.1:1")
    assert run_blocks(fakes(2), tmp_path).run == 2
