from django.urls import path

from photos import uploading, views

app_name = "photos"

urlpatterns = [
    path("upload/", uploading.upload, name="upload"),
    path("<photokey:key>/credit/", uploading.credit, name="credit"),
    path("<photokey:key>/", views.photo, name="photo"),
    path("<photokey:key>/w<int:width>.webp", views.rendition, name="rendition"),
]
