"""The operator's pages for periodicals, issues and articles. Words and states change on the desk, not here."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from accounts.admin import AuditedAdmin
from issues.actions.periodicals import offer_columns
from issues.models import (
    Article,
    Author,
    BoardPost,
    Byline,
    Column,
    ImprintLine,
    Issue,
    Periodical,
    Placement,
    Review,
    Version,
)
from issues.workflow import IssueState


class ReadOnly:
    """Rows that are shown and not altered: they belong to actions."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class ColumnInline(admin.TabularInline):
    model = Column
    extra = 0


@admin.register(Periodical)
class PeriodicalAdmin(AuditedAdmin):
    list_display = ["title", "slug", "sponsor", "permit", "internal"]
    search_fields = ["title", "slug"]
    inlines = [ColumnInline]
    exclude = ["look"]  # chosen at the press's own page, among what it knows

    def save_related(self, request: HttpRequest, *args, **kwargs) -> None:
        super().save_related(request, *args, **kwargs)
        offer_columns(by=request.user)


@admin.register(Column)
class ColumnAdmin(AuditedAdmin):
    list_display = ["name", "periodical", "layout", "order", "active"]
    list_filter = ["periodical", "layout", "active"]
    list_select_related = ["periodical"]
    search_fields = ["name"]

    def save_related(self, request: HttpRequest, *args, **kwargs) -> None:
        super().save_related(request, *args, **kwargs)
        offer_columns(by=request.user)


class BoardInline(admin.TabularInline):
    model = BoardPost
    extra = 0


class ImprintInline(admin.TabularInline):
    model = ImprintLine
    extra = 0


class PlacementInline(ReadOnly, admin.TabularInline):
    model = Placement
    fields = ["column", "order", "article", "printed_page"]
    readonly_fields = fields
    ordering = ["column_order", "order"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("issue__periodical", "column", "article")


@admin.register(Issue)
class IssueAdmin(AuditedAdmin):
    list_display = ["__str__", "serial", "date", "state"]
    list_filter = ["state", "periodical", "year"]
    list_select_related = ["periodical"]
    search_fields = ["=year", "=serial", "periodical__title"]
    raw_id_fields = ["cover_photo"]
    readonly_fields = ["state", "released_at", "source_sha256", "import_report"]
    inlines = [BoardInline, ImprintInline, PlacementInline]

    def get_readonly_fields(self, request, obj=None):
        """What a released issue is called was printed on its cover, and stays."""
        fixed = ["periodical", "year", "number"] if obj and obj.state == IssueState.RELEASED else []
        return [*self.readonly_fields, *fixed]


@admin.register(Author)
class AuthorAdmin(AuditedAdmin):
    list_display = ["name", "note", "is_body"]
    list_filter = ["is_body"]
    search_fields = ["name", "sort_key", "note"]


class BylineInline(ReadOnly, admin.TabularInline):
    model = Byline
    fields = ["author", "post"]


class ReviewInline(ReadOnly, admin.TabularInline):
    model = Review
    fields = ["level", "decision", "reviewer", "opinion", "stands", "at"]
    readonly_fields = ["at"]


class VersionInline(ReadOnly, admin.TabularInline):
    model = Version
    fields = ["number", "name", "by", "at", "digest"]
    readonly_fields = ["at"]


@admin.register(Article)
class ArticleAdmin(AuditedAdmin):
    """An article's belongings can be put right here (union, tags, who is in charge); its words are the desk's."""

    list_display = ["title", "state", "union", "editor", "char_count", "updated_at"]
    list_filter = ["state", "periodical", "union__kind", "updated_at"]
    list_select_related = ["union", "editor"]
    search_fields = ["title", "kicker", "subtitle", "plain_text", "bylines__author__name", "union__name"]
    autocomplete_fields = ["union"]
    raw_id_fields = ["writer", "editor"]
    readonly_fields = ["kicker", "title", "subtitle", "source", "state", "char_count", "plain_text", "published_at"]
    fields = [*readonly_fields, "union", "contributor", "writer", "editor", "tags"]
    inlines = [BylineInline, ReviewInline, VersionInline]
    date_hierarchy = "updated_at"

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Placement)
class PlacementAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["issue", "column", "order", "article", "printed_page"]
    list_filter = ["issue__year", "column"]
    list_select_related = ["issue__periodical", "column", "article"]
    search_fields = ["article__title"]
