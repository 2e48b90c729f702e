"""The statement and the status as ready values, the same for web, staff and paper."""
