"""Draws that are a pure function of their key, so that the same people meet the same luck.

A draw's key is (seed, replicate, person, week, purpose, index). No draw depends on another one or
on how many were made before it: two arms of a comparison share every draw, a new person or rule
moves nobody else's, and any week can be computed alone.

The generator is splitmix64's finaliser [1]_, applied twice to a Weyl combination of the key's
numbers. The functions give the same bits compiled and as plain Python (``NUMBA_DISABLE_JIT=1``).

References
----------
.. [1] Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators", OOPSLA;
   multipliers of variant 13 of Stafford (2011), "Better bit mixing".
.. [2] Wichura (1988), "Algorithm AS 241: the percentage points of the normal distribution",
   Applied Statistics 37, 477-484.
"""

import math

import numpy

from pmg_sim.jit import config, process, rule, seldom


def _wrap(number):
    """Return the number modulo 2**64, as plain Python's stand-in for ``numpy.uint64``."""
    return int(number) & 0xFFFFFFFFFFFFFFFF


# Compiled, every integer below is a uint64: one int64 among them would turn sums into floats.
# Plain, they are Python's own integers, which never overflow and are masked instead.
uint64 = _wrap if config.DISABLE_JIT else numpy.uint64

MASK = uint64(0xFFFFFFFFFFFFFFFF)
MULTIPLY_1 = uint64(0xBF58476D1CE4E5B9)
MULTIPLY_2 = uint64(0x94D049BB133111EB)
SHIFT_30 = uint64(30)
SHIFT_27 = uint64(27)
SHIFT_31 = uint64(31)

# One odd step for each number of a key, with no short way back to the same place
# (tests/test_dice.py measures that).
STEP_SEED = uint64(0x9E3779B97F4A7C15)
STEP_REPLICATE = uint64(0xD1342543DE82EF95)
STEP_PERSON = uint64(0xC2B2AE3D27D4EB4F)
STEP_WEEK = uint64(0x165667B19E3779F9)
STEP_PURPOSE = uint64(0xA0761D6478BD642F)
STEP_INDEX = uint64(0xE7037ED1A0B428DB)

DROP_11 = uint64(11)
DROP_12 = uint64(12)
UNIT_53 = 2.0**-53
UNIT_52 = 2.0**-52

# Numerator and denominator of Wichura's three fractions, lowest power first.
CENTRE_EDGE = 0.425
CENTRE_SQUARED = 0.180625
TAIL_SHIFT = 1.6
FAR_TAIL = 5.0
CENTRE_TOP = (
    3.3871328727963666080,
    133.14166789178437745,
    1971.5909503065514427,
    13731.693765509461125,
    45921.953931549871457,
    67265.770927008700853,
    33430.575583588128105,
    2509.0809287301226727,
)
CENTRE_BOTTOM = (
    1.0,
    42.313330701600911252,
    687.18700749205790830,
    5394.1960214247511077,
    21213.794301586595867,
    39307.895800092710610,
    28729.085735721942674,
    5226.4952788528545610,
)
TAIL_TOP = (
    1.42343711074968357734,
    4.63033784615654529590,
    5.76949722146069140550,
    3.64784832476320460504,
    1.27045825245236838258,
    0.241780725177450611770,
    0.0227238449892691845833,
    7.74545014278341407640e-4,
)
TAIL_BOTTOM = (
    1.0,
    2.05319162663775882187,
    1.67638483018380384940,
    0.689767334985100004550,
    0.148103976427480074590,
    0.0151986665636164571966,
    5.47593808499534494600e-4,
    1.05075007164441684324e-9,
)
FAR_TOP = (
    6.65790464350110377720,
    5.46378491116411436990,
    1.78482653991729133580,
    0.296560571828504891230,
    0.0265321895265761230930,
    0.00124266094738807843860,
    2.71155556874348757815e-5,
    2.01033439929228813265e-7,
)
FAR_BOTTOM = (
    1.0,
    0.599832206555887937690,
    0.136929880922735805310,
    0.0148753612908506148525,
    7.86869131145613259100e-4,
    1.84631831751005468180e-5,
    1.42151175831644588870e-7,
    2.04426310338993978564e-15,
)


@rule
def fraction(top, bottom, x):
    """Return the quotient of two polynomials of degree seven."""
    above = top[7]
    below = bottom[7]
    for power in range(6, -1, -1):
        above = above * x + top[power]
        below = below * x + bottom[power]
    return above / below


@seldom
def normal_quantile(share):
    """Return the standard normal quantile of a share strictly inside (0, 1) [2]_."""
    from_centre = share - 0.5
    if abs(from_centre) <= CENTRE_EDGE:
        x = CENTRE_SQUARED - from_centre * from_centre
        return from_centre * fraction(CENTRE_TOP, CENTRE_BOTTOM, x)
    tail = math.sqrt(-math.log(min(share, 1.0 - share)))
    if tail <= FAR_TAIL:
        size = fraction(TAIL_TOP, TAIL_BOTTOM, tail - TAIL_SHIFT)
    else:
        size = fraction(FAR_TOP, FAR_BOTTOM, tail - FAR_TAIL)
    return math.copysign(size, from_centre)


@rule
def mix(z):
    """Scatter 64 bits: splitmix64's finaliser, a bijection."""
    z = ((z ^ (z >> SHIFT_30)) * MULTIPLY_1) & MASK
    z = ((z ^ (z >> SHIFT_27)) * MULTIPLY_2) & MASK
    return z ^ (z >> SHIFT_31)


@process("uint64(uint64, int64, int64, int64, int64)")
def bits(stream, person, week, purpose, index):
    """Return the 64 random bits of a key; parameters as for `uniform`."""
    z = mix((uint64(stream) + uint64(person) * STEP_PERSON + uint64(week) * STEP_WEEK) & MASK)
    return mix((z + uint64(purpose) * STEP_PURPOSE + uint64(index) * STEP_INDEX) & MASK)


@process("uint64(int64, int64)")
def key(seed, replicate):
    """Return the stream of one replicate, the first part of the key of all its draws.

    Parameters
    ----------
    seed
        From 0 to 2**63 - 1.
    replicate
        Number of the replicate.

    Returns
    -------
    int
        An unsigned number of 64 bits.
    """
    return mix((mix((uint64(seed) + STEP_SEED) & MASK) + uint64(replicate) * STEP_REPLICATE) & MASK)


@process("float64(uint64, int64, int64, int64, int64)")
def uniform(stream, person, week, purpose, index):
    """Draw a number from 0 up to, but not including, 1.

    Parameters
    ----------
    stream
        The replicate's stream, from `key`.
    person
        The person's key, which is never the row in the arrays; 0 or less for what befalls no
        single person.
    week
        Week of the run.
    purpose
        One of `pmg_sim.purposes`.
    index
        Tells apart draws that share all the rest.
    """
    return (bits(stream, person, week, purpose, index) >> DROP_11) * UNIT_53


@process("float64(uint64, int64, int64, int64, int64)")
def normal(stream, person, week, purpose, index):
    """Draw from the standard normal distribution, between -8.3 and 8.3.

    Takes the quantile of the same bits that `uniform` takes, so the two rise together: use one of
    them for a key, not both. Parameters as for `uniform`.
    """
    # Half a step away from both ends: with 53 bits the highest would round to 1.
    inside = (bits(stream, person, week, purpose, index) >> DROP_12) + 0.5
    return normal_quantile(inside * UNIT_52)
