"""Paying by card on an acquirer's page: what the web door and the bank door share, and no door itself."""
