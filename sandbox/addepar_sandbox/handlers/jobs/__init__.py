"""The operations on jobs, and what a job produces."""
