"""Feedback and candour: closeness blunts what colleagues dare to say about work."""

from pmg_sim.jit import rule


@rule
def candour(p, closeness):
    """Share of a criticism that is said, in (0, 1]: ``1 - blunting * closeness``.

    `closeness` (mean over the pairs, or of one pair) in [0, 1]. Source: study
    (confronting a friend about work is harder); form: assumption.
    """
    return 1.0 - p.blunting * closeness


@rule
def feedback(p, safe, frank, expertise, minutes):
    """Return the useful criticism heard in `minutes`, in [0, 1).

    ``safe * frank * expertise * minutes / (minutes + feedback_minutes)``: it must be safe to show
    unfinished work, the listeners must be `frank` (candour) and know something (`expertise`).
    Source: frazier2017 (learning, unverified); form: assumption.
    """
    return safe * frank * expertise * minutes / (minutes + p.feedback_minutes)
