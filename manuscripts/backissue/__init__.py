"""Reading a back issue: a printed issue's text, read off its pages, taken apart into articles.

decoding → lines → contents (entry_lines, imprint) → titles, alignment → headers → pieces, bodies → assembling
"""

from manuscripts.backissue.assembling import split
from manuscripts.backissue.decoding import SIZE_LIMIT, decode, digest, too_large
from manuscripts.backissue.result import BackIssue, FoundArticle, FoundByline, FoundColumn, Leftover, UnreadableIssue

__all__ = [
    "SIZE_LIMIT",
    "BackIssue",
    "FoundArticle",
    "FoundByline",
    "FoundColumn",
    "Leftover",
    "UnreadableIssue",
    "decode",
    "digest",
    "split",
    "too_large",
]
