"""The parts of `scripts/generate.py`: the facts for the templates, and the rules for input and output."""
