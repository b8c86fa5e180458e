"""The tests: by room, the house itself, and journeys in a real browser."""
