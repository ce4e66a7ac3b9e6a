"""Plain Mesa does the work of the compiled engine: with the same dice, the same bits."""

import numpy as np
import pytest

from pmg_sim.bench.plain import PlainMesa
from pmg_sim.build import build, plan
from pmg_sim.processes.week import one_week
from pmg_sim.scenario import load_scenario

WEEKS = 30
TABLES = {"people", "promises", "projects", "edges", "groups", "meetings"}


@pytest.fixture(scope="module")
def child():
    with PlainMesa() as process:
        yield process


@pytest.fixture(params=["group", "no_group"])
def arm(request):
    return request.param


def test_plain_mesa_gives_the_bits_of_the_compiled_week(child, arm):
    scenario = load_scenario("study")
    settled = plan(scenario if arm == "group" else scenario.without_group())
    state = build(settled, 1, 2)
    for _ in range(WEEKS):
        one_week(state, settled.parameters[0])
    wanted = {name: list(getattr(state, name).dtype.names) for name in TABLES}
    found = child.run(arm, 2, weeks=WEEKS, keyed=True, columns=wanted)
    for name, columns in wanted.items():
        for column in columns:
            compiled = getattr(state, name)[column]
            plain = np.array(found[name][column])
            assert np.array_equal(compiled, plain), (name, column)


def test_ordinary_draws_change_the_luck_and_not_the_rules(child):
    columns = {"people": ["motivation", "status"]}
    runs = [
        child.run("group", 0, weeks=10, keyed=keyed, columns=columns)["people"]
        for keyed in (True, False, True)
    ]
    assert runs[0] == runs[2] != runs[1]
    assert all(0 <= share < 1 for share in runs[1]["motivation"])


def test_counting_changes_no_result_and_counts_every_draw(child):
    columns = {"people": ["motivation"]}
    before = child.run("group", 1, weeks=5, keyed=True, columns=columns)
    counted = child.ask("count", arm="group", seed=1, replicate=1, weeks=5)
    after = child.run("group", 1, weeks=5, keyed=True, columns=columns)
    assert before["people"] == after["people"]
    feel = counted["phases"]["feel"]
    assert feel["draws"] == 4 * counted["person_weeks"]
    assert feel["exp"] == 3 * counted["person_weeks"]
