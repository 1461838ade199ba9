"""The parts of `scripts/generate.py`: what the templates are told, and the rules over what goes in and comes out."""
