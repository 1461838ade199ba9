"""Checks what users read against the house style in house.yml: `make style`."""
