"""The tables of the credibility dossier, from the shipped posterior and the reference results."""

from math import hypot

from reference_tables import reference
from state_tables import table

from pmg_sim.calibration.weigh import RELIABLE
from pmg_sim.calibration.without import compare
from pmg_sim.parameters import PARAMETERS
from pmg_sim.posterior import posterior_manifest
from pmg_sim.validation import tables as pages
from pmg_sim.validation.tables import PUBLISHED, STUDY, plain

SURELY = 2.0
"""Errors by which a difference has to exceed zero to be told from it."""

STRONG, SEVERAL = 3.0, 3.0
"""A log Bayes factor from which evidence is strong, and the errors that it has to exceed, because
many are looked at together."""


def size() -> str:
    """Return free numbers and data points side by side, and how the posterior was made."""
    told = posterior_manifest()
    rows = [
        ("numbers of the theory", told["numbers_of_the_theory"]),
        ("of these, free in the calibration", len(told["free"])),
        ("numbers of the study in the fit", len(told["data"])),
        ("published baselines in the fit", len(told["baselines"])),
        ("parameters of a single theme or scenario", 0),
        ("simulated groups", f"{told['runs']:,}"),
        ("groups of equal weight that would tell as much", f"{told['effective']:.0f}"),
        (
            f"shape of the tail of the weights (to be relied on up to {RELIABLE:g})",
            f"{told['pareto']:.2f}",
        ),
        ("log-evidence", f"{told['evidence']:.2f}, error {told['evidence_error']:.2f}"),
    ]
    words = ""
    if told["pareto"] > RELIABLE:
        words = (
            "\n\nThe tail of the weights is heavier than it should be: a few lucky groups carry "
            "more than their share, and Monte Carlo errors are larger than they are told. More "
            "simulated groups help slowly; the second method below, which has no weights, is the "
            "check on what this does."
        )
    return table("what | how many", rows) + words


def dials() -> str:
    """Return the numbers that were refused for being the dial of one number of the study."""
    rows = ((f"`{name}`", plain(number)) for name, number in posterior_manifest()["dials"].items())
    return table("number of the theory | the one number of the study that it explains", rows)


def learnt() -> str:
    """Return prior and posterior of each free number with the information gained."""
    rows = (
        (
            f"`{row['name']}`",
            PARAMETERS[row["name"]].meaning,
            _three(row, "prior"),
            _three(row, "posterior"),
            f"{row['shift']:+.2f}",
            f"{row['bits']:.2f} ({row['error']:.2f})",
            "yes" if row["learnt"] else "not identified",
        )
        for row in sorted(posterior_manifest()["margins"], key=lambda row: -row["bits"])
    )
    head = "number | what it is | prior | posterior | shift, prior SD | bits (error) | learnt"
    return table(head, rows)


def _three(row: dict, which: str) -> str:
    low, median, high = (row[f"{which}_{part}"] for part in ("low", "median", "high"))
    return f"{median:.3g} ({low:.3g} to {high:.3g})"


def identified() -> str:
    """Say in words what was learnt and what was not."""
    rows = posterior_manifest()["margins"]
    yes = [f"`{row['name']}`" for row in rows if row["learnt"]]
    no = [f"`{row['name']}`" for row in rows if not row["learnt"]]
    return (
        f"Something was learnt about {len(yes)} of {len(rows)}: {', '.join(yes)}. "
        f"Not identified, because the study tells too little of them: {', '.join(no)}."
    )


def fitted_baselines() -> str:
    """Return the published baselines with what the calibrated model gives."""
    rows = (
        (
            plain(row["name"]),
            f"{row['value']:.3g}",
            f"{row['sd']:.2g}",
            f"{row['posterior']:.3g}",
            f"{row['shipped']:.3g} ({row['shipped_sd']:.2g})",
            f"{100 * row['explained']:.0f} %",
        )
        for row in posterior_manifest()["baselines"]
    )
    head = (
        "baseline | published | SD | posterior mean | over the shipped sets (SD) | "
        "variance that the emulator explains"
    )
    return table(head, rows)


def left_out() -> str:
    """Return each number as predicted from the others."""
    return table(" | ".join(pages.LEFT_OUT_HEAD), pages.left_out_rows(posterior_manifest()))


def scores() -> str:
    """Return the leave-one-out scores of the model and of its rivals, added up by kind."""
    told = posterior_manifest()
    alone = reference("mechanisms")["found"][0]["scores"]
    kinds = {row["name"]: row["kind"] for row in told["leave_one_out"]}
    rows = []
    for one in pages.sums(told):
        own = sum(score for name, score in alone.items() if kinds[name] == one["kind"])
        parts = (one["model"], one["priors"], own, one["constants"], one["sharp"])
        rows.append((one["kind"], one["numbers"], *map(_score, parts)))
    head = (
        "kind | numbers | calibrated model | priors alone | no group mechanisms | one constant | "
        "one constant, no tolerance"
    )
    return f"{table(head, rows)}\n\n{_verdicts(told, alone)}"


