"""The law as pure functions over frozen values: no Django, no database, no clock."""
