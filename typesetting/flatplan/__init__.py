"""The flat plan: an issue's pages as small pictures, what moved between two settings, and what would fill a sheet.

Knows no Django. The pages are those the compositor makes; only those that came out otherwise are drawn again.
"""
