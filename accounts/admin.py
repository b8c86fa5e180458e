"""The operator's pages for people, unions and the record of actions."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import queries
from accounts.actions import administering, invitations, locking
from accounts.models import AuditEntry, Invitation, Union, User
from accounts.views.signing import sign_out

# Keys, recovery codes and passwords are written by actions alone, each on a page of its own.
admin.site.unregister([TOTPDevice, StaticDevice])
admin.site.site_header = "青海工运 · 系统管理"
admin.site.site_title = "系统管理"
admin.site.index_title = "管理员的工作台"


def entrance(request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
    """The administration pages have no sign-in of their own: one door, one lock, one second step."""
    if request.user.is_authenticated:
        if not admin.site.has_permission(request):
            raise PermissionDenied
        return redirect("admin:index")
    return redirect_to_login(request.GET.get("next") or reverse("admin:index"), settings.LOGIN_URL)


def own_password(request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
    return redirect("accounts:change-password")


def leave(request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
    return sign_out(request)


admin.site.login, admin.site.password_change, admin.site.logout = entrance, own_password, leave


class AuditedAdmin(admin.ModelAdmin):
    """An administration page whose saves and deletions go through actions and leave their audit rows."""

    def save_model(self, request, obj, form, change) -> None:
        labels = [str(form.fields[name].label or name) for name in form.changed_data if name in form.fields]
        administering.save(target=obj, by=request.user, changed=labels)

    def save_formset(self, request, form, formset, change) -> None:
        administering.save_rows(target=form.instance, formset=formset, by=request.user)

    def delete_model(self, request, obj) -> None:
        administering.delete(target=obj, by=request.user)

    def delete_queryset(self, request, queryset) -> None:
        for target in queryset:
            administering.delete(target=target, by=request.user)


class NewUserForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["username", "name", "phone", "union"]


@admin.register(User)
class UserAdmin(AuditedAdmin, DjangoUserAdmin):
    add_form = NewUserForm
    list_display = [
        "name",
        "username",
        "union",
        "role_labels",
        "is_active",
        "lock",
        "last_login",
    ]
    list_filter = ["is_active", "groups", "union__kind"]
    search_fields = ["name", "username", "phone", "union__name"]
    autocomplete_fields = ["union"]
    ordering = ["name"]
    # Roles are given, and accounts closed, on the person's page: there the record says what was before.
    readonly_fields = ["page", "is_active", "role_labels", "last_login", "date_joined"]
    actions = ["lift_locks"]
    fieldsets = [
        (None, {"fields": ["username", "page"]}),
        ("本人", {"fields": ["name", "phone", "email", "union"]}),
        ("角色", {"fields": ["is_active", "role_labels"]}),
        ("日期", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": [
                    "username",
                    "name",
                    "phone",
                    "union",
                    "password1",
                    "password2",
                ]
            },
        )
    ]

    def get_queryset(self, request):
        return queries.people().order_by(*self.get_ordering(request))

    def user_change_password(self, request, id, form_url=""):  # noqa: A002 - Django's name
        """Nobody sets another's password: an operator hands over a link, on the person's page."""
        return redirect("accounts:person", pk=id)

    @admin.display(description="账号页")
    def page(self, user: User) -> str:
        return (
            format_html('<a href="{}">角色、停用、密码、第二步验证、做过的事</a>', user.get_absolute_url())
            if user.pk
            else ""
        )

    @admin.display(description="登录", ordering="is_locked")
    def lock(self, user: User) -> str:
        return "锁定中" if user.is_locked else ""

    @admin.action(description="解除登录锁定")
    def lift_locks(self, request, queryset) -> None:
        for person in queryset:
            locking.lift_lock(person=person, by=request.user)
        self.message_user(request, "锁定已解除，可以再试着登录。")

    @admin.display(description="角色")
    def role_labels(self, user: User) -> str:
        return user.role_labels


@admin.register(Union)
class UnionAdmin(AuditedAdmin):
    list_display = ["name", "short_name", "kind", "parent", "active"]
    list_filter = ["kind", "active"]
    search_fields = ["name", "short_name"]
    autocomplete_fields = ["parent"]
    list_select_related = ["parent"]


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    """Read only, but for withdrawing. New ones are made on a page that shows the link."""

    list_display = ["name", "union", "role_labels", "by", "made_at", "expires_at", "used_at", "withdrawn_at"]
    list_select_related = ["union", "by"]
    search_fields = ["name", "union__name"]
    actions = ["withdraw"]

    def add_view(self, request, form_url="", extra_context=None):
        return redirect("accounts:invite")

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    @admin.action(description="撤回邀请", permissions=["view"])
    def withdraw(self, request, queryset) -> None:
        for invitation in queryset.filter(used_at=None, withdrawn_at=None):
            invitations.withdraw(invitation=invitation, by=request.user)
        self.message_user(request, "还没有接受的都撤回了，链接已经打不开。")


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    """Read only: the record cannot be altered through the site."""

    list_display = ["at", "by_name", "verb", "target_label", "origin"]
    list_filter = ["verb", "at"]
    search_fields = ["by_name", "target_label", "verb"]
    date_hierarchy = "at"
    list_select_related = ["by"]

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
