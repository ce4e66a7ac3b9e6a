"""A folder of results as one page to read, print and pass on."""

from pmg_sim.report.page import write_report

__all__ = ["write_report"]
