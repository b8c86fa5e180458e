"""The desk's letterbox: the unions' reports, what becomes of them, and calls for more."""
