"""Projects: their size, and the journal's and the meeting's verdict on them."""

from pmg_sim.codes import PAPER, PRESENTATION, SERIES
from pmg_sim.jit import rule
from pmg_sim.theory.shapes import amount_like, log_odds, logistic


@rule
def kind_from(p, u):
    """Choose a project's kind from a uniform draw `u` by the shares of papers and series.

    Source: assumption.
    """
    if u < p.paper_share:
        return PAPER
    if u < p.paper_share + (1.0 - p.paper_share) * p.series_share:
        return SERIES
    return PRESENTATION


@rule
def kind_in_hand(p, u):
    """Choose the kind of a draft found in hand: the longer a kind takes, the more of it is there.

    Shares of kinds among new projects, weighted by their hours. Source: assumption.
    """
    papers = p.paper_share * p.paper_hours
    series = (1.0 - p.paper_share) * p.series_share * p.series_hours
    talks = (1.0 - p.paper_share) * (1.0 - p.series_share) * p.presentation_hours
    if u * (papers + series + talks) < papers:
        return PAPER
    if u * (papers + series + talks) < papers + series:
        return SERIES
    return PRESENTATION


@rule
def hours_needed(p, kind):
    """Hours from idea to a finished draft (paper, talk) or to the series taught, hours > 0.

    Source: assumption.
    """
    if kind == PAPER:
        return p.paper_hours
    if kind == SERIES:
        return p.series_hours
    return p.presentation_hours


@rule
def review_weeks(p, kind, z):
    """Weeks from submission to a decision: log-normal with the published mean and SD.

    ``exp(m + s z)`` with ``s^2 = log(1 + (sd / mean)^2)`` and ``m = log(mean) - s^2 / 2``;
    `z` is a standard normal draw. A conference answers in a fixed share of a journal's time;
    no answer comes in less than a week.
    Source: journal_lag (mean 181 days, SD 104, right-skewed); the conference's share: assumption.
    """
    lag = amount_like(p.review_mean_weeks, p.review_sd_weeks, z)
    if kind == PRESENTATION:
        lag *= p.conference_lag
    return max(lag, 1.0)


@rule
def acceptance(p, kind, quality):
    """Probability in (0, 1) that a submission is accepted.

    ``logistic(base + quality)``; `quality` is in log-odds, 0 for a solo draft by an author whose
    research know-how is one half. Source: acceptance_rate for papers, assumption for talks.
    """
    base = p.paper_acceptance if kind == PAPER else p.presentation_acceptance
    return logistic(log_odds(base) + quality)


@rule
def draft_quality(p, research, feedback, ideas):
    """Log-odds that a draft brings to its review.

    ``know_how_to_quality * (2 research - 1) + feedback_to_quality * feedback + ideas``;
    `research` in [0, 1]; `feedback` in [0, 1) is what candid readers gave; `ideas` in log-odds
    is what differing co-authors add. Source: assumption.
    """
    return p.know_how_to_quality * (2.0 * research - 1.0) + p.feedback_to_quality * feedback + ideas


@rule
def drop_rate(p, asked):
    """Rate at which a draft is given up, per year, >= 0.

    ``dropping_per_year (1 - asked)``: what colleagues will surely ask about is not quietly
    dropped (`asked` in [0, 1], 0 without a promise). Source: assumption.
    """
    return p.dropping_per_year * (1.0 - asked)


@rule
def resubmission_chance(p, motivation):
    """Probability in [0, 1] that a rejected paper is sent elsewhere.

    ``persistence + (1 - persistence) (motivation - 1/2)`` held to [0, 1]; `motivation` in [0, 1].
    Source: eventual_acceptance (assumption); form: assumption.
    """
    return min(1.0, max(0.0, p.persistence + (1.0 - p.persistence) * (motivation - 0.5)))
