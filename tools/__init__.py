"""The house's own tools: set-up, serving, checks. No room imports them."""
