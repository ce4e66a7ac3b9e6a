"""Structure: what two people bring to the lead adds up, and rivalry under a hierarchy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_sim.parameters import pack
from pmg_sim.theory import structure
from tests.theory.checks import EXAMPLES, OWN_TEST, RISES, Expected, Returns, checks

SHARES = st.floats(0.0, 1.0)

RULES = {
    structure.either: Expected({"one": RISES, "other": RISES}, "[0, 1]"),
    structure.after_rivalry: Expected(
        {"trust": RISES, "hierarchy": OWN_TEST}, "[0, 1]", off={"rivalry": Returns("trust")}
    ),
}


@pytest.mark.parametrize("check", checks(RULES))
def test_docstring(check):
    check()


@EXAMPLES
@given(SHARES, SHARES)
def test_two_sources_are_no_weaker_than_either_and_their_order_does_not_matter(one, other):
    both = structure.either(one, other)
    assert both >= max(one, other) - 1e-12
    assert both == pytest.approx(structure.either(other, one))
    assert structure.either(one, 0.0) == pytest.approx(one)
    assert structure.either(one, 1.0) == 1.0


def test_half_and_half_make_three_quarters():
    assert structure.either(0.5, 0.5) == pytest.approx(0.75)


def test_rivalry_takes_its_share_of_trust_under_full_hierarchy_and_none_in_a_flat_group():
    p = pack({"rivalry": 0.2})[0]
    assert structure.after_rivalry(p, 0.5, 0.0) == 0.5
    assert structure.after_rivalry(p, 0.5, 0.5) == pytest.approx(0.45)
    assert structure.after_rivalry(p, 0.5, 1.0) == pytest.approx(0.4)
    # The prior spans zero: a hierarchy may also bring people together, up to full trust.
    closer = pack({"rivalry": -0.2})[0]
    assert structure.after_rivalry(closer, 0.5, 1.0) == pytest.approx(0.6)
    assert structure.after_rivalry(closer, 0.95, 1.0) == 1.0
