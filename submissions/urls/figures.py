"""Statistics and the notice."""

from django.urls import path

from submissions.views.figures import notice, points, tables

urlpatterns = [
    path("figures/", tables.figures, name="figures"),
    path("figures/tables.xlsx", tables.workbook, name="figures-workbook"),
    path("figures/points/", points.points, name="points"),
    path("figures/notice/", notice.notice, name="notice"),
]
