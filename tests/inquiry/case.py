"""A small experiment that most tests are made from, its scenario, and answers made up by hand."""

import numpy as np

from pmg_sim.inquiry import experiment_from_dict
from pmg_sim.inquiry.cells import plan_of
from pmg_sim.inquiry.runs import Runs

SMALL = """\
extends = "flat"
title = "A short time"
question = "What does it do?"
horizon_weeks = 30
follow_up_weeks = 4

[[group]]
name = "peers"

[[group.calendar]]
purpose = "discussion"
hour = "evening"
interval_weeks = 5
length_minutes = 120
meal_usd = 125
"""

GOOD = """\
title = "A small experiment"
question = "Which is better?"
scenario = "small"
baseline = "flat"
outcomes = ["satisfaction", "strain", "survival", "usd"]
draws = 4
replicates = 2

[[arm]]
name = "flat"

[[arm]]
name = "small quorum"
set = { "group.0.quorum" = 2, pull_strength = 1.5 }
family = "led"

[[lever]]
name = "people invited"
key = "group.0.invited"
values = [4, 5]
usual = 4

[[circumstance]]
name = "hires a year"
key = "department.hires_per_year"
values = [0.5, 4.0]

[[better]]
outcome = "strain"
matters = 0.05
"""

LEVER = GOOD[GOOD.index("[[lever]]") : GOOD.index("[[circumstance]]")]
CIRCUMSTANCE = GOOD[GOOD.index("[[circumstance]]") : GOOD.index("[[better]]")]
BETTER = GOOD[GOOD.index("[[better]]") :]
BARE = GOOD[GOOD.index("[[arm]]") :]
ARMS = GOOD[GOOD.index("[[arm]]") : GOOD.index("[[lever]]")]


def put(folder, text=GOOD, name="question"):
    """Write an experiment's file and its scenario to a folder; return the file's path."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "small.toml").write_text(SMALL, encoding="utf-8")
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def instead(old, new, text=GOOD):
    """Return the good file with one passage, which it has once, replaced."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def asked(**changes):
    """Make an experiment of two arms from data; `changes` replace keys of its file."""
    data = {
        "title": "A question",
        "question": "Which is better?",
        "scenario": "flat",
        "outcomes": ("satisfaction",),
        "draws": 40,
        "replicates": 4,
        "uncertainty": "prior",
        "arm": [{"name": "first"}, {"name": "second"}],
    }
    found = data | changes
    return experiment_from_dict({key: value for key, value in found.items() if value is not None})


def made_up(experiment, effect, noise=0.0, spread=0.0, seed=0, without=0.5):
    """Make runs of an experiment whose effects are planted.

    `effect` takes policy, circumstance (dictionaries of names) and outcome and gives the mean
    effect; `spread` is its standard deviation over sets, `noise` that between departments.
    """
    plan = plan_of(experiment)
    luck = np.random.default_rng(seed)
    outcomes = experiment.measures()
    shape = (experiment.draws, experiment.replicates)
    cells = (len(plan.policies), len(plan.circumstances), *shape, len(outcomes))
    levels = np.full(cells, float(without))
    for p, policy in enumerate(plan.policies):
        for c, state in enumerate(plan.circumstances):
            for k, name in enumerate(outcomes):
                planted = effect(policy, state, name)
                of_sets = planted + spread * luck.standard_normal(experiment.draws)
                levels[p, c, :, :, k] += of_sets[:, None] + noise * luck.standard_normal(shape)
    sets = [{"pull_strength": float(value)} for value in luck.random(experiment.draws)]
    bare = np.full(cells, float(without))
    return Runs(experiment, plan, sets, levels, bare)


def by_arm(**effects):
    """Plant effects by arm; of all outcomes alike."""
    return lambda policy, _state, _outcome: effects.get(policy.name, 0.0)
