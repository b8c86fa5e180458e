"""What a correspondent does: the form, and their reports."""

from django.urls import path

from submissions.views.letters import form, front, keeping

urlpatterns = [
    path("", front.reports, name="reports"),
    path("new/", form.new, name="new"),
    path("token/", keeping.token, name="token"),
    path("<photokey:key>/", form.report, name="report"),
    path("<photokey:key>/keep/", keeping.keep, name="keep"),
    path("<photokey:key>/photos/", keeping.add_photo, name="add-photo"),
    path("<photokey:key>/photos/<int:pk>/", keeping.photo, name="photo"),
    path("<photokey:key>/word/", keeping.word, name="word"),
    path("<photokey:key>/original/", keeping.original, name="original"),
    path("<photokey:key>/withdraw/", keeping.withdraw, name="withdraw"),
]
