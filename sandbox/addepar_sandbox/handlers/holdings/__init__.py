"""The operations on positions and snapshots, and the entities at their ends."""
