"""The forms of the desk; their sentences say what to do next."""
