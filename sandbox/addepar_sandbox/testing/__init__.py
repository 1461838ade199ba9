"""What a test controls and inspects: faults, the journal and the control API."""
