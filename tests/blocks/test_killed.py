"""A sweep that is killed again and again ends with the files of one that was left in peace."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from pmg_sim.blocks import run_blocks
from tests.blocks.fake import bytes_of, fakes, manifest_of
from tests.blocks.sweep import INTERRUPTED

ROOT = Path(__file__).parents[2]
COUNT = 150
KILLS = 10


def sweep(folder):
    command = [sys.executable, "-m", "tests.blocks.sweep", str(folder), str(COUNT)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def until_more_than(before, folder, process):
    """Wait until the process has kept a block; it must not end by itself."""
    while len(bytes_of(folder)) <= before:
        assert process.poll() is None
        time.sleep(0.002)


def test_killed_at_ten_random_moments_the_sweep_ends_with_the_same_bytes(tmp_path):
    run_blocks(fakes(COUNT), tmp_path / "peace")
    folder, moments = tmp_path / "killed", random.Random(4)
    for _ in range(KILLS):
        before = bytes_of(folder)
        with sweep(folder) as process:
            until_more_than(len(before), folder, process)
            time.sleep(moments.uniform(0, 0.04))
            process.kill()
        after = bytes_of(folder)
        assert before.items() <= after.items()
    assert len(after) < COUNT
    with sweep(folder) as process:
        found, run, damaged = map(int, process.communicate()[0].split())
    assert process.returncode == 0
    assert (found, run, damaged) == (len(after), COUNT - len(after), 0)
    assert bytes_of(folder) == bytes_of(tmp_path / "peace")
    assert list(folder.glob(".*")) == []


def test_ctrl_c_on_the_keyboard_loses_nothing(tmp_path):
    with sweep(tmp_path) as process:
        until_more_than(0, tmp_path, process)
        process.send_signal(signal.SIGINT)
        printed = process.communicate()[0]
    assert process.returncode == INTERRUPTED
    run = int(printed)
    assert 1 <= run == len(bytes_of(tmp_path)) < COUNT
    told = manifest_of(tmp_path)
    assert (told["state"], told["blocks"]["finished"]) == ("interrupted", run)
    assert list(tmp_path.glob(".*")) == []
