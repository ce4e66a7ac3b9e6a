"""Lines of keys and values, for every way in which TOML lets one write them."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_sim.scenario.library import library_files
from pmg_sim.scenario.locate import locate
from tests.scenario.case import GOOD

WAYS = """\
# a comment with = and [brackets]
top = 1
"quoted key" . 'part' = 2
dotted.a.b = 3
text = "a \\" # no comment ] }"
long = \"\"\"
[not.a.table]
x = 1 \\\"\"\"\"\"\"
raw = '''
'' = [ '''
after = [ 1, # one
  [2,
   3], { x = 1, y.z = [
     4 ] },
]
date = 1979-05-27 07:32:00
inline = { a = 1, "b c" = { d = [ { e = 2 } ] } }

[table]   # comment
key = true
[[array]]
name = "first"
[[array.inner]]
k = 1
[[array.inner]]
k = 2
[array.sub]
s = 1
[[array]]
name = "second"
  [[array.inner]]
  k = 3
[table.below.deeper]
d = 1
[ spaced . "out" ]
o = 1
"""


def leaves(value, loc=()):
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*loc, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, (*loc, index))
    yield loc


@pytest.mark.parametrize("text", [WAYS, GOOD, *(p.read_text() for p in library_files().values())])
def test_it_finds_what_the_parser_finds_and_nothing_else(text):
    found = locate(text)
    assert set(found.at) == set(leaves(tomllib.loads(text))) - {()}
    assert found.repeats == []


@pytest.mark.parametrize(
    ("loc", "line"),
    [
        (("top",), 2),
        (("quoted key", "part"), 3),
        (("dotted",), 4),
        (("dotted", "a", "b"), 4),
        (("long",), 6),
        (("raw",), 9),
        (("after",), 11),
        (("after", 1, 1), 13),
        (("after", 2, "y", "z", 0), 14),
        (("date",), 16),
        (("inline", "b c", "d", 0, "e"), 17),
        (("table",), 19),
        (("array",), 21),
        (("array", 0), 21),
        (("array", 0, "inner", 1, "k"), 26),
        (("array", 0, "sub", "s"), 28),
        (("array", 1), 29),
        (("array", 1, "inner", 0, "k"), 32),
        (("table", "below"), 33),
        (("spaced", "out", "o"), 36),
    ],
)
def test_it_finds_the_line(loc, line):
    assert locate(WAYS).at[loc] == line


keys = st.text(st.characters(codec="utf-8"), min_size=1, max_size=4)
scalars = st.integers(-9, 9) | st.booleans() | st.text(st.characters(codec="utf-8"), max_size=9)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=9,
)


def quoted(text):
    return '"' + "".join(_escaped(sign) for sign in text) + '"'


def _escaped(sign):
    plain = sign.isprintable() and sign not in '"\\'
    return sign if plain else f"\\U{ord(sign):08X}"


def inline(value):
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ",\n".join(inline(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(k)} = {inline(v)}" for k, v in value.items()) + "}"
    return str(value)


@given(st.dictionaries(keys, values, max_size=5))
def test_it_steps_over_any_value(data):
    text = "\n".join(f"{quoted(key)} = {inline(value)}" for key, value in data.items())
    assert tomllib.loads(text) == data
    assert set(locate(text).at) == set(leaves(data)) - {()}


@given(st.text(st.sampled_from("[]{}=\"'.,# \n\\ab1"), max_size=60))
def test_it_survives_any_text(text):
    last = text.count("\n") + 1
    assert all(1 <= line <= last for line in locate(text).at.values())
