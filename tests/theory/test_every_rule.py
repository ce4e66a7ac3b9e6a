"""No rule goes untested: each file of the theory has its mirror here, each rule a row in it."""

import importlib

import pytest

from tests.theory.ranges import MODULES, name_of, rules_of


@pytest.mark.parametrize("module", MODULES)
def test_every_rule_has_its_expectations(module):
    mirror = importlib.import_module(f"tests.theory.test_{module}")
    assert [name_of(rule) for rule in mirror.RULES] == [name_of(rule) for rule in rules_of(module)]
