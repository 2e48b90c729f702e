"""Who asks: every door through which people and machines reach `payments`."""
