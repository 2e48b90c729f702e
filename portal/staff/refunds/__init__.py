"""The desk of refunds: the queue by deadline, one request beside its payment, and what two people decide of it."""
