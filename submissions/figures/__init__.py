"""Statistics of the letterbox: who handed in how much, what of it was adopted, and how many points that makes."""
