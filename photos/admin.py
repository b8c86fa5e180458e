from django.contrib import admin
from django.utils.html import format_html

from accounts.admin import AuditedAdmin
from photos.models import Photo


@admin.register(Photo)
class PhotoAdmin(AuditedAdmin):
    """Photos come in through the desk and the letterbox; here their words can be put right."""

    list_display = [
        "thumbnail",
        "caption",
        "credit",
        "union",
        "width",
        "height",
        "created_at",
    ]
    list_display_links = ["thumbnail", "caption"]
    list_filter = ["format", "created_at"]
    list_select_related = ["union"]
    search_fields = ["caption", "credit", "key", "union__name"]
    fields = [
        "thumbnail",
        "caption",
        "credit",
        "alt",
        "union",
        "key",
        "sha256",
        "format",
        "width",
        "height",
    ]
    readonly_fields = ["thumbnail", "key", "sha256", "format", "width", "height"]
    autocomplete_fields = ["union"]

    def has_add_permission(self, request) -> bool:
        return False

    @admin.display(description="图片")
    def thumbnail(self, photo: Photo) -> str:
        return format_html('<img src="{}" alt="" width="120" loading="lazy">', photo.get_absolute_url())
