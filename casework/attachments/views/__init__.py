"""Pages of the documents of a file."""
