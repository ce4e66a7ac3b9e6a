"""Minutes of the first replicate's meetings, as a group's secretary would write them.

Everything in them was simulated; sensitive matters stay out, as in the study's minutes: personal
talk appears as minutes only.
"""

from collections.abc import Iterator

import pandas as pd

from pmg_sim.experiments.journal import MeetingEntry, Turn
from pmg_sim.experiments.minutes_wording import STARTS, WORK, listed, pick, told, when
from pmg_sim.experiments.run import Results

AGENDA = {
    "decisions": "deciding what to do",
    "curriculum": "programme",
    "check_ins": "check-ins",
    "projects": "joint projects",
    "open_floor": "open floor",
    "personal": "personal talk",
    "breaks": "breaks",
}
"""The items of a meeting, by column of the table of meetings, in the order of the minutes."""

OUTSIDE = "a colleague outside the group"


def minutes(results: Results) -> str:
    """Write the minutes of every meeting of the first replicate, as Markdown.

    Parameters
    ----------
    results : Results
        From `run`; results that were read back from a folder have no journal to write from.
    """
    lines = [
        f"# Minutes: {results.scenario.title}",
        "",
        f"First replicate of the scenario {results.scenario.name}, seed {results.seed}. All of it "
        "is simulated. The run begins in year 1, week 1.",
    ]
    if not results.scenario.group or "group" not in results.arms:
        return "\n".join([*lines, "", "There is no group in this scenario, so nobody met.", ""])
    people = results.people[(results.people["replicate"] == 0) & (results.people["arm"] == "group")]
    meetings = results.meetings[results.meetings["replicate"] == 0].reset_index(drop=True)
    for g in range(len(results.scenario.groups())):
        lines += _Secretary(results, g, people, meetings).write()
    return "\n".join([*lines, ""])


