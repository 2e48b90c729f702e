"""Asking for money back: a request step by step, and then what becomes of it."""
