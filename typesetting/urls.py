from django.urls import path

from typesetting import views

app_name = "typesetting"

urlpatterns = [
    path("<int:pk>/print.pdf", views.pdf, {"kind": "print"}, name="print-pdf"),
    path("<int:pk>/screen.pdf", views.pdf, {"kind": "screen"}, name="screen-pdf"),
]
