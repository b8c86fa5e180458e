"""The operator's pages for people, unions and the record of actions."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm

from accounts.actions import administering
from accounts.models import AuditEntry, Union, User
from accounts.roles import Role

admin.site.site_header = "青海工运 · 系统管理"
admin.site.site_title = "系统管理"
admin.site.index_title = "管理员的工作台"


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
        "role_names",
        "is_active",
        "last_login",
    ]
    list_filter = ["is_active", "groups", "union__kind"]
    search_fields = ["name", "username", "phone", "union__name"]
    autocomplete_fields = ["union"]
    ordering = ["name"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("本人", {"fields": ["name", "phone", "email", "union"]}),
        ("角色", {"fields": ["is_active", "groups", "is_staff", "is_superuser"]}),
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
        return super().get_queryset(request).select_related("union").prefetch_related("groups")

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups":
            labels = {role.value: role.label for role in Role}
            field.label_from_instance = lambda group: labels.get(group.name, group.name)
        return field

    @admin.display(description="角色")
    def role_names(self, user: User) -> str:
        labels = {role.value: role.label for role in Role}
        return "、".join(labels.get(group.name, group.name) for group in user.groups.all())


@admin.register(Union)
class UnionAdmin(AuditedAdmin):
    list_display = ["name", "short_name", "kind", "parent", "active"]
    list_filter = ["kind", "active"]
    search_fields = ["name", "short_name"]
    autocomplete_fields = ["parent"]
    list_select_related = ["parent"]


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
