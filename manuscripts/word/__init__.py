"""Word import: a report sent as .docx becomes the parts of an article, with a list of what was and was not understood."""

from manuscripts.word.importing import read_docx
from manuscripts.word.old import can_convert, convert_old, read_word
from manuscripts.word.package import is_old_office
from manuscripts.word.result import WordError, WordPicture, WordReport

__all__ = [
    "WordError",
    "WordPicture",
    "WordReport",
    "can_convert",
    "convert_old",
    "is_old_office",
    "read_docx",
    "read_word",
]
