"""Everything a sandbox stores: rows, file contents, the time and the job settings."""
