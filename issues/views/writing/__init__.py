"""The writing pages: beginning an article, its form, and what the form asks the server while someone types."""
