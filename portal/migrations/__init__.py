"""The tables of the portal: who signs in."""
