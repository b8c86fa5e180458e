"""The desk's letterbox: the unions' reports, and calls for more."""

from django.urls import path

from issues.views.letters import calls, inbox, moves, word

urlpatterns = [
    path("desk/letters/", inbox.inbox, name="letters"),
    path("desk/letters/batch/", moves.batch, name="letters-batch"),
    path("desk/letters/adopt/", moves.adopt, name="letters-adopt"),
    path("desk/letters/sentences/", moves.sentences, name="letters-sentences"),
    path("desk/letters/<photokey:key>/", inbox.report, name="letter"),
    path("desk/letters/<photokey:key>/beside/articles/<int:pk>/", inbox.beside_article, name="letter-beside-article"),
    path("desk/letters/<photokey:key>/beside/<photokey:other>/", inbox.beside_report, name="letter-beside-letter"),
    path("desk/letters/<photokey:key>/<slug:move>/", moves.answer, name="letter-answer"),
    path("desk/articles/word/", word.new, name="word-new"),
    path("desk/articles/<int:pk>/word/", word.report, name="word"),
    path("desk/articles/<int:pk>/word/file/", word.file, name="word-file"),
    path("desk/calls/", calls.calls, name="calls"),
    path("desk/calls/new/", calls.new, name="call-new"),
    path("desk/calls/<int:pk>/", calls.call, name="call"),
    path("desk/calls/<int:pk>/edit/", calls.edit, name="call-edit"),
    path("desk/calls/<int:pk>/withdraw/", calls.withdraw, name="call-withdraw"),
    path("desk/calls/<int:pk>/match/", calls.match, name="call-match"),
    path("desk/calls/<int:pk>/remind/", calls.remind, name="call-remind"),
    path("desk/calls/<int:pk>/close/", calls.close, name="call-close"),
]
