"""What the letterbox's pages read."""
