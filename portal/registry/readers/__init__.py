"""One reader for each format: bytes in, plain values out. They know no database."""
