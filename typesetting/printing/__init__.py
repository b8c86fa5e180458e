"""What a printing house asks for: colour profiles, PDF/X, marks, spreads and imposed sheets. Knows no Django."""
