"""The routes of the rooms that have a name, and those of them that are no pages, each with the reason."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLResolver, get_resolver

ROOMS = ("issues", "submissions", "accounts", "typesetting", "reading")


def named_routes() -> set[str]:
    """Every route of the rooms that has a name."""
    return set(_routes(get_resolver(), ""))


def _routes(resolver: URLResolver, room: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = pattern.namespace or room
            if not pattern.namespace or pattern.namespace in ROOMS:
                yield from _routes(pattern, inner)
        elif pattern.name and room in ROOMS:
            yield f"{room}:{pattern.name}"


POSTED, DATA, FILE, ELSEWHERE = "只收表单", "答数据，不是网页", "文件", "只把人带到别处"

NO_PAGES: dict[str, str] = {
    "reading:robots": FILE,
    "reading:article-photo": FILE,
    "reading:cover-photo": FILE,
    "accounts:sign-out": POSTED,
    "accounts:forget-own-browsers": POSTED,
    "accounts:read-all-messages": POSTED,
    "accounts:read-message": POSTED,
    "accounts:message": ELSEWHERE,
    "accounts:audit-export": FILE,
    "accounts:withdraw": POSTED,
    "accounts:reset-second-step": POSTED,
    "accounts:lift-lock": POSTED,
    "accounts:forget-browsers": POSTED,
    "accounts:close": POSTED,
    "accounts:reopen": POSTED,
    "submissions:token": DATA,
    "submissions:keep": DATA,
    "submissions:add-photo": DATA,
    "submissions:photo": DATA,
    "submissions:word": DATA,
    "submissions:original": FILE,
    "submissions:withdraw": POSTED,
    "submissions:uploads": DATA,
    "submissions:upload": DATA,
    "submissions:figures-workbook": FILE,
    "submissions:enrol-table": FILE,
    "submissions:countersigning-set": POSTED,
    "issues:token": DATA,
    "issues:article-autosave": DATA,
    "issues:article-discard": POSTED,
    "issues:article-presence": DATA,
    "issues:article-take-over": POSTED,
    "issues:article-leave": POSTED,
    "issues:article-headings": DATA,
    "issues:call-match": POSTED,
    "issues:call-remind": POSTED,
    "issues:call-close": POSTED,
    "issues:word-file": FILE,
    "issues:comment-resolve": POSTED,
    "issues:comment-reopen": POSTED,
    "issues:withdraw-leader-link": POSTED,
    "issues:leader-photo": FILE,
    "issues:step-move": POSTED,
    "issues:step-move-column": POSTED,
    "issues:step-add-column": POSTED,
    "issues:step-rename-column": POSTED,
    "issues:step-place": POSTED,
    "issues:step-undo": POSTED,
    "issues:step-layout": POSTED,
    "issues:step-column": POSTED,
    "typesetting:make-proof": POSTED,
    "typesetting:proof-reader": POSTED,
    "typesetting:proof-text": DATA,
    "typesetting:proof-picture": FILE,
    "typesetting:proof-check": POSTED,
    "typesetting:proof-accept": POSTED,
    "typesetting:proof-sheet": FILE,
    "typesetting:mark-withdraw": POSTED,
    "typesetting:mark-reopen": POSTED,
    "typesetting:ask": POSTED,
    "typesetting:cancel": POSTED,
    "typesetting:flat-state": DATA,
    "typesetting:flat-picture": FILE,
    "typesetting:print-pdf": FILE,
    "typesetting:screen-pdf": FILE,
    "typesetting:run-page": FILE,
    "typesetting:make-file": POSTED,
    "typesetting:file": FILE,
    "typesetting:notice": FILE,
    "typesetting:article-sheet": FILE,
    "typesetting:issue-sheet": FILE,
}
