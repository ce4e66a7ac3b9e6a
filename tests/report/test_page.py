"""The page of an answer: whole, valid, escaped, without any network, and always the same."""

import base64
import json
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from pmg_sim.report import page as page_module
from pmg_sim.report import write_report
from tests.report import pages

ROOT = Path(__file__).parents[2]
CSS = (ROOT / "pmg_sim/report/page.css").read_text(encoding="utf-8")


@pytest.fixture
def page(folder):
    return pages.read(write_report(folder))


def test_the_page_stands_in_the_folder_unless_another_place_is_named(folder, tmp_path):
    assert write_report(folder) == folder / "report.html"
    other = write_report(str(folder), tmp_path / "other.html")
    assert other.read_bytes() == (folder / "report.html").read_bytes()


def test_the_same_folder_gives_the_same_bytes(folder, tmp_path):
    first = write_report(folder).read_bytes()
    copied = shutil.copytree(folder, tmp_path / "elsewhere")
    assert write_report(copied).read_bytes() == first
    assert write_report(folder).read_bytes() == first


def test_title_question_and_answer_come_first(page):
    assert page.all("html")[0][0] == {"lang": "en"}
    assert page.texts("title") == page.texts("h1") == ["Which group for whom?"]
    assert page.texts("p")[0] == "A comparison, simulated with pmg-sim"
    assert page.texts("p")[1] == f"Who gains? {pages.NASTY}"
    assert page.texts("p")[2:4] == ["Members gain 0.01.", "Nobody else does."]
    assert page.texts("h2") == [
        "The answer",
        "On this page",
        "Who gains",
        "Who pays",
        "What is not known",
        "Methods",
        "Where this comes from",
        "How to do it again",
    ]


def test_an_experiment_is_called_one(tmp_path):
    folder = pages.written(tmp_path / "x", pages.made_up(kind="experiment"))
    assert pages.read(write_report(folder)).texts("p")[0] == "An experiment, simulated with pmg-sim"


def test_contents_lead_to_places_on_the_page(page):
    ids = {attributes["id"] for _, attributes, _, _ in page.tags if "id" in attributes}
    anchors = [attributes["href"] for attributes, _ in page.all("a")]
    assert len(anchors) == 6
    assert {anchor[1:] for anchor in anchors} <= ids
    for _, attributes, _, _ in page.tags:
        assert attributes.get("aria-labelledby", next(iter(ids))) in ids


