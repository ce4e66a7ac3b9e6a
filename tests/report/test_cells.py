"""How numbers are written in tables."""

import pytest

from pmg_sim.report.cells import column, in_text, three_digits

MINUS, DASH = "\N{MINUS SIGN}", "\N{EN DASH}"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.0, "0"),
        (0.123456, "0.123"),
        (-0.5, "-0.500"),
        (12.345, "12.3"),
        (123.45, "123"),
        (999.6, "1000"),
        (12345.6, "12346"),
        (0.000123456, "0.000123"),
        (0.0000123456, "1.23e-05"),
    ],
)
def test_three_digits(value, told):
    assert three_digits(value) == told


@pytest.mark.parametrize(
    ("cells", "told", "right"),
    [
        (["1", "20", "1e+06"], ["1", "20", "1000000"], True),
        (["0.123456", "-7.5"], ["0.123", f"{MINUS}7.5"], True),
        (["0.123456", ""], ["0.123", DASH], True),
        (["1.25e-07"], ["1.25e-07"], True),
        (["a", "0.123456"], ["a", "0.123456"], False),
        (["", ""], ["", ""], False),
        (["6 of 6"], ["6\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}6"], True),
        (["3.8 (1-5)"], [f"3.8 (1{DASH}\N{WORD JOINER}5)"], True),
        (["79%"], ["79%"], True),
        (["2 members"], ["2 members"], False),
        (["inf", "0.123456"], ["inf", "0.123456"], False),
    ],
)
def test_columns(cells, told, right):
    assert column(cells) == (told, right)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, "nothing"),
        (True, "yes"),
        (250.0, "250"),
        ([4, 13], "4, 13"),
        ({"a_b": 1, "c": None}, "a b 1; c nothing"),
        ([], "nothing"),
        ("text", "text"),
    ],
)
def test_values_in_text(value, told):
    assert in_text(value) == told