def _score(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _verdicts(told: dict, alone: dict[str, float]) -> str:
    model = {row["name"]: row["score"] for row in told["leave_one_out"]}
    noise = {row["name"]: row["error"] for row in told["leave_one_out"]}
    priors = {row["name"]: row["prior_score"] for row in told["leave_one_out"]}
    constants = {name: one["score"] for name, one in told["constants"].items()}
    sharp = {name: one["sharp"] for name, one in told["constants"].items()}
    lines = []
    for rival, other in (
        ("the priors alone", priors),
        ("the model in which a group meets and no mechanism acts", alone),
        ("the three constants, under the same tolerance", constants),
        ("the three constants without tolerance", sharp),
    ):
        found = compare(model, other)
        own = hypot(*(noise[name] for name in model if name in other))
        lines.append(f"- Against {rival}: {_difference(found, own)}")
    return "\n".join(lines)


def _difference(found: dict, noise: float) -> str:
    value, error = found["difference"], hypot(found["error"], noise)
    told = f"{value:+.1f} over {found['numbers']} numbers, standard error {error:.1f}: "
    if abs(value) < SURELY * error:
        return told + "the study cannot tell them apart."
    return told + ("the calibrated model predicts better." if value > 0 else "it predicts worse.")


def mechanisms() -> str:
    """Return what the study says of each mechanism."""
    *others, whole = reference("mechanisms")["found"]
    rows = []
    for one in others:
        bayes = whole["evidence"] - one["evidence"]
        error = hypot(whole["error"], one["error"])
        found = compare(whole["scores"], one["scores"])
        words = "cannot be told"
        if abs(bayes) > max(STRONG, SEVERAL * error):
            words = "supported" if bayes > 0 else "spoken against"
        name = one["off"][0] if len(one["off"]) == 1 else "all that act by the group"
        rows.append(
            (
                name,
                f"{bayes:+.2f} ({error:.2f})",
                f"{found['difference']:+.2f} ({found['error']:.2f})",
                f"{one['effective']:.0f}",
                f"{one['shape']:.2f}",
                words,
            )
        )
    head = (
        "left out | log Bayes factor for it (error) | leave-one-out score gained by it (error) | "
        "effective groups | shape of the tail | the study"
    )
    return table(head, rows)


def inference() -> str:
    """Return the check of the inference on studies that were made up."""
    check = reference("calibration_check")["found"]
    wrong = {row["name"]: row for row in check["wrong_numbers"]}
    rows = (
        (
            f"`{row['name']}`",
            f"{row['p']:.3f}",
            "yes" if row["passes"] else "**no**",
            f"{row['coverage_50']:.2f} / {row['coverage_80']:.2f} / {row['coverage_90']:.2f}",
            f"{row['recovery']:.2f}",
            f"{wrong[row['name']]['p']:.2g}"
            + ("" if wrong[row["name"]]["passes"] else " **found**"),
        )
        for row in check["numbers"]
    )
    head = (
        "number | p | passes | intervals of 50 / 80 / 90 % hold the truth | recovery | p, planted"
    )
    low, median, high = check["effective"]
    ninety = check["coverage"]["90 %"]
    verdict = "passes" if check["passes"] else "does not pass"
    wrong_verdict = "passes" if check["wrong_passes"] else "fails, as it should"
    words = (
        f"Over {check['studies']} studies the calibration of the inference **{verdict}** at a "
        f"level of {check['level']:g} (Kolmogorov-Smirnov for each number, Holm over all). With "
        f"the prior of {', '.join(f'`{name}`' for name in check['planted']['in'])} moved by "
        f"{check['planted']['shift']:g} standard deviations in the inference alone it "
        f"{wrong_verdict}. In a study {median:.0f} trials count (a tenth of the studies have "
        f"fewer than {low:.0f}, a tenth more than {high:.0f}). Over all numbers together, "
        f"intervals of 90 % hold the truth in {100 * ninety['share']:.1f} % of the cases: "
        f"{_short(ninety)}."
    )
    shares = (
        (
            name,
            f"{one['share']:.3f} ({one['low']:.3f} to {one['high']:.3f})",
            f"{one['most']:.3f}",
            f"{one['fewest']:.3f}",
        )
        for name, one in check["coverage"].items()
    )
    second = table("interval | holds the truth | where more trials count | where fewer do", shares)
    return f"{words}\n\n{second}\n\n{table(head, rows)}"


def _short(coverage: dict) -> str:
    if coverage["low"] <= 0.9 <= coverage["high"]:
        return "as they should"
    return "they are too narrow" if coverage["high"] < 0.9 else "they are too wide"


def second_method() -> str:
    """Return the posterior by two methods."""
    rows = reference("calibration_check")["found"]["second"]
    learnt = {row["name"] for row in posterior_manifest()["margins"] if row["learnt"]}
    cells = (
        (
            f"`{row['name']}`" + (" (learnt)" if row["name"] in learnt else ""),
            f"{row['mean']:+.2f} ({row['sd']:.2f})",
            f"{row['other_mean']:+.2f} ({row['other_sd']:.2f})",
            f"{row['apart']:.2f}",
        )
        for row in rows
    )
    apart = max(row["apart"] for row in rows if row["name"] in learnt)
    words = (
        f"Of those about which something was learnt, no mean is further apart than {apart:.2f} "
        f"standard deviations of the prior; of all, none further than "
        f"{max(row['apart'] for row in rows):.2f}."
    )
    head = "number | weights of trials: mean (SD) | learnt ratio, Markov chain: mean (SD) | apart"
    return f"{table(head, cells)}\n\n{words}"


def _entries(*kinds: str) -> str:
    found = reference("validation")["found"]
    return table(" | ".join(pages.HEAD), pages.rows_of(found, kinds))


def validated_study() -> str:
    """Return every number of the study beside the calibrated model."""
    return f"{_entries(*STUDY)}\n\n{pages.tally(reference('validation')['found'])}"


def validated_patterns() -> str:
    """Return every pattern over the posterior."""
    return _entries("pattern")


def validated_published() -> str:
    """Return every published figure over the posterior."""
    return _entries(*PUBLISHED)