def test_ids_are_unique(page):
    ids = [attributes["id"] for _, attributes, _, _ in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_nothing_is_loaded_from_anywhere(page):
    for tag, attributes, _, _ in page.tags:
        assert tag not in {"script", "link", "iframe", "object", "base", "form"}
        assert not any(name.startswith("on") for name in attributes)
        if "href" in attributes:
            assert attributes["href"].startswith("#")
        if "src" in attributes:
            assert attributes["src"].startswith("data:image/")
    assert "@import" not in CSS
    assert "url(" not in CSS
    policy = {attributes.get("http-equiv"): attributes for attributes, _ in page.all("meta")}
    assert policy["Content-Security-Policy"]["content"].startswith("default-src 'none'")


def test_everything_is_escaped(folder):
    text = (write_report(folder)).read_text(encoding="utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_a_title_with_markup_stays_text(tmp_path):
    folder = pages.written(tmp_path / "x", pages.made_up(title=f"</title>{pages.NASTY}{{{{ 1 }}}}"))
    found = pages.read(write_report(folder))
    assert found.texts("h1") == [f"</title>{pages.NASTY}{{{{ 1 }}}}"]
    assert found.texts("title") == found.texts("h1")


def test_every_figure_is_there_with_its_caption(page, folder):
    images = [attributes for attributes, _ in page.all("img")]
    captions = [f"Gains as dots. {pages.NASTY}", "Costs as a line."]
    assert [image["alt"] for image in images] == captions
    assert page.inside("figcaption", "figure") == captions
    for name, image in zip(("forest", "costs"), images, strict=True):
        head, coded = image["src"].split(",")
        assert head == "data:image/svg+xml;base64"
        assert base64.b64decode(coded) == (folder / "figures" / f"{name}.svg").read_bytes()


def test_a_large_drawing_is_taken_as_png(folder, monkeypatch):
    monkeypatch.setattr("pmg_sim.report.folder.LARGEST_SVG", 10)
    images = pages.read(write_report(folder)).all("img")
    assert all(image["src"].startswith("data:image/png;base64,iVBOR") for image, _ in images)


def test_an_answer_without_drawings_tells_so(tmp_path):
    folder = pages.written(tmp_path / "x", draw=None)
    found = pages.read(write_report(folder))
    assert found.all("img") == []
    assert "Figure not drawn: Costs as a line." in found.texts("p")


def test_every_table_is_there_with_caption_and_scopes(page):
    captions = [f"Gains of each arm. {pages.NASTY}", "Costs.", "More."]
    assert page.inside("caption", "table")[:3] == captions
    assert len(page.all("table")) == 4
    heads = page.all("th")
    assert {attributes["scope"] for attributes, _ in heads} == {"col", "row"}
    assert "arm 19" in [text for attributes, text in heads if attributes["scope"] == "row"]


def test_numbers_stand_to_the_right_with_three_digits(page):
    rows = [
        [text for name, _, text, _ in page.tags[place + 1 : place + 7] if name in {"th", "td"}]
        for place, entry in enumerate(page.tags)
        if entry[0] == "tr"
    ]
    first = [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in rows[1]]
    interval = "\N{MINUS SIGN}0.010 (\N{MINUS SIGN}0.020 to +0.000) ?"
    assert first == ["arm 0", "0.0123", interval, "1235", "0", "members"]
    assert rows[2][1] == "\N{MINUS SIGN}0.0247"
    assert rows[20][3] == "\N{EN DASH}"
    right = {text for attributes, text in page.all("td") if attributes.get("class") == "number"}
    assert {"0.0123", "1235", "0.5"} <= right
    assert "members" not in right


def test_long_tables_fold_after_fifteen_rows(page):
    bodies = page.all("tbody")
    assert [attributes.get("class") for attributes, _ in bodies] == [None, "rest", None, None, None]
    assert "arm 14" in bodies[0][1]
    assert "arm 15" not in bodies[0][1]
    assert all(f"arm {row}" in bodies[1][1] for row in range(15, 20))
    assert page.texts("label") == ["Show all 20 rows."]
    notes = [text for attributes, text in page.all("p") if attributes.get("class") == "note"]
    assert notes[0].endswith("The whole table is in tables/gains.csv of the folder of results.")


def test_a_table_that_is_hardly_longer_stands_whole(tmp_path):
    found = pages.read(write_report(pages.written(tmp_path / "x", pages.made_up(rows=19))))
    assert found.all("label") == []
    assert "arm 18" in found.all("tbody")[0][1]


def test_a_very_long_table_is_whole_in_its_file_only(tmp_path, monkeypatch):
    monkeypatch.setattr(page_module, "MOST", 30)
    found = pages.read(write_report(pages.written(tmp_path / "x", pages.made_up(rows=40))))
    assert "arm 29" in found.texts("th")
    assert "arm 30" not in found.texts("th")
    text = " ".join(found.texts("p"))
    assert "Show all 30 rows. The whole table, of 40 rows, is in tables/gains.csv" in text


def test_a_table_without_rows_keeps_its_head(tmp_path):
    found = pages.read(write_report(pages.written(tmp_path / "x", pages.made_up(rows=0))))
    assert "best for" in found.texts("th")


def test_methods_differences_and_provenance_are_told(page, folder):
    terms, texts = page.texts("dt"), page.texts("dd")
    told = dict(zip(terms, texts, strict=True))
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert told["Arms"] == "Two scenarios."
    assert told["Seed"] == "7"
    assert told["Hashes"] == "flat abc"
    assert told["Written"] == manifest["written"]
    assert manifest["theory"] in told["Theory"]
    assert manifest["python"] in told["Version"]
    assert manifest["machine"]["platform"] in told["Machine"]
    assert (manifest["git"] or {"commit": "no repository"})["commit"] in told["Git"]
    assert told["Command"] == "pmg compare flat lead"
    assert "Changed since it was written" not in told
    assert page.texts("code") == ["pmg compare flat lead --seed 7"]
    table = page.all("table")[-1][1]
    assert re.sub(r"\s+", " ", table).endswith(
        "arm setting held against here lead group.0.quorum nothing 4 "
        "lead group.0.mentor_role adviser lead"
    )


def test_files_that_changed_since_are_named(folder):
    path = folder / "tables" / "costs.csv"
    path.write_text("measure,share\nstrain,0.9\n", encoding="utf-8")
    found = pages.read(write_report(folder))
    told = dict(zip(found.texts("dt"), found.texts("dd"), strict=True))
    assert told["Changed since it was written"] == "tables/costs.csv"


def test_phones_and_paper_are_thought_of(page):
    views = [attributes.get("content") for attributes, _ in page.all("meta")]
    assert "width=device-width, initial-scale=1" in views
    assert "overflow-x: auto" in CSS
    assert "@media print" in CSS
    # What is folded on the screen is printed: the rule that folds holds for screens only.
    folding = re.search(r"@media screen \{(.*?)\n\}", CSS, flags=re.DOTALL)
    assert CSS.count(".rest { display: none; }") == 1
    assert ".rest { display: none; }" in folding[1]
    for box in page.all("div"):
        if box[0].get("class") == "scroll":
            assert box[0]["tabindex"] == "0"
    tables = [within for name, _, _, within in page.tags if name == "table"]
    assert tables
    assert all(within[-1] == "div" for within in tables)


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", ["soft", "link"])
def test_text_stands_out_from_its_ground(name):
    colour = re.search(rf"--{name}: (#\w+);", CSS)[1]
    full = colour if len(colour) == 7 else "#" + "".join(digit * 2 for digit in colour[1:])
    assert 1.05 / (luminance(full) + 0.05) >= 7.0


def test_templates_travel_with_the_package():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert told["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["pmg_sim"]
    assert any(line.startswith("jinja2>=") for line in told["project"]["dependencies"])
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8")
    assert "jinja" not in ignored
    assert "css" not in ignored
