"""The groups of a run in plain words: their life, how long they last, what they cost."""

from pmg_sim.experiments.wording import interval, number, percent, share, with_range


def group_lines(summary: dict) -> list[str]:
    """Tell how the groups lived and ended, and what they cost."""
    group = summary["group"]
    planned, held = group["meetings_planned"], group["meetings_held"]
    ended = [f"{reason} {share:.0%}" for reason, share in group["ended"].items() if share]
    one = group["groups"] == 1
    study = f"the study had {group['attendance_study']:.0%}"
    lines = [
        f"{'The group' if one else 'The groups'}: {number(planned['mean'], 0)} meetings planned, "
        f"{with_range(held)} held; the study had {group['meetings_study']}.",
        f"  Alive at the end: {percent(group['alive_at_end'])}. "
        f"Ended: {', '.join(ended) or 'none'}.",
        f"  Evening attendance: {percent(group['attendance'])}; {study}.",
    ]
    gone = group["dissolved"]
    if gone["groups"]:
        lines.append(
            f"  Of those that dissolved {share(gone['faded_first'])} had faded before, for "
            f"{number(gone['weeks_of_fading']['mean'], 0)} weeks; at the last meeting time "
            f"{number(gone['members_at_last']['mean'])} members, turnout "
            f"{share(gone['turnout_at_last']['mean'])}, felt value "
            f"{number(gone['value_at_last']['mean'], 2)}, commitment "
            f"{number(gone['commitment_at_last']['mean'], 2)}."
        )
    if group["re_formed"]:
        lines.append(
            f"  Tried again after they had dissolved: {share(group['re_formed'])}; they count as "
            "lasting if they live at the end."
        )
    return [*lines, *_lasting(group["lasting"]), *_costs(summary["costs"])]


def _lasting(curves: list[dict]) -> list[str]:
    """Tell the shares of groups that last so many years, by structure."""
    structures = list(dict.fromkeys(entry["structure"] for entry in curves))
    lines = []
    for structure in structures:
        points = [entry for entry in curves if entry["structure"] == structure]
        shares = ", ".join(
            f"{entry['alive']:.0%} after {entry['week'] // 52}" for entry in points[1:]
        )
        if shares and points[0]["groups"] > 1:
            lines.append(f"  Lasting, of {points[0]['groups']} {structure}: {shares} years.")
    return lines


def _costs(costs: dict) -> list[str]:
    lines = ["  Costs of a replicate, by payer or by whose time it is:"]
    for entry in costs["items"]:
        amount = f"{entry['usd']:.0f} dollars" if entry["usd"] else f"{entry['hours']:.0f} hours"
        each = entry["hours_per_person"]
        person = f" ({each:.0f} a person)" if each is not None and not entry["usd"] else ""
        lines.append(f"    {entry['item']}, {entry['payer']}: {amount}{person}")
    gain = costs["benefit"]["satisfaction"]
    if gain["per_100_evening_hours"]["mean"] is not None:
        lines.append(
            "  Satisfaction gained by those invited together, per 100 of their evening hours: "
            f"{interval(gain['per_100_evening_hours'], 2)}; per 1000 dollars: "
            f"{interval(gain['per_1000_usd'], 2)}."
        )
    return lines
