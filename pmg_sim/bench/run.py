"""The whole benchmark: one call, one dictionary that JSON can hold."""

from collections.abc import Callable
from typing import Any

from pmg_sim.bench.costly_contest import costly_contest
from pmg_sim.bench.costs import costs
from pmg_sim.bench.growth import growth
from pmg_sim.bench.machine import machine
from pmg_sim.bench.plain import PlainMesa
from pmg_sim.bench.rounds import interleave, ratio, spread
from pmg_sim.bench.sizes import sizes
from pmg_sim.bench.whole_runs import whole_runs
from pmg_sim.jit import theory_version
from pmg_sim.scenario import load_scenario

SCENARIO = "study"

RATIOS = {
    "plain_mesa_over_ensemble": ("plain_mesa", "ensemble"),
    "plain_mesa_without_collector_over_ensemble": ("plain_mesa_without_collector", "ensemble"),
    "our_mesa_over_ensemble": ("our_mesa", "ensemble"),
    "our_mesa_without_collector_over_ensemble": ("our_mesa_without_collector", "ensemble"),
    "one_core_over_all_cores": ("ensemble", "ensemble_all_cores"),
    "numpy_over_ensemble": ("costly_numpy", "costly_numba"),
    "ensemble_over_c": ("costly_numba", "costly_c"),
    "ensemble_over_c_exact": ("costly_numba", "costly_c_exact"),
}
"""Each ratio's slow and fast contestant. Those with numpy and C are about the costly part alone."""

Tell = Callable[[int, int], Any]


def run_bench(
    rounds: int,
    quick: bool = False,
    with_growth: bool = False,
    say: Callable[[str], Any] = lambda _line: None,
    progress: Tell = lambda _done, _total: None,
) -> dict[str, Any]:
    """Measure everything, all contestants in turn.

    Parameters
    ----------
    rounds
        How often each contestant is measured, after a first time that does not count.
    quick
        Whether to do little work in each, for a look at whether all works; the times mean little.
    with_growth
        Whether to measure how time grows with sizes, too.
    say, progress
        Receive a line before each part, and turns done and in all.

    Returns
    -------
    dict
        ``ratios`` (medians over rounds; None without gcc), ``ratio_spreads``, ``seconds`` per run
        or per person-week, ``differences`` of results, ``phases``, ``person_weeks`` of a run,
        ``sizes``, ``machine``, and ``growth`` if asked for.
    """
    where = machine()
    scenario = load_scenario(SCENARIO)
    with PlainMesa(SCENARIO) as child:
        say("Checking that numba, numpy and C give the same results.")
        costly, differences = costly_contest(scenario, quick)
        say("Counting what each phase of a week takes.")
        phases, person_weeks = costs(scenario, child, quick)
        say("Timing, all contestants in turn.")
        whole = whole_runs(scenario, child, quick)
        contestants = {**whole, **costly}
        seconds = interleave(contestants, rounds, progress)
    spreads = {name: ratio(seconds, *pair) for name, pair in RATIOS.items()}
    found = {
        "scenario": SCENARIO,
        "rounds": rounds,
        "quick": quick,
        "theory_version": theory_version(),
        "ratios": {name: one and one["median"] for name, one in spreads.items()},
        "ratio_spreads": spreads,
        "seconds": {name: spread(values) for name, values in seconds.items()},
        "differences": differences,
        "phases": phases,
        "person_weeks": person_weeks,
        "sizes": sizes(scenario),
        "machine": where,
    }
    if with_growth:
        say("Timing departments of all sizes.")
        before = (rounds + 1) * len(contestants)
        found["growth"] = growth(
            rounds, quick, lambda done, total: progress(before + done, before + total)
        )
    return found
