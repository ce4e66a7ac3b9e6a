"""Careers without a group are as published, at the centres of the priors."""

import pytest

from pmg_sim.evidence import literature_checks
from pmg_sim.experiments.literature import check_literature

CENTRED = {"attrition", "papers_per_person_year", "performance_to_efficacy"}
RULES = {"review_lag_days", "review_lag_sd_days", "hazard_ratio"}


@pytest.fixture(scope="module")
def found():
    checks = check_literature(draws=1, replicates=6, seed=7)
    stated = literature_checks()
    quantities = [check.get("quantity") for kind in stated for check in stated[kind]]
    return dict(zip(quantities, checks, strict=True))


@pytest.mark.parametrize("quantity", sorted(CENTRED | RULES))
def test_the_baseline_holds(found, quantity):
    check = found[quantity]
    assert check["inside"], (check["value"], check["low"], check["high"])
