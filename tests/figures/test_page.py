"""The page: long texts are broken where the page ends, whatever they hold."""

import pytest

from pmg_sim.figures.page import page
from tests.figures import looking


@pytest.mark.parametrize(
    "text",
    ["a word and another " * 30, "W" * 400, "i" * 700, "", "short"],
    ids=["words", "one wide word", "one narrow word", "nothing", "one line"],
)
def test_texts_of_any_length_fit_and_nothing_is_lost(text):
    figure = page(2.0, "A title", text, text)
    assert looking.outside(figure) == []
    shown = "".join(looking.words(figure)[1:]).replace("\n", "").replace(" ", "")
    assert shown == 2 * text.replace(" ", "")


def test_a_longer_note_makes_a_taller_page_and_leaves_the_drawing_its_room():
    low, tall = page(2.0, "A title", "a", "b"), page(2.0, "A title", "a", "b " * 400)
    assert tall.get_figheight() > low.get_figheight() + 0.5
    for figure in (low, tall):
        _, _, _, share = figure.get_layout_engine().get()["rect"]
        assert share * figure.get_figheight() == pytest.approx(2.0)
