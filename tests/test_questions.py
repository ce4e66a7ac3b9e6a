"""A question of one's own, asked as README.md and the how-to pages say, gives an answer."""

import re
from pathlib import Path

import pytest

from tests.test_docs import DOCS, ROOT, run_pmg, snippets


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def answered(folder):
    """Return the page of an answer, which must be whole."""
    assert list(Path(folder, "tables").glob("*.csv"))
    assert list(Path(folder, "figures").glob("*.svg"))
    return Path(folder, "report.html").read_text(encoding="utf-8")


def test_with_nothing_read_but_the_readme():
    blocks = snippets(ROOT / "README.md")
    (text,) = [text for language, text in blocks if language == "toml"]
    commands = [line for language, line in blocks if language == "sh"]
    assert "python3 start.py experiment mine.toml\n" in commands
    assert "python3 start.py compare flat facilitated\n" in commands
    Path("mine.toml").write_text(text, encoding="utf-8")
    status, said = run_pmg("pmg experiment mine.toml --draws 3")
    assert status == 0, said
    assert "Recommendation" in said
    assert "A first look only: 3 sets" in said
    page = answered("results/experiments/mine")
    assert "Do meetings at noon do for members what evenings do?" in page
    status, said = run_pmg("pmg compare flat facilitated --draws 3 --replicates 2")
    assert status == 0, said
    answered("results/compare/flat-facilitated")


def test_a_changed_question_names_what_is_wrong_with_it():
    (text,) = [text for language, text in snippets(ROOT / "README.md") if language == "toml"]
    Path("mine.toml").write_text(text.replace("meal_usd", "meal_us"), encoding="utf-8")
    status, said = run_pmg("pmg experiment mine.toml")
    assert status == 2
    assert said.startswith("mine.toml:10: ")
    assert "(nearest: `group" in said
    assert ".meal_usd`)" in said


def test_the_how_to_page_runs_as_it_stands():
    page = DOCS / "how-to" / "ask-a-question.md"
    for language, text in snippets(page):
        if language == "toml":
            Path(re.match(r"# (\S+\.toml)\n", text)[1]).write_text(text, encoding="utf-8")
        else:
            for line in text.splitlines():
                status, said = run_pmg(line)
                assert status == 0, f"{line}\n{said}"
    for folder in set(re.findall(r"--out (\w+)", page.read_text(encoding="utf-8"))):
        answered(folder)


def test_the_recipes_run_as_they_stand(capsys):
    namespace = {}
    for language, text in snippets(DOCS / "how-to" / "recipes.md"):
        assert language == "python"
        exec(compile(text, "recipes.md", "exec"), namespace)
    assert Path("points.png").stat().st_size > 10_000
    answered("second_mentor")
    assert "Recommendation" in capsys.readouterr().out
