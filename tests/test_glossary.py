"""Everything in the theory can be explained, from the sources as they stand."""

import ast
import re
from pathlib import Path

import pytest

from pmg_sim.glossary import UnknownNameError, explain, source
from pmg_sim.parameters import MECHANISMS, PARAMETERS
from pmg_sim.rulebook import PACKAGE, callers, readers, rules

THEORY = [rule for rule in rules() if rule.module.startswith("theory.")]


@pytest.mark.parametrize("name", PARAMETERS)
def test_every_parameter_is_explained_with_the_rules_that_read_it(name):
    text, entry = explain(name), PARAMETERS[name]
    for piece in (entry.symbol, entry.mechanism, f"{entry.default:g}", entry.source):
        assert piece in text
    assert entry.meaning.split()[0] in text
    assert readers(name)
    for rule in readers(name):
        assert rule.full_name in text


@pytest.mark.parametrize("name", MECHANISMS)
def test_every_mechanism_lists_its_parameters_and_rules(name):
    text = explain(name)
    entries = [entry for entry in PARAMETERS.values() if entry.mechanism == name]
    for entry in entries:
        assert f"{entry.name} = {entry.default:g}" in text
        assert all(rule.full_name in text for rule in readers(entry.name))


@pytest.mark.parametrize("rule", THEORY, ids=lambda rule: rule.name)
def test_every_rule_is_explained_by_its_docstring(rule):
    text = explain(rule.name)
    assert rule.full_name in text
    for line in rule.text.splitlines():
        assert line.strip() in text
    assert all(f"{name} = " in text for name in rule.reads)


def test_a_rule_is_found_by_its_bare_name():
    assert "theory.accountability.pull" in explain("pull")


def test_a_symbol_stands_for_its_parameter():
    assert explain(PARAMETERS["pull_horizon"].symbol).startswith("pull_horizon")


def test_a_rule_that_shares_a_mechanisms_name_is_pointed_to():
    assert "pmg explain feedback.feedback" in explain("feedback")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pull_strenght", "pull_strength"),
        ("Pull_Strength", "pull_strength"),
        ("acountability", "accountability"),
        ("verdikt", "verdict"),
    ],
)
def test_a_misspelt_name_is_answered_with_the_nearest(typed, meant):
    with pytest.raises(UnknownNameError, match=rf"nearest: .*\b{meant}\b"):
        explain(typed)


@pytest.mark.parametrize("typed", ["", "zzzzzz", "x" * 10_000, "a\nb", "*"])
def test_what_is_like_nothing_is_answered_with_the_mechanisms(typed):
    with pytest.raises(UnknownNameError, match="the mechanisms are work,") as caught:
        explain(typed)
    assert len(str(caught.value)) < 1000


def test_lines_fit_on_a_screen():
    texts = [explain(name) for name in (*PARAMETERS, *MECHANISMS)]
    assert max(len(line) for text in texts for line in text.splitlines()) <= 100


def test_every_read_of_a_parameter_is_found():
    """The names that follow ``p.`` in the code of a source are those that its rules read."""
    for path in (PACKAGE / "theory").glob("*.py"):
        code = ast.unparse(_without_docstrings(ast.parse(path.read_text(encoding="utf-8"))))
        own = [rule.reads for rule in THEORY if rule.module == f"theory.{path.stem}"]
        assert set(re.findall(r"\bp\.(\w+)", code)) == set().union(*own), path


def _without_docstrings(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value = ast.Constant(0)
    return tree


def test_callers_are_found_through_every_kind_of_import():
    found = {rule.full_name: rule for rule in rules()}
    names = {rule.full_name for rule in callers(found["theory.accountability.pull"])}
    assert names
    assert {name.rpartition(".")[0] for name in names} == {"processes.work"}
    seated = {rule.full_name for rule in callers(found["processes.membership.take_seat"])}
    assert "processes.membership._found_with" in seated


def test_sources_are_told_from_the_bibliography(monkeypatch, tmp_path):
    book = tmp_path / "bibliography.md"
    book.write_text(
        "# Books\n\n- **a2000** First\n  line. Second.\n- **a2000b** Other.\n\n"
        "## c1\n\nThird one.\n"
    )
    monkeypatch.setattr("pmg_sim.glossary._PACKAGED", book)
    assert source("a2000") == "a2000: First line. Second."
    assert source("a2000b") == "a2000b: Other."
    assert source("c1") == "c1: Third one."
    assert source("d") == "d"
    assert source("assumption").startswith("assumption: ")


def test_without_a_bibliography_the_key_is_told(monkeypatch):
    for name in ("_PACKAGED", "_CHECKOUT"):
        monkeypatch.setattr(f"pmg_sim.glossary.{name}", Path("nowhere"))
    assert source("harkin2016") == "harkin2016"
