from django.urls import path

from typesetting import notice_views, sheet_views, views

app_name = "typesetting"

ISSUE = "<slug:slug>/<int:year>-<int:number>/"

urlpatterns = [
    path(f"{ISSUE}", views.progress, name="progress"),
    path(f"{ISSUE}typeset/", views.ask, name="ask"),
    path("<int:pk>/print.pdf", views.pdf, {"kind": "print"}, name="print-pdf"),
    path("<int:pk>/screen.pdf", views.pdf, {"kind": "screen"}, name="screen-pdf"),
    path("notice.pdf", notice_views.notice, name="notice"),
    path("articles/<int:pk>/sheet.pdf", sheet_views.for_article, name="article-sheet"),
    path("issues/<slug:slug>/<int:year>-<int:number>/sheets.pdf", sheet_views.for_issue, name="issue-sheet"),
]
