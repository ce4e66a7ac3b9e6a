"""The documents keep up with the code: tables, names, sources, links, and every snippet runs."""

import contextlib
import io
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from pmg_sim.glossary import source
from pmg_sim.parameters import MECHANISMS, PARAMETERS
from pmg_sim.rulebook import rules

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
ODD = (DOCS / "odd.md").read_text(encoding="utf-8")
BIBLIOGRAPHY = (DOCS / "bibliography.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]

THEORY = [rule for rule in rules() if rule.module.startswith("theory.")]
BY_HAND = re.sub(r"<!-- generated: \w+ -->.*?<!-- end -->", "", ODD, flags=re.DOTALL)
SECTIONS = re.split(r"^### ", BY_HAND, flags=re.MULTILINE)[1:]
APPLIED = re.compile(r"`processes/(\w+)\.py`:\s*((?:`\w+`(?:,\s+|\s+and\s+)?)+)")


def test_the_tables_are_current():
    check = [sys.executable, DOCS / "generate.py", "--check"]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_check_fails_where_a_table_is_out_of_date(monkeypatch):
    monkeypatch.syspath_prepend(DOCS)
    import generate

    stale = "a\n<!-- generated: structures -->\nold\n<!-- end -->\nb"
    fresh = generate.current(stale)
    assert fresh != stale
    assert generate.current(fresh) == fresh


def test_no_meaning_is_left_over(monkeypatch):
    monkeypatch.syspath_prepend(DOCS)
    import generate
    from state_tables import MEANINGS, RECORDS, fields

    for record in RECORDS:
        assert MEANINGS.get(record, {}).keys() <= {name for name, _, _ in fields(record)}
    tables = {
        "lives": ["lives"],
        "costs": ["costs"],
        "outcomes": ["outcomes"],
        "week_summary": ["week_summary"],
        "measures": ["measures_of_groups", "measures_of_people", "measures_of_costs"],
    }
    for section, names in tables.items():
        rows = "".join(generate.TABLES[name]() for name in names)
        assert [key for key in MEANINGS[section] if f"| `{key}` |" not in rows] == []


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_every_parameter_is_in_the_tables_and_in_the_text(mechanism):
    names = [p.name for p in PARAMETERS.values() if p.mechanism == mechanism]
    assert [name for name in names if f"| `{name}` |" not in ODD] == []
    assert [name for name in names if not re.search(rf"\b{name}\b", BY_HAND)] == []


@pytest.mark.parametrize("rule", THEORY, ids=lambda rule: rule.name)
def test_every_rule_is_described_with_the_parameters_that_it_reads(rule):
    assert f"| `{rule.function}` | {rule.name.partition('.')[0]} |" in ODD
    described = [s for s in SECTIONS if re.search(rf"\b{rule.function}\b", s)]
    assert any(all(re.search(rf"\b{name}\b", s) for name in rule.reads) for s in described)


def test_processes_named_in_the_text_exist_and_every_process_is_named():
    named = {
        f"{module}.{function}"
        for module, functions in APPLIED.findall(BY_HAND)
        for function in re.findall(r"`(\w+)`", functions)
    }
    written = {rule.name: rule for rule in rules() if rule.module.startswith("processes.")}
    assert sorted(named - written.keys()) == []
    phases = re.findall(r"^\| \d+ \| `\w+` \| \w+ \| `(\w+\.\w+)` \|", ODD, flags=re.MULTILINE)
    assert sorted(set(phases) - named) == []


def source_keys():
    """Return every key that a parameter or a docstring gives as its source."""
    keys = {p.source for p in PARAMETERS.values()}
    for rule in rules():
        for clause in re.findall(r"Source: (.*?)(?:\n\n|\Z)", rule.text, flags=re.DOTALL):
            keys.update(re.findall(r"\b[a-z]+\d{4}\b|\b[a-z]+_[a-z]+\b|\bstudy\b", clause))
    return sorted(keys - {"assumption"} - PARAMETERS.keys())


@pytest.mark.parametrize("key", source_keys())
def test_every_source_is_in_the_bibliography(key):
    entry = re.findall(rf"^- \*\*{key}\*\* (\S+)", BIBLIOGRAPHY, flags=re.MULTILINE)
    assert len(entry) == 1
    assert source(key).startswith(f"{key}: {entry[0]}"), "pmg explain finds another entry"


def headings(page):
    """Return the anchors that a page's headings have."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title).strip().lower().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\[[^\]]*\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        assert there.exists(), target
        assert not anchor or anchor in headings(there), target


def snippets(page):
    """Return language and text of a page's code blocks, in order."""
    return re.findall(r"^```(\w+)\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.M)


def run_pmg(line):
    """Run one command line of `pmg` in this process and return its exit status and what it said."""
    from pmg_sim.cli import main

    arguments = shlex.split(line)
    if arguments[1] == "run":
        arguments.append("--no-figures")  # drawing takes longer than all the runs together
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(sys, "argv", arguments)
                status = main()
        except SystemExit as end:
            status = end.code
    return status or 0, said.getvalue()


def test_the_tutorial_runs_as_it_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    namespace = {}
    kinds = []
    for language, text in snippets(DOCS / "tutorial.md"):
        if language == "python":
            exec(compile(text, "tutorial.md", "exec"), namespace)
        elif language == "toml":
            name = re.match(r"# (\S+\.toml)\n", text)[1]
            Path(name).write_text(text, encoding="utf-8")
        elif language == "sh":
            for line in text.splitlines():
                if line.startswith("pmg "):
                    status, said = run_pmg(line)
                    assert status == 0, f"{line}\n{said}"
        kinds.append(language)
    assert {"python", "toml", "sh"} <= set(kinds)
    folders = re.findall(r"--out (\w+)", (DOCS / "tutorial.md").read_text(encoding="utf-8"))
    assert [name for name in folders if not Path(name, "summary.json").is_file()] == []
