"""The default data of a firm."""
