"""The daily registries of partners (docs/partner-registries.md): read, and held against what came in online."""
