"""The letterbox's addresses, a list for each of its parts."""

from submissions.urls import figures, letters, offices, uploads

app_name = "submissions"

urlpatterns = [
    *letters.urlpatterns,
    *uploads.urlpatterns,
    *figures.urlpatterns,
    *offices.urlpatterns,
]
