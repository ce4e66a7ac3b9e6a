"""Reading a page back, and a made-up answer to make one of."""

from html.parser import HTMLParser

import pandas as pd
from matplotlib.figure import Figure

from pmg_sim.experiments.written_answer import Answer, Picture, Section, Table, write_answer

VOID = {"meta", "img", "input", "br", "link", "hr"}
NASTY = "<script>alert('x')</script> & \"quotes\""


class Page(HTMLParser):
    """All tags of a page with their attributes and text, in order; tags have to be nested."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.open = [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append([tag, dict(attrs), "", [name for name, _ in self.open]])
        if tag not in VOID:
            self.open.append((tag, self.tags[-1]))

    def handle_endtag(self, tag):
        name, _ = self.open.pop()
        assert name == tag, f"{tag} closes {name}"

    def handle_data(self, data):
        for _, entry in self.open:
            entry[2] += data

    def all(self, tag):
        """Return (attributes, text) of every such tag."""
        return [(entry[1], entry[2].strip()) for entry in self.tags if entry[0] == tag]

    def texts(self, tag):
        return [text for _, text in self.all(tag)]

    def inside(self, tag, around):
        """Return the texts of such tags inside another."""
        return [
            text.strip() for name, _, text, within in self.tags if name == tag and around in within
        ]


def frame(rows=20):
    return pd.DataFrame(
        {
            "arm": [f"arm {row}" for row in range(rows)],
            "difference": [0.0123456 * (-1) ** row * (row + 1) for row in range(rows)],
            "interval": ["-0.010 (-0.020 to +0.000) ?"] * rows,
            "hours": [1234.56] * (rows - 1) + [None],
            "members": list(range(rows)),
            "best for": ["members"] * rows,
        }
    )


def draw(picture, folder):
    """Draw a picture as the figures do, as PNG and SVG."""
    figure = Figure(figsize=(2, 1))
    figure.subplots().plot(picture.data["values"])
    paths = [folder / f"{picture.name}.{ending}" for ending in ("png", "svg")]
    for path in paths:
        figure.savefig(path)
    return paths


def made_up(title="Which group for whom?", kind="comparison", rows=20):
    few = pd.DataFrame({"measure": ["strain"], "share": [0.5]})
    return Answer(
        kind=kind,
        name="made_up",
        title=title,
        question=f"Who gains? {NASTY}",
        sentences=("Members gain 0.01.", "Nobody else does."),
        sections=(
            Section(
                "Who gains",
                ("One sentence.",),
                (Table("gains", f"Gains of each arm. {NASTY}", frame(max(rows, 1)).head(rows)),),
                (Picture("forest", f"Gains as dots. {NASTY}", "line", {"values": [1, 2]}),),
            ),
            Section(
                "Who pays",
                (),
                (Table("costs", "Costs.", few), Table("more", "More.", few)),
                (Picture("costs", "Costs as a line.", "line", {"values": [3, 2]}),),
            ),
            Section("What is not known", ("Much.",)),
        ),
        methods=(("Arms", "Two scenarios."), ("Interval", "95 %.")),
        differences=pd.DataFrame(
            [
                ("lead", "group.0.quorum", None, 4),
                ("lead", "group.0.mentor_role", "adviser", "lead"),
            ],
            columns=["arm", "setting", "there", "here"],
        ),
        facts={"seed": 7, "hashes": {"flat": "abc"}},
        reproduce="pmg compare flat lead --seed 7",
    )


def written(folder, answer=None, draw=draw):
    write_answer(answer or made_up(), folder, draw, "pmg compare flat lead")
    return folder


def read(path):
    return Page(path.read_text(encoding="utf-8"))
