"""The sheets that prove the reviews of an article or of an issue (三审单): facts in, a PDF of A4 pages out. Knows no Django."""
