"""Checks the project's English against the rules in house.yml: `make style`."""
