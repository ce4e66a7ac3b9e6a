"""From runs to an answer: its words, sections, methods and facts."""

import pandas as pd

from pmg_sim.experiments.written_answer import Answer, Section
from pmg_sim.inquiry import parts, pictures, tables, words
from pmg_sim.inquiry.facts import facts, reproduce
from pmg_sim.inquiry.informed import hangs_on
from pmg_sim.inquiry.left_out import Found as Looked
from pmg_sim.inquiry.runs import Runs

FEW = 4
"""So many alternatives are held against nobody meeting in the answer itself."""

FEWEST = 20
"""Sets from which an answer is more than a first look."""


def answer_of(runs: Runs, looked: Looked | None = None) -> Answer:
    """Write the answer of an experiment that ran cells.

    Parameters
    ----------
    runs : Runs
    looked : Found, optional
        What was found person by person.
    """
    plan = runs.plan
    sentences: list[str] = []
    sections: list[Section] = []
    if len(plan.policies) > 1:
        contrasts = tables.of_contrasts(runs)
        if runs.experiment.choice:
            found = tables.judgements(runs)
            sentences += _judged(runs, found, contrasts, looked)
            sections.append(parts.for_whom(runs, found))
            if len(plan.circumstances) > 1:
                sections.append(parts.circumstances(runs, found))
            informed = hangs_on(runs, found)
            sentences += informed.sentences
            sections += informed.sections
        if looked is not None:
            sections.append(looked.section)
        along = [parts.along(runs, lever) for lever in pictures.lines_of(runs)]
        sections += along
        differ = parts.differences(runs, contrasts)
        sections.append(differ)
        if not runs.experiment.choice:
            sentences += [sentence for part in along for sentence in part.sentences]
            sentences += differ.sentences
    if runs.experiment.measured == "effect":
        against_nobody = parts.effects(runs, tables.of_effects(runs))
        sections.append(against_nobody)
        if len(plan.policies) <= FEW:
            sentences += against_nobody.sentences
    sections.append(parts.cells(runs))
    if len(runs.sets) < FEWEST:
        sentences.append(
            f"A first look only: {len(runs.sets)} sets of the theory's numbers tell little of what "
            f"is uncertain; allow {FEWEST} or more."
        )
    return Answer(
        kind="experiment",
        name=runs.experiment.name,
        title=runs.experiment.title,
        question=runs.experiment.question,
        sentences=tuple(sentences),
        sections=tuple(sections),
        methods=methods(runs),
        differences=parts.scenario_differences(runs),
        facts=facts(runs),
        reproduce=reproduce(runs.experiment),
    )


def _judged(
    runs: Runs, found: tables.Judgements, contrasts: pd.DataFrame, looked: Looked | None
) -> list[str]:
    plan = runs.plan
    names = [policy.name for policy in plan.policies]
    whom = found.main
    judged = found.overall[whom]
    told = [words.recommendation(whom, judged, names), words.choice(whom, judged, names)]
    for lever in pictures.lines_of(runs):
        level = plan.policies[judged.leader].levels[lever.name]
        told.append(words.at_an_end(lever.name, level, [one.name for one in lever.levels()]))
    told.append(words.other_side(judged.leader, found.overall, names, plan.baseline))
    if judged.leader != plan.baseline:
        told.append(parts.clear(contrasts, names[judged.leader], names[plan.baseline]))
        told.append(looked.sentences.get(names[judged.leader], "") if looked else "")
    told += [words.verdict(whom, judged, names) for whom, judged in found.overall.items()]
    lines = pictures.lines_of(runs)
    if lines and len(plan.policies) == len(lines[0].values):
        values = [level.name for level in lines[0].levels()]
        told += [
            words.optimum(words.name_of(whom), lines[0].name, judged, values)
            for whom, judged in found.overall.items()
        ]
    families = _families(runs)
    for whom, overall in found.overall.items():
        if families and not overall.defensible.all():
            cells = found.cells[whom]
            hangs = words.depends(cells, families, plan.circumstances)
            told.append(f"{words.families(whom, cells, families)} {hangs}".strip())
    return [sentence for sentence in told if sentence]


def _families(runs: Runs) -> dict[str, list[int]]:
    members: dict[str, list[int]] = {}
    for place, policy in enumerate(runs.plan.policies):
        if policy.family is not None:
            members.setdefault(policy.family, []).append(place)
    return members if len(members) > 1 else {}


def methods(runs: Runs) -> tuple[tuple[str, str], ...]:
    """Say what was run, and what the words mean."""
    experiment, plan = runs.experiment, runs.plan
    uncertain = experiment.uncertainty
    source = {
        "posterior": "drawn from the posterior given the study",
        "prior": "drawn from the priors",
        "centre": "the centres of the priors, the same in all",
    }[uncertain.source]
    told = [
        (
            "Runs",
            f"{len(plan.policies)} alternatives in {len(plan.circumstances)} "
            f"circumstance{'s' if len(plan.circumstances) > 1 else ''}, each under "
            f"{len(runs.sets)} sets of the theory's numbers ({source}), with "
            f"{experiment.replicates} departments for each set. Every alternative has the same "
            "people with the same luck.",
        ),
        (
            "Effects",
            "Outcomes of people are differences from the same people in a department in which the "
            "group never meets; outcomes of the group itself, and costs, are what they are."
            if experiment.measured == "effect"
            else "Outcomes are told as they are, not as differences from nobody meeting.",
        ),
        (
            "Costs",
            "Meals and fees of groups, and members' hours at meetings for each who ever had a "
            "seat. The time of senior mentors, mentors in pairs and committees is not counted.",
        ),
        (
            "Intervals",
            "95 % intervals of means over the sets (Student's t on the means of sets), one by one "
            "and, by the largest studentised difference, for all outcomes at once.",
        ),
        (
            "Probabilities",
            "Of being better on average, best, or good enough: over what is uncertain about the "
            "theory's numbers. How much the luck of a set's few departments blurs them is "
            "estimated and taken out as far as can be (empirical Bayes, all alternatives at "
            "once); what is left errs towards undecided.",
        ),
    ]
    if len(plan.circumstances) > 1:
        told.append(("Over all circumstances", "Means in which every circumstance counts alike."))
    return tuple(told)
