from django.urls import path

from reading import views

app_name = "reading"

urlpatterns = [
    path("", views.home, name="home"),
    path("shelf/", views.shelf, name="shelf"),
    path("search/", views.search, name="search"),
    path("robots.txt", views.robots, name="robots"),
    path("articles/<int:pk>/", views.article, name="article"),
    path("articles/<int:pk>/<slug:key>-<int:width>.webp", views.article_photo, name="article-photo"),
    path("<slug:slug>/<int:year>-<int:number>/", views.issue, name="issue"),
    path("<slug:slug>/<int:year>-<int:number>/issue.pdf", views.issue_pdf, name="issue-pdf"),
    path("<slug:slug>/<int:year>-<int:number>/<slug:key>-<int:width>.webp", views.cover_photo, name="cover-photo"),
]
