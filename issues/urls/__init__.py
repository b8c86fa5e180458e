"""The desk's addresses, a list for each of its parts."""

from issues.urls import articles, desk, planning, reviewing

app_name = "issues"

urlpatterns = [
    *desk.urlpatterns,
    *articles.urlpatterns,
    *reviewing.urlpatterns,
    *planning.urlpatterns,
]
