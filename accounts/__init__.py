"""People and unions: who signs in, where they belong, what their role is, and the record of what was done."""
