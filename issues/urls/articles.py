"""Writing: new articles, the editor's page, autosave."""

from django.urls import path

from issues.views.writing import edit, keeping, merge, new

urlpatterns = [
    path("desk/articles/new/", new.new, name="article-new"),
    path("desk/token/", keeping.token, name="token"),
    path("desk/articles/<int:pk>/edit/", edit.edit, name="article-edit"),
    path("desk/articles/<int:pk>/edit/autosave/", keeping.autosave, name="article-autosave"),
    path("desk/articles/<int:pk>/edit/typed/", keeping.typed, name="article-typed"),
    path("desk/articles/<int:pk>/edit/discard/", keeping.discard, name="article-discard"),
    path("desk/articles/<int:pk>/edit/merge/", merge.merge, name="article-merge"),
    path("desk/articles/<int:pk>/edit/presence/", keeping.presence, name="article-presence"),
    path("desk/articles/<int:pk>/edit/take-over/", keeping.take_over, name="article-take-over"),
    path("desk/articles/<int:pk>/edit/leave/", keeping.leave, name="article-leave"),
    path("desk/articles/<int:pk>/edit/headings/", keeping.headings, name="article-headings"),
]
