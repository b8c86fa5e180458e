"""The two editions of an issue made of its plan: drawing, photos, finishing. Knows no Django."""
