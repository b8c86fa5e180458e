"""The pages of the figures: the tables, the points, the notice."""
