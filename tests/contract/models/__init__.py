"""Simple models of the four stateful resources, each walked by hypothesis side by side with a real sandbox."""
