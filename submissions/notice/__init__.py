"""The notice (通报) of a period: words proposed from the figures, tables, and the Word file of it."""
