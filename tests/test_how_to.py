"""The how-to pages are followed to the letter, on a copy of the package."""

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "how-to"
COPIED = ("pmg_sim", "scenarios", "docs", "tests")
SKIPPED = shutil.ignore_patterns("__pycache__", ".hypothesis")

PMG = "from pmg_sim.cli import main; raise SystemExit(main())"
DIGEST = """
import hashlib
from pmg_sim.world import PeerMentoringModel
model = PeerMentoringModel(setting="study", seed=3, parameters={parameters}, collect=False)
model.run_for(30)
whole = hashlib.sha256()
for array in model.state:
    whole.update(array.tobytes())
print(whole.hexdigest())
"""


def blocks(page):
    """Return language and text of a page's code blocks, in order."""
    text = (PAGES / page).read_text(encoding="utf-8")
    return re.findall(r"^```(\w+)\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


class Copy:
    """A copy of the package in which a page's steps are carried out, without the compiler."""

    def __init__(self, folder):
        self.folder = folder
        for name in COPIED:
            shutil.copytree(ROOT / name, folder / name, ignore=SKIPPED)
        shutil.copytree(ROOT / "results" / "reference", folder / "results" / "reference")
        shutil.copy(ROOT / "pyproject.toml", folder)
        shutil.copy(ROOT / "README.md", folder)

    def python(self, *arguments):
        """Run Python in the copy and return what it printed."""
        ours = {"PYTHONPATH": str(self.folder), "PMG_CACHE_DIR": str(self.folder / "cache")}
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=inherited | ours | {"NUMBA_DISABLE_JIT": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{arguments}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def follow(self, page):
        """Carry out a page's blocks in their order and return what each one printed."""
        return [self.step(language, text) for language, text in blocks(page)]

    def step(self, language, text):
        if language == "diff":
            return self.apply(text)
        if language == "toml":
            name = re.match(r"# (\S+\.toml)\n", text)[1]
            (self.folder / name).write_text(text, encoding="utf-8")
        if language == "python":
            return self.python("-W", "error", "-c", text)
        if language == "sh":
            return "".join(map(self.command, text.splitlines()))
        return ""

    def command(self, line):
        program, *arguments = shlex.split(line)
        if program == "pmg":
            return self.python("-c", PMG, *arguments)
        assert program == "python", line
        return self.python(*arguments)

    def apply(self, text):
        head, _, changes = text.partition("\n")
        path = self.folder / head.removeprefix("--- ")
        source = path.read_text(encoding="utf-8")
        for hunk in changes.split("@@\n"):
            source = changed(source, hunk.splitlines())
        path.write_text(source, encoding="utf-8")
        return ""


def changed(source, hunk):
    """Return a source after one hunk; its old lines must stand there once.

    A line that ends with ``...`` stands for a longer one that begins like it.
    """
    assert {line[:1] for line in hunk} <= {" ", "+", "-"}
    wanted = [line[1:] for line in hunk if line[0] != "+"]
    lines = source.splitlines()
    places = [
        at
        for at in range(len(lines) - len(wanted) + 1)
        if all(_agrees(line, old) for line, old in zip(lines[at:], wanted, strict=False))
    ]
    assert len(places) == 1, f"found {len(places)} times:\n" + "\n".join(wanted)
    at, new = places[0], []
    for line in hunk:
        if line[0] == "+":
            new.append(line[1:])
            continue
        if line[0] == " ":
            new.append(lines[at])
        at += 1
    lines[places[0] : at] = new
    return "\n".join(lines) + "\n"


def _agrees(line, old):
    return line.startswith(old.removesuffix("...")) if old.endswith("...") else line == old


def test_a_structure_is_added_as_the_page_says(tmp_path):
    page = "add-a-structure.md"
    languages = [language for language, _ in blocks(page)]
    printed = dict(zip(languages, Copy(tmp_path).follow(page), strict=True))
    flat, here, named = (line.split() for line in printed["python"].splitlines())
    assert flat[:3] == ["flat", "0.00", "0.00"]
    assert here[1:3] == named[1:3] == ["0.30", "0.50"]
    assert float(here[3]) == float(named[3]) < float(flat[3])


def test_the_page_on_structures_lists_all_primitives():
    from pmg_sim.scenario import Primitives

    text = (PAGES / "add-a-structure.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == list(Primitives._fields)


@pytest.fixture(scope="module")
def with_mechanism(tmp_path_factory):
    """Return a copy as it was and one with the page's mechanism, and what the page printed."""
    before = Copy(tmp_path_factory.mktemp("before"))
    after = Copy(tmp_path_factory.mktemp("after"))
    return before, after, after.follow("add-a-mechanism.md")


def test_a_mechanism_is_added_as_the_page_says(with_mechanism):
    printed = with_mechanism[2]
    explained = next(said for said in printed if "v_h" in said)
    assert "assumption" in explained
    assert "overtime last week" in explained
    without, strong = (int(line.split()[1]) for line in printed[-1].splitlines())
    assert strong < without


def test_the_tests_of_the_page_really_ran(with_mechanism):
    passed = [re.search(r"(\d+) passed", said) for said in with_mechanism[2]]
    assert sum(found is not None for found in passed) == 2


def test_a_mechanism_that_is_off_leaves_every_bit_as_it_was(with_mechanism):
    before, after, _ = with_mechanism
    untouched = before.python("-c", DIGEST.format(parameters={}))
    off = after.python("-c", DIGEST.format(parameters={"overtime_to_absence": 0}))
    on = after.python("-c", DIGEST.format(parameters={"overtime_to_absence": 1}))
    assert len(untouched.strip()) == 2 * hashlib.sha256().digest_size
    assert untouched == off != on


def test_the_entry_that_the_page_shows_is_in_the_bibliography():
    shown = [text for language, text in blocks("add-a-mechanism.md") if language == "text"]
    bibliography = (ROOT / "docs" / "bibliography.md").read_text(encoding="utf-8")
    assert shown
    assert all(text.strip() in bibliography for text in shown)


def run_here(folder, script):
    """Run a script in a folder, with the compiler, and return what it printed."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-W", "error", script],
        cwd=folder,
        env=inherited | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_cluster_on_one_laptop_runs_as_the_page_says(tmp_path):
    page = blocks("run-on-a-cluster.md")
    script = next(text for language, text in page if language == "python")
    (tmp_path / "sweep.py").write_text(script, encoding="utf-8")
    printed = [text for language, text in page if language == "text"][-2:]
    assert [run_here(tmp_path, "sweep.py") for _ in printed] == printed
    on_cluster = {path.name: path.read_bytes() for path in (tmp_path / "sweep").glob("*.parquet")}
    assert len(on_cluster) == 4
    in_threads = (
        "from sweep import *\n"
        "run_blocks([Department(seed) for seed in range(4)], 'threads', workers=2)\n"
    )
    (tmp_path / "threads.py").write_text(in_threads, encoding="utf-8")
    run_here(tmp_path, "threads.py")
    for name, data in on_cluster.items():
        assert (tmp_path / "threads" / name).read_bytes() == data


def test_the_script_for_slurm_can_be_read():
    scripts = [text for language, text in blocks("run-on-a-cluster.md") if language == "python"]
    assert len(scripts) == 2
    compile(scripts[1], "sweep_slurm.py", "exec")
