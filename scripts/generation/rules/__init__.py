"""What is checked before and after generation: the specification, and the files that come out."""
