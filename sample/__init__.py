"""The sample: two issues of the journal written for this project, with drawn pictures. Knows no Django."""
