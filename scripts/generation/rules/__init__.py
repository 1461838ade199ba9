"""Checks before and after generation: of the specification, and of the generated files."""
