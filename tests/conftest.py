"""Compile the model once, before the tests are shared out among processes."""

from pmg_sim.jit import warm_up


def pytest_configure(config):
    """Compile in the first process only; the others load what it leaves in the cache."""
    if hasattr(config, "workerinput"):
        return
    with warm_up(print) as cold:
        if cold:
            from pmg_sim.ensemble.ahead import second_compiler
            from pmg_sim.experiments import run

            with second_compiler():
                run("study", replicates=1)
    from pmg_sim.ensemble import compile_ahead

    compile_ahead()
