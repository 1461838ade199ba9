"""What a test controls and inspects: faults, the journal, seeds and the control API."""
