"""Work: how many scholarly hours a week gives, and how they are shared among projects."""

from pmg_sim.jit import rule
from pmg_sim.theory.shapes import centred


@rule
def scholarly_hours(p, free_hours, motivation, efficacy, strain):
    """Return the hours a person puts into scholarly work this week, before any deadline.

    ``free_hours * (1 + a (2 motivation - 1)) (1 + b (2 efficacy - 1)) (1 - c (2 strain - 1))``

    so that a colleague at the reference state (one half in each) works `free_hours`.

    Parameters
    ----------
    p : record
        Uses `motivation_to_hours`, `efficacy_to_hours`, `strain_to_hours`.
    free_hours : float
        Discretionary and protected hours this week, hours >= 0.
    motivation, efficacy, strain : float
        States in [0, 1].

    Returns
    -------
    float
        Hours >= 0.

    Notes
    -----
    Source: sitzmann2013 for the weak leg from self-efficacy to output; assumption otherwise.
    """
    return (
        free_hours
        * (1.0 + p.motivation_to_hours * centred(motivation))
        * (1.0 + p.efficacy_to_hours * centred(efficacy))
        * (1.0 - p.strain_to_hours * centred(strain))
    )


@rule
def deadline_overtime(p, hours, pull):
    """Return the hours taken from personal time under a deadline's pull, hours >= 0.

    ``pull_to_overtime * hours * pull / (1 + pull)``. They are worked and they strain.
    Source: assumption.
    """
    return p.pull_to_overtime * hours * pull / (1.0 + pull)


@rule
def hours_per_weight(p, hours, weights):
    """Return the hours that a project of weight 1 gets this week, hours >= 0.

    ``hours / (weights + other_demands)``: projects, whose `weights` are summed, share the free
    `hours` with everything else that a week at work demands. Source: assumption.
    """
    return hours / (weights + p.other_demands)


@rule
def pace(p, research, management):
    """Progress made per hour worked, relative to a person whose know-how is one half.

    ``1 + know_how_to_pace * (research + management - 1)``, in (0, 2) as the parameter is below 1.
    Source: assumption.
    """
    return 1.0 + p.know_how_to_pace * (research + management - 1.0)


@rule
def start_rate(p, spare, motivation, efficacy):
    """Return the new solo projects a year, all kinds together, of a person with capacity to spare.

    ``starts_per_year * spare * (1 + a (2 motivation - 1)) (1 + b (2 efficacy - 1))``; `spare` is
    the share of `projects_at_once` that is free, in [0, 1]. Source: assumption.
    """
    return (
        p.starts_per_year
        * spare
        * (1.0 + p.motivation_to_hours * centred(motivation))
        * (1.0 + p.efficacy_to_hours * centred(efficacy))
    )
