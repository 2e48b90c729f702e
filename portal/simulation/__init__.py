"""A network of terminals that does not exist, to try the bank's door with: it asks, pays, tells again, and counts."""
