"""Notices to the unions (通报): facts in, a PDF of A4 pages in the manner of official papers out. Knows no Django."""
