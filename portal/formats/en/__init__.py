"""Dates and numbers in English."""
