"""What members read: the newest issue, the shelf, an article, search. Never writes content."""
