"""The operations on positions, and the entities at their ends."""
