"""The letterbox's pages."""
