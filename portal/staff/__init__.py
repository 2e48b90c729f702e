"""The staff door: Django's own admin, without what our rows must never allow, and with our own pages for daily work."""
