"""Validation: everything that is known, beside the calibrated model."""

from pmg_sim.validation.validate import Sizes, validate

__all__ = ["Sizes", "validate"]
