"""Proofs: their moves, what they are sealed with and what they show."""
