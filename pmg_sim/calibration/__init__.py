"""Calibration: what the study tells about the numbers of the theory, and what it does not."""
