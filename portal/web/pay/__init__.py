"""Ordering payments step by step: for whom, which months, check, and then pay."""
