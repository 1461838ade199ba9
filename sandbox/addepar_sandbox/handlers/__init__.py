"""One handler for each operation of the specification."""
