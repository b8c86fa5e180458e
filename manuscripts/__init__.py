"""What the text of an article is: allowed HTML, typed blocks, counting, splitting. Pure Python, no Django."""
