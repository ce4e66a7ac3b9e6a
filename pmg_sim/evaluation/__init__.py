"""What a run comes to: career outcomes, virtual respondents, and scales that surveys use."""
