from django.contrib import admin

from issues.admin import ReadOnly
from typesetting.models import TypesetRun


@admin.register(TypesetRun)
class TypesetRunAdmin(ReadOnly, admin.ModelAdmin):
    """What the press did: shown, never altered."""

    list_display = ["issue", "state", "stage", "pages", "seconds", "by", "created_at", "error"]
    list_filter = ["state", "created_at"]
    list_select_related = ["issue__periodical", "by"]
    search_fields = ["issue__year", "error"]