class _Secretary:
    """Writes the minutes of one group, and remembers what each member promised last."""

    def __init__(
        self, results: Results, g: int, people: pd.DataFrame, meetings: pd.DataFrame
    ) -> None:
        self.results, self.g, self.meetings = results, g, meetings
        self.group = results.scenario.groups()[g]
        seated = people[people["joined_group"] >= 0]
        belongs = (seated["cohort"] == g) | (seated["admitted_to"] == g)
        joined = seated[belongs].sort_values("joined_group", kind="stable")
        mentors = seated[seated["mentor_of"] == g]
        self.people = pd.concat([joined, mentors]).set_index("key")
        self.label = {key: f"member {k + 1}" for k, key in enumerate(joined["key"])}
        several = len(mentors) > 1
        for k, key in enumerate(mentors["key"]):
            self.label[key] = f"senior mentor {k + 1}" if several else "senior mentor"
        self.promised: dict[int, Turn] = {}
        lives = results.lives
        own = lives[(lives["group"] == self.group.name) & (lives["replicate"] == 0)]
        self.life = None if own.empty else own.iloc[0]

    def write(self) -> list[str]:
        """Return the lines of the group's minutes."""
        entries = [entry for entry in self.results.journal if entry.group == self.g]
        lines = ["", f"## The group {self.group.name}", ""]
        if self.life is None:
            return [*lines, "It was never founded."]
        if not self.label:
            return [*lines, "Nobody joined."]
        founded = int(self.life["founded"])
        founders = [
            label
            for key, label in self.label.items()
            if self.people.loc[key, "joined_group"] == founded
        ]
        lines.append(f"Founded in {when(founded)} by {listed(founders)}.")
        if not self.group.minutes_kept:
            lines.append("The group keeps no minutes itself; this is the simulation's record.")
        before = founded
        for number, entry in enumerate(entries, 1):
            lines += ["", *self._meeting(entry, number, before)]
            before = entry.week
        return [*lines, "", *self._end(len(entries), before)]

    def _meeting(self, entry: MeetingEntry, number: int, before: int) -> Iterator[str]:
        row = self.meetings.loc[entry.row]
        head = f"Meeting {number}: {when(entry.week)}, {row['hour']}"
        if not row["held"]:
            yield f"### {head}, not held"
            yield ""
            yield (
                f"{row['present']} of {row['invited']} came, fewer than the quorum of "
                f"{self.group.quorum}; no business was done."
            )
            return
        yield f"### {head}, {row['purpose']}"
        turns = [turn for turn in entry.turns if not self._gone(turn.key, entry.week)]
        present = [self.label[turn.key] for turn in turns if turn.present]
        absent = [self.label[turn.key] for turn in turns if not turn.present]
        for name, text in (
            ("Present", listed(present)),
            ("Apologies", listed(absent) or "none"),
            ("Since last time", " ".join(self._changes(before, entry.week))),
            ("Agenda", self._agenda(row)),
        ):
            if text:
                yield ""
                yield f"{name}: {text}" + ("" if text.endswith(".") else ".")
        plans = [turn for turn in turns if turn.present and not turn.mentor]
        if row["purpose"] == "discussion":
            yield ""
            for k, turn in enumerate(plans):
                yield self._turn(turn, number + k)
        for k, (kind, authors) in enumerate(entry.started):
            names = listed([self.label.get(key, OUTSIDE) for key in authors])
            yield ""
            yield pick(STARTS, number + k).format(work=WORK[kind], authors=names)

    def _turn(self, turn: Turn, number: int) -> str:
        text = told(turn, self.promised.get(turn.key), number)
        if turn.reviewed_status >= 0:
            self.promised.pop(turn.key, None)
        if turn.promised_kind >= 0:
            self.promised[turn.key] = turn
        label = self.label[turn.key]
        return f"- {label[0].upper()}{label[1:]}. {text}"

    def _gone(self, key: int, week: int) -> bool:
        """Tell whether a dated event took somebody away before this week's meeting."""
        person = self.people.loc[key]
        return bool(person["excused"]) and person["left"] == week

    def _agenda(self, row: pd.Series) -> str:
        """List the minutes of each item, rounded so that they add up to the length."""
        exact = {name: float(row[name]) for name in AGENDA}
        whole = {name: int(value) for name, value in exact.items()}
        short = round(float(row["length"])) - sum(whole.values())
        for name in sorted(AGENDA, key=lambda name: whole[name] - exact[name])[: max(0, short)]:
            whole[name] += 1
        items = [f"{AGENDA[name]} {count} min" for name, count in whole.items() if count > 0]
        return f"{'; '.join(items)}; {round(float(row['length']))} min in all"

    def _changes(self, before: int, week: int) -> Iterator[str]:
        """Tell who left since the last meeting, and who joined."""
        for key, label in self.label.items():
            person = self.people.loc[key]
            if before < person["joined_group"] <= week:
                yield f"{label.capitalize()} has joined."
            left = person["left_group"]
            if before <= left < week or (left == week and self._gone(key, week)):
                yield f"{label.capitalize()} has left {self._what_was_left(person)}."

    def _what_was_left(self, person: pd.Series) -> str:
        if person["left"] != person["left_group"]:
            return "the group"
        return "the career track" if person["status"] == "left_track" else "the department"

    def _end(self, called: int, last: int) -> list[str]:
        planned, held = (
            len(self.meetings[self.meetings["group"] == self.group.name]),
            int(self.life["meetings_held"]),
        )
        count = f"{held} of {planned} planned meetings were held, {called} called."
        if self.life["ended"] < 0:
            week = self.results.scenario.horizon_weeks - 1
            return [f"The group goes on: it was alive in {when(week)}. {count}"]
        ended = int(self.life["founded"] + self.life["weeks_alive"])
        gone = " ".join(text for text in self._changes(last, ended) if "left" in text)
        end = f"The group ended in {when(ended)}: {self.life['end_reason']}. {count}"
        return [gone, "", end] if gone else [end]
