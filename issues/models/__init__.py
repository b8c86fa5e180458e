"""The journal's own things: periodical, issue, column, article, byline, review, version, and what the desk keeps about them."""

from issues.models.adoptions import Adoption, ArticleStretch
from issues.models.articles import Article, ArticleQuerySet, Author, Byline, PhotoPlace, PhotoSize, Placement
from issues.models.desk import Assignment, Comment, EditingHold, LeaderAnswer, LeaderLink, WorkingCopy
from issues.models.numbers import BoardPost, CoverDesign, ImprintLine, Issue, IssueColumn, IssueQuerySet
from issues.models.periodicals import Column, Layout, Periodical
from issues.models.reviews import Correction, Decision, Level, Review, Slip, Version, VersionName
from issues.models.word_files import WordFile

__all__ = [
    "Adoption",
    "Article",
    "ArticleQuerySet",
    "ArticleStretch",
    "Assignment",
    "Author",
    "BoardPost",
    "Byline",
    "Column",
    "Comment",
    "Correction",
    "CoverDesign",
    "Decision",
    "EditingHold",
    "ImprintLine",
    "Issue",
    "IssueColumn",
    "IssueQuerySet",
    "Layout",
    "LeaderAnswer",
    "LeaderLink",
    "Level",
    "Periodical",
    "PhotoPlace",
    "PhotoSize",
    "Placement",
    "Review",
    "Slip",
    "Version",
    "VersionName",
    "WordFile",
    "WorkingCopy",
]
