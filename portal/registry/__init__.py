"""The door for files of credited contributions and of categories: the readers and the importer."""
