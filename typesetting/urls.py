from django.urls import path

from typesetting import flat_views, notice_views, sheet_views, views

app_name = "typesetting"

ISSUE = "<slug:slug>/<int:year>-<int:number>/"

urlpatterns = [
    path(f"{ISSUE}", views.progress, name="progress"),
    path(f"{ISSUE}typeset/", views.ask, name="ask"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path(f"{ISSUE}pages/", flat_views.flat_plan, name="flat-plan"),
    path(f"{ISSUE}pages/state.json", flat_views.flat_state, name="flat-state"),
    path("pages/<slug:digest>.webp", flat_views.flat_picture, name="flat-picture"),
    path("<int:pk>/print.pdf", views.pdf, {"kind": "print"}, name="print-pdf"),
    path("<int:pk>/screen.pdf", views.pdf, {"kind": "screen"}, name="screen-pdf"),
    path("notice.pdf", notice_views.notice, name="notice"),
    path("articles/<int:pk>/sheet.pdf", sheet_views.for_article, name="article-sheet"),
    path("issues/<slug:slug>/<int:year>-<int:number>/sheets.pdf", sheet_views.for_issue, name="issue-sheet"),
]
