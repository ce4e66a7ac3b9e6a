"""Figures of answers: they show what they are given, and nothing is cut or stands on other text."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from pmg_sim.experiments.written_answer import Picture
from pmg_sim.figures.answers import PICTURES, draw_picture, save_picture
from tests.figures import looking

ABOUT = "100 sets of the theory's numbers from the posterior, 4 departments each, the same in all."
LONG = "facilitated in the first year only, with a curriculum of their own and dinner"
WHOMS = [
    "members",
    "the group itself",
    "later hires",
    "colleagues outside",
    "the whole department",
    "cost",
    "these people together",
]


def points(names, whoms=WHOMS, gaps=False):
    luck = np.random.default_rng(1)
    values = luck.normal(0, 3, (len(names), len(whoms)))
    values[0] = 0.0
    good = luck.random(values.shape)
    if gaps:
        values[-1] = np.nan
        good[-1] = np.nan
    data = {
        "title": "For whom which is good enough: a long question about groups",
        "subtitle": f'Against "{names[0]}". {ABOUT}',
        "names": names,
        "whoms": whoms,
        "points": values,
        "good": good,
    }
    return Picture("points", "", "points", data)


def mapped(names, panels=4, across=3, up=3, levels=1):
    luck = np.random.default_rng(1)
    shape = (up, across)
    drawn = [
        (whom, luck.integers(0, len(names), shape), luck.random(shape), luck.random(shape) < 0.3)
        for whom in [*WHOMS[:1], *WHOMS[2:4], *WHOMS[6:]][:panels]
    ]
    data = {
        "title": "What to prefer in which circumstances: admit new members?",
        "subtitle": ABOUT,
        "names": names,
        "panels": drawn,
        "across": ["\n".join([f"{n}"] * levels) for n in range(across)],
        "up": [f"level {n}" for n in range(up)] if up > 1 else [""],
        "across_name": "; below it ".join(["hires a year", "weeks of group's age"][:levels]),
        "up_name": "trust already there" if up > 1 else "",
    }
    return Picture("policy_map", "", "map", data)


def curved(panels=5, values=(2, 4, 8, 13, 26), series=("evening", "noon"), gaps=False):
    luck = np.random.default_rng(1)
    drawn = []
    for n in range(panels):
        several = []
        for _ in series:
            mean = luck.normal(0, 1, len(values))
            if gaps:
                mean[1] = np.nan
            several.append((mean, mean - 0.3, mean + 0.3))
        drawn.append((f"members' promotion know-how {n}", "a member and year", several))
    data = {
        "title": "The rhythm of meetings",
        "subtitle": ABOUT,
        "note": "Means and 95 % intervals of effects against the same people with nobody meeting.",
        "lever": "weeks between meetings",
        "values": list(values),
        "panels": drawn,
        "series": list(series),
    }
    return Picture("along", "", "curves", data)


EIGHT = [
    "closed",
    "open",
    "once a year",
    "by vote",
    "sponsored, on probation",
    "a second group",
    "waiting list",
    "friends only",
]
DRAWN = {
    "points": points(EIGHT[:3]),
    "points_of_one": points(EIGHT[:1]),
    "points_of_eight": points(EIGHT),
    "points_of_twenty": points([f"people {n}" for n in range(20)]),
    "points_with_gaps": points(EIGHT[:3], gaps=True),
    "points_for_one": points(EIGHT[:3], WHOMS[:1]),
    "points_of_long_names": points([LONG, f"{LONG}, twice", "short"]),
    "map": mapped(EIGHT[:6]),
    "map_of_eight": mapped(EIGHT),
    "map_of_one_panel": mapped(EIGHT[:2], panels=1),
    "map_of_three_panels": mapped(EIGHT[:2], panels=3),
    "map_of_one_circumstance": mapped(EIGHT[:3], across=3, up=1),
    "map_of_many": mapped(EIGHT[:6], across=9, up=3, levels=2),
    "map_of_long_names": mapped([LONG, "a group with a mentor each, twice a year", "short"]),
    "curves": curved(),
    "curves_of_one": curved(panels=1, series=("",)),
    "curves_of_twelve": curved(panels=12, values=(0.05, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9)),
    "curves_over_wide_values": curved(values=(1, 3, 10, 30, 100)),
    "curves_of_five": curved(series=("one", "two", "three", "four", "five")),
    "curves_of_long_names": curved(series=(f"{LONG[:60]}", f"{LONG[:50]} or so", "short")),
    "curves_with_gaps": curved(gaps=True),
}


@pytest.fixture(scope="module")
def figures():
    return {name: draw_picture(picture) for name, picture in DRAWN.items()}


@pytest.mark.parametrize("name", DRAWN)
def test_nothing_is_cut_and_no_text_stands_on_another(name, figures):
    figure = figures[name]
    assert isinstance(figure, Figure)
    assert looking.outside(figure) == []
    assert looking.overlapping(figure) == []


@pytest.mark.parametrize("name", DRAWN)
def test_the_title_and_the_sizes_are_told(name, figures):
    told = looking.running(figures[name])
    data = DRAWN[name].data
    assert data["title"] in told
    assert "100 sets of the theory's numbers" in told
    assert "nan" not in told


@pytest.mark.parametrize("name", [name for name in DRAWN if name.startswith("points")])
def test_points_are_written_where_they_belong(name, figures):
    figure, data = figures[name], DRAWN[name].data
    ax = figure.get_axes()[0]
    told = {text.get_position(): text.get_text() for text in ax.texts}
    assert len(told) == data["points"].size
    for (p, w), value in np.ndenumerate(data["points"]):
        if np.isnan(value):
            assert told[w, p] == "nothing to tell"
            continue
        number, mark = told[w, p].split(" ")
        assert float(number) == pytest.approx(value, abs=0.0501)
        good = data["good"][p, w]
        assert mark == ("●" if good >= 0.8 else "x" if good <= 0.2 else "?")


@pytest.mark.parametrize("name", [name for name in DRAWN if name.startswith("map")])
def test_a_map_names_the_leader_of_every_circumstance(name, figures):
    figure, data = figures[name], DRAWN[name].data
    axes = [ax for ax in figure.get_axes() if ax.get_title(loc="left")]
    assert [ax.get_title(loc="left") for ax in axes] == [panel[0] for panel in data["panels"]]
    for ax, (_, leader, good, same) in zip(axes, data["panels"], strict=True):
        told = {}
        for text in ax.texts:
            x, y = text.get_position()
            told.setdefault((round(y), round(x)), []).append(text.get_text())
        for place in np.ndindex(leader.shape):
            if same[place]:
                assert told[place] == ["-"]
            else:
                unsure = "" if good[place] >= 0.8 else "?"
                number = f"{good[place]:.2f}".removeprefix("0")
                assert told[place] == [f"{leader[place] + 1}{unsure}", number]
    key = looking.running(figure)
    assert all(f"{n} {name.split(' ')[0]}" in key for n, name in enumerate(data["names"], 1))


@pytest.mark.parametrize("name", [name for name in DRAWN if name.startswith("curves")])
def test_curves_go_through_their_values(name, figures):
    figure, data = figures[name], DRAWN[name].data
    axes = [ax for ax in figure.get_axes() if ax.get_title(loc="left")]
    assert len(axes) == len(data["panels"])
    for ax, (label, unit, several) in zip(axes, data["panels"], strict=True):
        assert (ax.get_title(loc="left"), ax.get_ylabel()) == (label, unit)
        lines = [line for line in ax.get_lines() if len(line.get_xdata()) == len(data["values"])]
        for line, (mean, _, _) in zip(lines, several, strict=True):
            np.testing.assert_array_equal(line.get_ydata(), mean)
            np.testing.assert_array_equal(line.get_xdata(), data["values"])
    assert data["lever"] in looking.axis_labels(figure)


def test_values_far_apart_stand_on_a_logarithmic_axis(figures):
    assert figures["curves_over_wide_values"].get_axes()[0].get_xscale() == "log"
    assert figures["curves"].get_axes()[0].get_xscale() == "linear"


@pytest.mark.parametrize("name", ["points", "map", "curves"])
def test_the_same_picture_gives_the_same_bytes(name, tmp_path):
    once, twice = (
        {path.suffix: path.read_bytes() for path in save_picture(DRAWN[name], folder)}
        for folder in folders(tmp_path)
    )
    assert set(once) == {".png", ".svg"}
    assert once == twice


def folders(where):
    for name in ("one", "two"):
        (where / name).mkdir()
        yield where / name


def test_every_kind_has_a_function():
    assert {"points", "map", "curves", "contrasts"} <= set(PICTURES)
    assert all(callable(draw) for draw in PICTURES.values())
