"""Exchange between meetings: reading a colleague's draft, and measuring oneself against them."""

from pmg_sim.jit import rule


@rule
def reading_hours(p, trust, closeness, hours):
    """Hours spent on a colleague's draft this week, at most a quarter of `hours`.

    ``min(reading_hours * trust * closeness, hours / 4)``; trust and closeness in [0, 1].
    Source: study (drafts and resources passed on); form: assumption.
    """
    return min(p.reading_hours * trust * closeness, 0.25 * hours)


@rule
def comparison(p, own_pace, other_pace, orientation, closeness):
    """Log-odds that a look at a colleague's output adds to motivation this week, either sign.

    ``benchmarking * orientation * closeness * (other - own) / (other + own)``

    Paces in hours a week; `orientation` in [-1, 1]: whom others' success lifts, and whom it
    discourages; `closeness` in [0, 1]: one knows what friends get done. Source: study
    (benchmarking); form: assumption.
    """
    both = own_pace + other_pace
    if both <= 0.0:
        return 0.0
    return p.benchmarking * orientation * closeness * (other_pace - own_pace) / both
