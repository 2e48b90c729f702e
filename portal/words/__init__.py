"""Codes as words and sentences: the one place that has them, for web, paper, staff and bot alike."""
