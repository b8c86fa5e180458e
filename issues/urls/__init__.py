"""The desk's addresses, a list for each of its parts."""

from issues.urls import articles, desk, letters, planning, reviewing

app_name = "issues"

urlpatterns = [
    *desk.urlpatterns,
    *articles.urlpatterns,
    *letters.urlpatterns,
    *reviewing.urlpatterns,
    *planning.urlpatterns,
]
