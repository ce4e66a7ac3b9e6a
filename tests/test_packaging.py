"""What a fresh machine relies on: versions, start commands, and nothing that ties it to a host."""

import ast
import importlib.metadata
import re
import subprocess
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DIRECT = [
    Requirement(line)
    for line in (
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["cluster"],
        *PROJECT["dependency-groups"]["dev"],
    )
]
README = (ROOT / "README.md").read_text(encoding="utf-8")

# Spelt in two halves, or this file would name them too.
INDEX_HOSTS = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "registry.npm" + "js",
    "conda.ana" + "conda",
    "deb.deb" + "ian",
]


def constraint_lines():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def pinned():
    names_and_versions = (line.split("==") for line in constraint_lines())
    return {canonicalize_name(name): version for name, version in names_and_versions}


def tracked_files():
    """Return the files that a commit would hold, or all but the hidden ones outside git."""
    git = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        files = (ROOT / name for name in listed.stdout.split("\0") if name)
    else:
        files = (path for path in ROOT.rglob("*") if "/." not in path.as_posix())
    return [path for path in files if path.is_file()]


def test_constraints_are_exact_and_uv_is_given_the_same():
    assert all(re.fullmatch(r"[a-z0-9-]+==[\w.]+", line) for line in constraint_lines())
    assert PROJECT["tool"]["uv"]["constraint-dependencies"] == constraint_lines()


def test_every_direct_dependency_is_pinned_within_its_range():
    for requirement in DIRECT:
        assert requirement.specifier, f"{requirement.name} has no range"
        version = pinned()[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement} excludes {version}"


def test_everything_that_the_dependencies_bring_is_pinned():
    seen, waiting = set(), [requirement.name for requirement in DIRECT]
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name in seen:
            continue
        seen.add(name)
        if importlib.metadata.version(name) != pinned().get(name):
            continue  # another version may bring others; this environment is not the pinned one
        for line in importlib.metadata.requires(name) or []:
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                waiting.append(requirement.name)
    assert seen <= set(pinned())


def test_ranges_leave_room_where_no_private_option_is_used():
    exact = [str(requirement) for requirement in DIRECT if "==" in str(requirement.specifier)]
    assert exact == []


def test_no_lock_file_and_no_index_host():
    for path in tracked_files():
        assert path.name not in {"uv.lock", "poetry.lock", "Pipfile.lock", "pylock.toml"}
        text = path.read_bytes().decode("utf-8", errors="ignore")
        named = [host for host in INDEX_HOSTS if host in text]
        assert named == [], f"{path} names {named}"


def test_pyenv_and_uv_are_told_the_python_that_the_package_needs():
    told = (ROOT / ".python-version").read_text(encoding="utf-8").strip()
    assert PROJECT["project"]["requires-python"] == f">={told}"
    assert PROJECT["tool"]["ruff"]["target-version"] == "py" + told.replace(".", "")


def test_readme_opens_with_the_two_commands_and_ci_uses_the_second():
    run, test = re.findall(r"```sh\n(.+)\n```", README)[:2]
    assert run == "python3 start.py run study --seed 1"
    assert test in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_start_file_is_read_by_every_python_it_promises():
    source = (ROOT / "start.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 8))
    imported = re.findall(r"^import (\w+)$", source, flags=re.MULTILINE)
    assert imported == ["glob", "os", "re", "shutil", "subprocess", "sys"]


def test_scenarios_travel_inside_the_wheel():
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"] == {
        "experiments": "pmg_sim/inquiry/ready",
        "scenarios": "pmg_sim/scenario/library",
        "docs/bibliography.md": "pmg_sim/bibliography.md",
    }
