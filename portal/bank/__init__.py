"""The door for banks, terminals and acquirers, who tell of money that they took."""
