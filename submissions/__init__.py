"""The letterbox: reports from unions, what is done with them, what became of each."""
