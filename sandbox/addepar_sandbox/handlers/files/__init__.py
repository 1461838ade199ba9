"""The operations on files, archived files and their associations."""
