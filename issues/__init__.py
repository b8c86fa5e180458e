"""The journal itself: periodicals, issues, columns, articles, and the life of an article from draft to print."""
