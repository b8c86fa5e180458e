"""The journal's structure as it is typed: numbered headings, lead-ins, bylines, sources, units, captions.

Used where a text comes without markup: back issues read off their pages, and Word files without styles.
"""

from manuscripts.typed.brackets import trailing_bracket
from manuscripts.typed.bylines import byline, trailing_byline
from manuscripts.typed.endnotes import caption, is_unmarked_caption, source_line, trailing_unit
from manuscripts.typed.headings import heading_level, lead_in, numbering
from manuscripts.typed.joining import join_cut
from manuscripts.typed.names import is_body, is_person, is_post

__all__ = [
    "byline",
    "caption",
    "heading_level",
    "is_body",
    "is_person",
    "is_post",
    "is_unmarked_caption",
    "join_cut",
    "lead_in",
    "numbering",
    "source_line",
    "trailing_bracket",
    "trailing_byline",
    "trailing_unit",
]
