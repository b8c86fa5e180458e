"""What stands on finished pages, as pictures and as words with their places. Knows no Django."""
