"""Photos: taken in, made upright, freed of location and device data, kept once, and cut to the sizes pages need."""
