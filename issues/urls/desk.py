"""What waits for whom: the desk's front page, the boards, all articles."""

from django.urls import path

from issues.views import desk

urlpatterns = [
    path("desk/", desk.front, name="desk"),
    path("desk/articles/", desk.articles, name="articles"),
    path("desk/<slug:slug>/<int:year>-<int:number>/", desk.board, name="board"),
]
