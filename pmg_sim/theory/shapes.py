"""The few shapes that every rule is built from: smooth, bounded, and plain enough to read.

Source: assumption, all of them; each rule that uses one says what speaks for it.
"""

import math

from pmg_sim.jit import rule


@rule
def logistic(x):
    """Log-odds to a share: ``1 / (1 + exp(-x))``, strictly inside (0, 1) for x from -36 to 36."""
    odds = math.exp(-abs(x))
    return (1.0 if x >= 0.0 else odds) / (1.0 + odds)


@rule
def log_odds(share):
    """Share in (0, 1) to log-odds; the inverse of `logistic`."""
    return math.log(share / (1.0 - share))


@rule
def centred(share):
    """Map a state in [0, 1] to [-1, 1], with 0 at the reference of one half."""
    return 2.0 * share - 1.0


@rule
def toward(value, target, rate):
    """Move `value` the fraction `rate` (0 to 1) of its way to `target`."""
    return value + rate * (target - value)


@rule
def raise_by(value, gain):
    """Raise a state by the fraction `gain` (0 to 1) of what is left below 1."""
    return value + gain * (1.0 - value)


@rule
def lower_by(value, loss):
    """Lower a state by the fraction `loss` (0 to 1) of itself."""
    return value - loss * value


@rule
def saturating(amount, half):
    """``amount / (amount + half)``: 0 at none, one half at `half`, below 1 always; same unit."""
    return amount / (amount + half)


@rule
def between(value, low, high):
    """Hold `value` inside [`low`, `high`]."""
    return min(max(value, low), high)


@rule
def per_week(rate_per_year):
    """Turn a rate per year into one per week, both >= 0."""
    return rate_per_year / 52.0


@rule
def befalls(u, rate_per_week):
    """Whether an event comes in a week, by a uniform draw: ``u < 1 - exp(-rate_per_week)``.

    No chance is above its rate, so that most draws are settled without reckoning the chance.
    """
    return u < rate_per_week and u < -math.expm1(-rate_per_week)


@rule
def over_weeks(chance, intervals):
    """Chance (or rate) in [0, 1] over so many intervals, from that over one.

    ``1 - (1 - chance)^intervals``, `intervals` > 0 and not whole.
    """
    return 1.0 - (1.0 - chance) ** intervals


@rule
def amount_like(mean, sd, z):
    """Positive amount from a standard normal `z`: log-normal with this mean and SD (same unit)."""
    ratio = sd / mean
    variance = math.log1p(ratio * ratio)
    return math.exp(math.log(mean) - 0.5 * variance + math.sqrt(variance) * z)


@rule
def share_like(mean, sd, z):
    """Share in (0, 1) from a standard normal `z`: logit-normal, about this mean and SD."""
    return logistic(log_odds(mean) + sd / (mean * (1.0 - mean)) * z)


@rule
def indicator(flag):
    """1.0 where `flag` holds, else 0.0."""
    return 1.0 if flag else 0.0
