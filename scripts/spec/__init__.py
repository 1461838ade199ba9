"""Makes the published forms of the specification."""
