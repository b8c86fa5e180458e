from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html_join

from issues.admin import ReadOnly
from typesetting.models import TypesetRun
from typesetting.views.runs import KINDS


@admin.register(TypesetRun)
class TypesetRunAdmin(ReadOnly, admin.ModelAdmin):
    """What the press did: shown, never altered."""

    list_display = ["issue", "state", "stage", "pages", "seconds", "pdfs", "by", "created_at", "error"]
    list_filter = ["state", "created_at"]
    list_select_related = ["issue__periodical", "by"]
    search_fields = ["issue__year", "error"]
    fields = [
        "issue",
        "state",
        "stage",
        "done",
        "total",
        "attempts",
        "error",
        "pdfs",
        "pages",
        "seconds",
        "page_map",
        "preflight",
        "manifest_sha256",
        "by",
        "created_at",
        "started_at",
        "heard_at",
        "finished_at",
    ]

    @admin.display(description="PDF")
    def pdfs(self, run: TypesetRun) -> str:
        """Links to what the run made; nothing where it made none."""
        made = [(kind, name) for kind, name in KINDS.items() if getattr(run, f"{kind}_pdf")]
        links = ((reverse(f"typesetting:{kind}-pdf", args=[run.pk]), f"{name} PDF") for kind, name in made)
        return format_html_join("　", '<a href="{}">{}</a>', links)
