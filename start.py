"""Run the command `pmg`, or the tests, on a machine that has git and some Python 3.

    python3 start.py run study --seed 1     any command of `pmg`
    python3 start.py test                   the tests, with pytest's options after it

The environment is built on first use by uv: the machine's own, or one that pip puts into the
private folder .uv; nothing is installed into the Python that runs this file (3.8 or later).
"""

import glob
import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
PRIVATE = os.path.join(ROOT, ".uv")
SCRIPTS = os.path.join(PRIVATE, "Scripts" if os.name == "nt" else "bin")
OLDEST_UV = (0, 7)  # older ones do not know every setting in pyproject.toml
PIP = ["-m", "pip", "install", "-qq", "--disable-pip-version-check"]


def answer(*command):
    """Return what a command prints ("" for nothing), or None where it fails."""
    try:  # in ROOT, because pyenv's commands obey the .python-version of the current folder
        done = subprocess.run(command, cwd=ROOT, stdout=-1, stderr=-1, universal_newlines=True)
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def find_uv():
    """Return the path of a uv that works and is new enough, or None."""
    for folder in [None, os.path.expanduser("~/.local/bin"), SCRIPTS, os.path.join(PRIVATE, "bin")]:
        uv = shutil.which("uv", path=folder)
        version = re.match(r"uv (\d+)\.(\d+)", (uv and answer(uv, "--version")) or "")
        if version and tuple(map(int, version.groups())) >= OLDEST_UV:
            return uv
    return None


def fetch_uv():
    """Fetch uv with pip, else through a virtual environment, and return its path, or None."""
    print("Fetching uv into %s ..." % PRIVATE, file=sys.stderr)
    # pip.conf may demand --user or a virtual environment; neither fits a private folder.
    os.environ.update(PIP_USER="0", PIP_REQUIRE_VIRTUALENV="0", PIP_ROOT_USER_ACTION="ignore")
    if subprocess.call([sys.executable, *PIP, "--target", PRIVATE, "uv"]) == 0:
        return find_uv()
    if subprocess.call([sys.executable, "-m", "venv", "--clear", PRIVATE]) == 0:
        subprocess.call([os.path.join(SCRIPTS, "python"), *PIP, "uv"])
    return find_uv()


def find_python(uv):
    """Return a Python that the packages support: this one, one found, one fetched, or None."""
    if (3, 12) <= sys.version_info[:2] <= (3, 14):
        return sys.executable
    search = (uv, "python", "find", "--no-project", "--system", ">=3.12,<3.15")
    pyenv = os.environ.get("PYENV_ROOT", os.path.expanduser("~/.pyenv"))
    kept = sorted(glob.glob(pyenv + "/versions/3.1[234].*/bin/python"))
    if found := answer(*search) or next(iter(kept), None):
        return found
    subprocess.call([uv, "python", "install", "3.12"])
    return answer(*search)


def main():
    """Run what the command line asks for inside the project's environment."""
    uv = find_uv() or fetch_uv()
    if uv is None:
        sys.exit("start.py: needs uv, and pip could not fetch it: install uv and try again.")
    python = os.environ.get("UV_PYTHON") or find_python(uv)
    if python is None:
        sys.exit("start.py: needs Python 3.12, 3.13 or 3.14: install one and try again.")
    environment = dict(os.environ, UV_PYTHON=python)
    environment.pop("VIRTUAL_ENV", None)  # uv would warn that it is another one
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # every start would take four times as long
    command = ["pmg", *sys.argv[1:]]
    if sys.argv[1:2] == ["test"]:
        os.chdir(ROOT)
        command = ["pytest", "--numprocesses", "auto", *sys.argv[2:]]
    command = [uv, "run", "--project", ROOT, *command]
    if os.name == "nt":
        sys.exit(subprocess.call(command, env=environment))
    os.execve(uv, command, environment)  # signals and the exit status pass through


if __name__ == "__main__":
    main()
