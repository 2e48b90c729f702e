"""Payouts of approved refunds: the file for the State Corporation, and the reading of what it answers."""
