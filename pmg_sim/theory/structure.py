"""Structure: how what several people bring to the lead of a meeting adds up, and what it costs."""

from pmg_sim.jit import rule


@rule
def either(one, other):
    """Strength in [0, 1] of what either of two sources brings: ``one + other (1 - one)``.

    Source: assumption.
    """
    return one + other * (1.0 - one)


@rule
def after_rivalry(p, trust, hierarchy):
    """Trust among members left after a meeting under some hierarchy, each in [0, 1].

    ``min(1, trust * (1 - rivalry * hierarchy))``: where one person decides, or judges careers,
    the others compete. Source: study (less competition and manoeuvring in a flat group) and
    greer2018 for the sign; its prior spans zero. Form: assumption.
    """
    return min(1.0, trust * (1.0 - p.rivalry * hierarchy))
