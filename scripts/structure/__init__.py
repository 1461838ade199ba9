"""Measures the structure of the code: sizes, layers, circles, twins. `make structure`, `make ratchet`."""
