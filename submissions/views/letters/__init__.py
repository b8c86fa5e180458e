"""A correspondent's pages: their reports, the form, what it asks the server while somebody types."""
