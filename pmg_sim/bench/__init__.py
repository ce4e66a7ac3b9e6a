"""The benchmark: the same work done in several ways, in one process and side by side."""
