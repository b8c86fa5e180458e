"""Comparing two versions of an article, character by character, as a reader of Chinese wants it shown."""

from manuscripts.comparing.blocks import compare
from manuscripts.comparing.result import Comparison, Row, Run
from manuscripts.comparing.runs import compare_lines

__all__ = ["Comparison", "Row", "Run", "compare", "compare_lines"]
