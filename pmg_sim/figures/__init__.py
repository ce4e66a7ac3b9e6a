"""The figures of a run: tables in, matplotlib figures out."""

from pmg_sim.figures.gallery import FIGURES, Drawn, draw_all

__all__ = ["FIGURES", "Drawn", "draw_all"]
