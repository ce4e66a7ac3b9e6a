"""An answer is written whole: tables, figures, words, and nothing of an earlier one."""

import json

import pandas as pd
import pytest

from pmg_sim.experiments.written_answer import Answer, Picture, Section, Table, write_answer


def made(tables, pictures=()):
    parts = (
        Section(
            "A part",
            ("Something was found.",),
            tuple(Table(name, "What it shows.", pd.DataFrame({"x": [1.5]})) for name in tables),
            tuple(Picture(name, "What it shows.", "kind", {}) for name in pictures),
        ),
    )
    facts = {"seed": 1, "gap": float("nan")}
    none = pd.DataFrame(columns=["arm", "setting", "there", "here"])
    return Answer("experiment", "n", "T", "Q?", ("S.",), parts, (("M", "m"),), none, facts, "pmg x")


def draw(picture, folder):
    path = folder / f"{picture.name}.png"
    path.write_bytes(b"drawn")
    return [path]


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_files_of_an_earlier_answer_are_taken_away_and_others_stay(tmp_path):
    write_answer(made(["one", "two"], ["drawn"]), tmp_path, draw)
    (tmp_path / "tables" / "mine.csv").write_text("x\n1\n")
    (tmp_path / "blocks").mkdir()
    (tmp_path / "blocks" / "kept.parquet").write_bytes(b"a run")
    write_answer(made(["two", "three"]), tmp_path, draw)
    kept = {"tables/mine.csv", "blocks/kept.parquet"}
    now = {"answer.json", "manifest.json", "tables/two.csv", "tables/three.csv"}
    assert files(tmp_path) == kept | now


def test_what_a_damaged_manifest_lists_is_left_alone(tmp_path):
    write_answer(made(["one"]), tmp_path)
    outside = {
        "files": {"../outside.csv": "", "tables/../../outside.csv": "", "tables/one.csv": ""}
    }
    for text in ("not JSON", "[1]", json.dumps(outside)):
        (tmp_path / "manifest.json").write_text(text)
        write_answer(made(["one"]), tmp_path)
        assert files(tmp_path) == {"answer.json", "manifest.json", "tables/one.csv"}


def test_the_same_answer_gives_the_same_bytes_and_gaps_become_null(tmp_path):
    for name in ("a", "b"):
        write_answer(made(["one"]), tmp_path / name, command=name)
    one, other = ((tmp_path / name / "answer.json").read_bytes() for name in ("a", "b"))
    assert one == other
    told = json.loads(one)
    assert told["facts"] == {"seed": 1, "gap": None}
    assert told["sections"][0]["tables"] == [{"name": "one", "caption": "What it shows."}]


def test_a_table_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(KeyError, match="no table 'tow'; allowed: one, two"):
        made(["one", "two"]).table("tow")
