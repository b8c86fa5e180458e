"""Accounts for unions, countersigning and its setting."""

from django.urls import path

from submissions.views.offices import countersigning, enrolling

urlpatterns = [
    path("unions/", enrolling.enrol, name="enrol"),
    path("unions/table/", enrolling.table, name="enrol-table"),
    path("unions/carry-out/", enrolling.carry_out, name="enrol-carry-out"),
    path("countersigning/", countersigning.settings, name="countersigning"),
    path("countersigning/<int:pk>/", countersigning.set_one, name="countersigning-set"),
    path("below/", countersigning.below, name="below"),
    path("below/<photokey:key>/", countersigning.sign, name="sign"),
]
