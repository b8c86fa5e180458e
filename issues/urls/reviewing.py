"""An article at the desk: reading, reviews, comments, versions; and the page a leader answers on."""

from django.urls import path

from issues.views.reviewing import article, assignments, comments, leaders, moves, reading, versions

urlpatterns = [
    path("desk/articles/<int:pk>/", article.article, name="article"),
    path("desk/articles/<int:pk>/move/<slug:move>/", moves.move, name="move"),
    path("desk/articles/<int:pk>/comments/", comments.add, name="comment"),
    path("desk/comments/<int:pk>/answer/", comments.answer, name="comment-answer"),
    path("desk/comments/<int:pk>/resolve/", comments.resolve, name="comment-resolve"),
    path("desk/comments/<int:pk>/reopen/", comments.reopen, name="comment-reopen"),
    path("desk/articles/<int:pk>/assign/", assignments.assignments, name="assign"),
    path("desk/articles/<int:pk>/versions/", versions.versions, name="versions"),
    path("desk/articles/<int:pk>/versions/<int:number>/", versions.version, name="version"),
    path("desk/articles/<int:pk>/versions/<int:number>/restore/", versions.restore, name="restore-version"),
    path("desk/articles/<int:pk>/compare/", versions.compare, name="compare"),
    path("desk/articles/<int:pk>/leader/", leaders.ask, name="ask-leader"),
    path("desk/leader-links/<int:pk>/withdraw/", leaders.withdraw, name="withdraw-leader-link"),
    path("read/<str:token>/", reading.read, name="leader"),
    path("read/<str:token>/photos/<photokey:key>/w<int:width>.webp", reading.photo, name="leader-photo"),
]
