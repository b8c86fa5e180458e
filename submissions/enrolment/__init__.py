"""Unions and correspondents from a table: the file is read, what it would change is planned, then the plan is carried out."""
