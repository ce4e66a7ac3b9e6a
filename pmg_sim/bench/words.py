"""What the benchmark found, in words and short tables."""

from typing import Any

NAMES = {
    "ensemble": "ensemble, one core",
    "ensemble_all_cores": "ensemble, all cores",
    "our_mesa": "our Mesa model",
    "our_mesa_without_collector": "our Mesa model, no collector",
    "plain_mesa": "plain Mesa",
    "plain_mesa_without_collector": "plain Mesa, no collector",
    "costly_numba": "costly part, our rules",
    "costly_numpy": "costly part, numpy",
    "costly_c": "costly part, C",
    "costly_c_exact": "costly part, C, no fused products",
}
"""The contestants; those of the costly part are told per person-week, the others per run."""


def readable(seconds: float) -> str:
    """Return a time with three digits and a fitting unit."""
    if seconds == 0.0:
        return "0"
    for size, unit in ((1.0, "s"), (1e-3, "ms"), (1e-6, "us")):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def in_words(found: dict[str, Any]) -> str:
    """Return the result of `pmg_sim.bench.run.run_bench` for a terminal."""
    lines = [f"{'':36}{'median':>10}{'quartiles':>24}{'fastest':>10}"]
    for name, one in found["seconds"].items():
        quartiles = f"{readable(one['lower_quartile'])} to {readable(one['upper_quartile'])}"
        lines.append(
            f"{NAMES[name]:36}{readable(one['median']):>10}{quartiles:>24}"
            f"{readable(one['minimum']):>10}"
        )
    lines += ["", f"{'ratio':44}{'median':>8}{'quartiles':>18}"]
    for name, one in found["ratio_spreads"].items():
        if one is None:
            lines.append(f"{name:44}{'no gcc':>8}")
            continue
        quartiles = f"{one['lower_quartile']:.3g} to {one['upper_quartile']:.3g}"
        lines.append(f"{name:44}{one['median']:8.3g}{quartiles:>18}")
    lines += [
        "",
        f"{'phase':14}{'ns a person-week':>18}{'share':>8}{'draws':>8}{'exp, log, sqrt':>16}",
    ]
    total = sum(row["nanoseconds"] or 0.0 for row in found["phases"].values())
    for phase, row in found["phases"].items():
        spent = "" if row["nanoseconds"] is None else f"{row['nanoseconds']:.0f}"
        share = "" if row["nanoseconds"] is None else f"{row['nanoseconds'] / total:.0%}"
        lines.append(
            f"{phase:14}{spent:>18}{share:>8}{row['draws']:8.2f}{row['transcendental']:16.2f}"
        )
    for series, rows in found.get("growth", {}).items():
        lines += ["", f"{series:>12}{'seconds':>12}{'ns a person-week':>18}"]
        lines += [
            f"{row['size']:12}{row['seconds']['median']:12.4f}{row['nanoseconds']['median']:18.0f}"
            for row in rows
        ]
    where = found["machine"]
    lines += ["", f"{where['processor']}, {where['cores']} cores, {where['system']}."]
    if found["quick"]:
        lines.append("A quick look: so little work was timed that the times mean little.")
    return "\n".join(lines)
