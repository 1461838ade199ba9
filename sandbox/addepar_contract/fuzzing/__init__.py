"""The schemathesis run: its configuration, hooks and excuses."""
