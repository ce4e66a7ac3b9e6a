"""The rules: pure scalar functions, one file per mechanism, no state and no loops over people."""
