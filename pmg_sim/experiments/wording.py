"""Numbers and names in words, as the summary on the screen has them."""


def plain(name: str) -> str:
    """Write a name of the tables in words."""
    return name.replace("_", " ")


def share(value: float | None) -> str:
    """Write a share in whole per cent, or a dash."""
    return "-" if value is None else f"{value:.0%}"


def count(number: int, noun: str) -> str:
    """Write a number of things."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def number(value: float | None, digits: int = 1) -> str:
    """Write a number, or a dash."""
    if value is None:
        return "-"
    return f"{value:.{digits}f}"


def with_range(estimate: dict, digits: int = 1) -> str:
    """Write a mean with its range."""
    if estimate["low"] is None:
        return number(estimate["mean"], digits)
    low, high = (number(estimate[end], digits).removesuffix(".0") for end in ("low", "high"))
    return f"{number(estimate['mean'], digits)} ({low}-{high})"


def percent(estimate: dict) -> str:
    """Write a share with its interval, in per cent."""
    if estimate["low"] is None:
        return share(estimate["mean"])
    return f"{estimate['mean']:.0%} ({estimate['low']:.0%} to {estimate['high']:.0%})"


def interval(estimate: dict, digits: int) -> str:
    """Write a mean with its interval."""
    if estimate["mean"] is None:
        return "-"
    if estimate["low"] is None:
        return f"{estimate['mean']:.{digits}f}"
    low, high = (f"{estimate[bound]:.{digits}f}" for bound in ("low", "high"))
    return f"{estimate['mean']:.{digits}f} ({low} to {high})"


def signed(difference: dict, digits: int) -> str:
    """Write a difference with its interval, and a question mark where it spans zero."""
    mean, low, high = difference["mean"], difference["low"], difference["high"]
    if mean is None:
        return "-"
    if low is None:
        return f"{mean:+.{digits}f}"
    if low == high == 0.0:
        return "none in any replicate"
    mark = " ?" if difference["undetermined"] else ""
    return f"{mean:+.{digits}f} ({low:+.{digits}f} to {high:+.{digits}f}){mark}"
