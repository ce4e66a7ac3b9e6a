"""Patterns of the study that one run can speak to, each with its statistic and criterion.

Most of the sixteen patterns compare structures, policies or people, and so need more scenarios
than one. Those are named, not judged.
"""

from pmg_sim.evidence import study
from pmg_sim.experiments.estimates import together
from pmg_sim.experiments.pattern_measures import MEASURES
from pmg_sim.experiments.run import Results

CRITERION = (
    "a measure is shown where the 95 % interval over replicates lies on the expected side of the "
    "null value, opposite where it lies on the other side, not shown where it spans it; a pattern "
    "is shown where all its measures are, shown in part where some are, mixed where some are "
    "opposite"
)


def patterns(results: Results) -> dict:
    """Judge the patterns that one run can speak to.

    Returns
    -------
    dict
        ``criterion``; ``judged``: by pattern, what the study ``says``, its ``standing``, the
        ``verdict`` and its ``measures``, each with ``what``, ``mean``, ``low``, ``high``, ``n``,
        the ``null`` value, the ``expected`` side and its own ``verdict``; ``not_judged``: the
        names of the others, and ``why``.
    """
    told = {entry["id"]: entry for entry in study()["pattern"]}
    judged = {}
    if len(results.scenario.group) == 1:
        for name, measure in MEASURES.items():
            measures = measure(results)
            judged[name] = {
                "says": told[name]["says"],
                "standing": told[name]["standing"],
                "verdict": together([entry["verdict"] for entry in measures]),
                "measures": measures,
            }
    why = "they compare structures, policies or people, which takes more scenarios than one"
    if not judged:
        why = "they are about one group, and this scenario has none or several"
    return {
        "criterion": CRITERION,
        "judged": judged,
        "not_judged": [name for name in told if name not in judged],
        "why": why,
    }
