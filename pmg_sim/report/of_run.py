"""The folder of one run, read into the content of a page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pmg_sim.comparison.differences import differences
from pmg_sim.experiments.group_words import group_lines
from pmg_sim.experiments.manifest import FORMAT
from pmg_sim.experiments.place import MANIFEST, FolderError
from pmg_sim.experiments.wording import interval
from pmg_sim.experiments.words import in_words
from pmg_sim.report import run_tables
from pmg_sim.report.cells import in_text
from pmg_sim.report.content import Content, Figure, Part, Table
from pmg_sim.report.folder import SUMMARY, picture, read_json
from pmg_sim.report.provenance import Pairs, provenance
from pmg_sim.scenario import ScenarioError, load_scenario

FIGURES, MINUTES, SCENARIO = "figures", "minutes.md", "scenario.toml"

CAPTIONS = {
    "over_time": "How people fare, week by week: medians and the middle of the replicates.",
    "outcomes_beside_study": "The simulated groups beside the study's counts.",
    "group_survival": "How long groups last: the share of those founded that have not dissolved.",
    "deadline_pull": "Work on promises, week by week, around the discussion meetings.",
    "productivity_cycles": "One replicate, member by member: an example, not a result.",
    "networks": "Trust and joint projects in one replicate: an example, not a result.",
}
"""The figures of a run, and their titles."""


def content_of_run(folder: Path) -> Content:
    """Read a folder that ``pmg run`` has written.

    Raises
    ------
    FolderError
        If a file is missing, damaged, or of another format.
    """
    manifest = read_json(folder / MANIFEST, FORMAT)
    summary = read_json(folder / SUMMARY)
    try:
        figures = _figures(folder, manifest)
        head, answer = _words(summary)
        scenario = summary["scenario"]
        return Content(
            kind="A run of one scenario",
            title=scenario["title"],
            question=scenario["question"],
            answer=answer,
            parts=tuple(part for part in _parts(summary, figures) if part),
            methods=(*_methods(head, summary), *_left_out(manifest)),
            differences=_differences(folder, manifest),
            provenance=_provenance(manifest, summary),
            reproduce=_commands(manifest),
        )
    except (KeyError, TypeError, AttributeError, IndexError, ValueError) as fault:
        if isinstance(fault, FolderError):
            raise
        raise FolderError(
            f"{folder}: {SUMMARY} or {MANIFEST} is damaged ({type(fault).__name__}: {fault})."
        ) from None


def _figures(folder: Path, manifest: dict[str, Any]) -> dict[str, Figure]:
    """Return the figures that the manifest lists, by the stem of their files."""
    listed = manifest.get("figures", {}).get("drawn", [])
    missing = [name for name in listed if not (folder / FIGURES / Path(name).name).is_file()]
    if missing:
        raise FolderError(
            f"{folder}: files that {MANIFEST} lists are missing: {', '.join(missing)}."
        )
    found = {}
    for stem in dict.fromkeys(Path(name).stem for name in listed):
        source = picture(folder / FIGURES, stem)
        if source is not None:
            caption = CAPTIONS.get(stem, f"{stem.replace('_', ' ').capitalize()}.")
            found[stem] = Figure(stem, caption, source)
    return found


def _words(summary: dict[str, Any]) -> tuple[list[str], tuple[str, ...]]:
    """Take the first and the last paragraph of the summary in words, lines made whole again."""
    paragraphs = in_words(summary).split("\n\n")
    head, answer = (_unbroken(paragraphs[place].splitlines()) for place in (0, -1))
    return head, tuple(line for line in answer if not line.startswith("Question:"))


def _unbroken(lines: list[str]) -> list[str]:
    whole: list[str] = []
    for line in lines:
        if whole and line.startswith(" "):
            joint = "" if whole[-1][-2:-1].isalnum() and whole[-1].endswith("-") else " "
            whole[-1] += joint + line.strip()
        else:
            whole.append(line)
    return whole


def _parts(summary: dict[str, Any], figures: dict[str, Figure]) -> Iterator[Part]:
    def drawn(*stems: str) -> tuple[Figure, ...]:
        return tuple(figures[stem] for stem in stems if stem in figures)

    def told(*tables: Table | None) -> tuple[Table, ...]:
        return tuple(table for table in tables if table is not None)

    base = summary["answer"]["compared_with"]
    week = summary["scenario"]["horizon_weeks"]
    yield Part(
        "With the group and without it" if summary["outcomes"] else "Week by week",
        figures=drawn("over_time"),
        tables=told(run_tables.against_nobody(summary), run_tables.scopes(summary)),
    )
    yield Part(f"Beside the scenario {base}", tables=told(run_tables.against_base(summary)))
    yield Part(
        "Beside what the study reports",
        figures=drawn("outcomes_beside_study"),
        tables=told(run_tables.outcomes(summary), run_tables.themes(summary)),
    )
    lines = group_lines(summary) if summary["group"] else []
    yield Part(
        "How the groups lived, and what they cost",
        tuple(line.strip() for line in lines if line.strip().endswith(".")),
        drawn("group_survival"),
        told(run_tables.costs(summary)),
    )
    yield Part("Work and meetings", figures=drawn("deadline_pull", "productivity_cycles"))
    yield Part("Ties", figures=drawn("networks"))
    yield Part(f"Everybody after {week} weeks", tables=told(run_tables.department(summary)))
    others = [stem for stem in figures if stem not in CAPTIONS]
    yield Part("Further figures", figures=drawn(*others))


def _methods(head: list[str], summary: dict[str, Any]) -> Pairs:
    papers = summary["papers_per_person_year"]
    low, high = papers["published_range"]
    told = [
        ("What was run", " ".join(head)),
        (
            "Papers a person-year, no group",
            f"{interval(papers['without'], 2)}; published: {low:g} to {high:g}, and so centred.",
        ),
        ("Minutes", f"What was said at the first replicate's meetings is told in {MINUTES}."),
    ]
    if summary["outcomes"]:
        told[1:1] = [
            (
                "Difference",
                "The same people with the group less without it, replicate by "
                "replicate: both meet the same luck, so that the difference is the group's doing.",
            ),
            ("Interval", "95 % for the mean over replicates. A question mark: it spans zero."),
        ]
    else:
        told.pop()
    return tuple(told)


def _left_out(manifest: dict[str, Any]) -> Pairs:
    skipped = manifest.get("figures", {}).get("left_out", {})
    told = [
        f"{CAPTIONS.get(str(stem), str(stem)).rstrip('.')}: {why}" for stem, why in skipped.items()
    ]
    return (("Figures not drawn", "; ".join(told)),) if told else ()


def _differences(folder: Path, manifest: dict[str, Any]) -> Table | None:
    """Tell the settings in which the scenario differs from the one that it builds on."""
    base = manifest["scenario"]["compared_with"]
    if base is None:
        return None
    try:
        pair = [load_scenario(base), load_scenario(folder / SCENARIO)]
    except ScenarioError:
        return None  # the other scenario stood in a file that is not at hand
    name = manifest["scenario"]["name"]
    frame = differences([base, name], pair)
    rows = [[in_text(cell) for cell in row] for row in frame.iloc[:, 1:].itertuples(index=False)]
    if not rows:
        return None
    caption = f"The settings in which {name} differs from {base}, as this version has that one."
    return Table(caption, ["setting", base, name], rows, SCENARIO)


def _provenance(manifest: dict[str, Any], summary: dict[str, Any]) -> Pairs:
    own = manifest["scenario"]
    more = {
        "scenario": f"{own['name']} (hash {own['hash']})",
        "seed": manifest["seed"],
        "replicates": f"{summary['replicates']} of {summary['asked']} asked for",
        "engine": manifest["engine"],
        "uncertainty": manifest["uncertainty"],
        "posterior": manifest["posterior"],
        "numbers of the theory set": summary["parameters_set"],
        "started": manifest["started"],
        "took": f"{manifest['duration_seconds']:.0f} seconds",
    }
    return provenance(manifest, {key: value for key, value in more.items() if value})


def _commands(manifest: dict[str, Any]) -> Pairs:
    """Tell how to run it again: as it was typed, and from the scenario that the folder holds."""
    own = (
        f"pmg run {SCENARIO} --seed {manifest['seed']} "
        f"--replicates {manifest['replicates']['finished']} "
        f"--uncertainty {manifest['uncertainty']} --engine {manifest['engine']} --out again"
    )
    typed = manifest["command"]
    return (
        *((("As it was typed:", typed),) if typed else ()),
        ("From the scenario as it was run, inside the folder of results:", own),
    )
