"""The forms of this room; their sentences say what to do next."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib.auth.forms import (
    AuthenticationForm,
    PasswordChangeForm,
    SetPasswordForm,
    UserCreationForm,
    UsernameField,
)

from accounts import tokens
from accounts.actions import passwords
from accounts.messages import ALL_WAYS, GROUPS, KindGroup, MessageKind, Ways
from accounts.models import Invitation, MessageChoice, Union, User
from accounts.roles import Role

PASSWORD_HELP = (
    "至少 10 个字符，不能全是数字，也不要用自己的姓名、用户名、手机号或常见的密码。几个不相干的词连起来，又长又好记。"
)
NOT_TWICE_THE_SAME = "两次填的密码不一样，请再填一次。"


class SignInForm(AuthenticationForm):
    """User name and password; the messages say what to do next."""

    error_messages = {
        "invalid_login": "用户名或密码不对，请再试一次。忘了密码，可以点下面的“忘了密码”，或者联系管理员。",
        "inactive": "用户名或密码不对，请再试一次。忘了密码，可以点下面的“忘了密码”，或者联系管理员。",
    }

    username = UsernameField(
        label="用户名",
        max_length=150,
        error_messages={"required": "请填用户名。"},
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    password = forms.CharField(
        label="密码",
        strip=False,
        error_messages={"required": "请填密码。"},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    """A code of the authenticator, or a recovery code."""

    code = forms.CharField(
        label="动态码",
        max_length=40,
        error_messages={"required": "请填验证器上显示的六位数字。"},
        widget=forms.TextInput(
            attrs={"autofocus": True, "autocomplete": "one-time-code", "inputmode": "numeric", "class": "code-input"}
        ),
    )


class SetUpForm(CodeForm):
    """The first code of a new authenticator. The picture stands above the field, so the page opens at its head."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["code"].widget.attrs["autofocus"]


class StepForm(CodeForm):
    """The second step: the code, and whether this browser may be remembered."""

    remember = forms.BooleanField(label="这是我自己的设备，30 天内不再问", required=False)


class NewPasswordMixin:
    """Two fields for a new password, with the rules in plain words."""

    first, second = "new_password1", "new_password2"

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages = {**self.error_messages, "password_mismatch": NOT_TWICE_THE_SAME}
        self.fields[self.first].label = "密码" if self.first == "password1" else "新密码"
        self.fields[self.first].help_text = PASSWORD_HELP
        self.fields[self.second].label = "再填一次"
        self.fields[self.second].help_text = ""
        self.fields[self.first].error_messages["required"] = "请填一个新密码。"
        self.fields[self.second].error_messages["required"] = "请把密码再填一次。"


class OwnPasswordForm(NewPasswordMixin, PasswordChangeForm):
    """A new password for oneself, with the old one as proof."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "现在的密码"
        self.fields["old_password"].error_messages["required"] = "请填现在的密码。"
        self.error_messages["password_incorrect"] = "现在的密码不对，请再填一次。忘了，就请管理员给一个重设的链接。"


class LinkPasswordForm(NewPasswordMixin, SetPasswordForm):
    """A new password for who came by a link."""

    def save(self, commit: bool = True) -> User:
        passwords.set_by_link(person=self.user, password=self.cleaned_data["new_password1"])
        return self.user


class ForgottenForm(forms.Form):
    email = forms.EmailField(
        label="登记过的邮箱",
        error_messages={"required": "请填邮箱地址。", "invalid": "这不像邮箱地址，请核对。"},
        widget=forms.EmailInput(attrs={"autofocus": True, "autocomplete": "email"}),
    )


class AcceptForm(NewPasswordMixin, UserCreationForm):
    """The user name and password an invited person chooses."""

    first, second = "password1", "password2"

    class Meta:
        model = User
        fields = ["username"]
        labels = {"username": "用户名"}
        help_texts = {"username": "登录时用。可以是字母、数字、汉字和 @ . + - _，不能有空格。"}
        error_messages = {"username": {"required": "请取一个用户名。", "unique": "这个用户名已经有人用了，请换一个。"}}


class RolesField(forms.TypedMultipleChoiceField):
    """Some of the six roles."""

    def __init__(self, **options) -> None:
        super().__init__(
            label="角色",
            choices=[(role.value, role.label) for role in Role],
            coerce=Role,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "请至少选一个角色。", "invalid_choice": "没有这样的角色，请在列表里选。"},
            **options,
        )


class RolesForm(forms.Form):
    """Which roles someone has; none, where they are to read nothing any more."""

    roles = RolesField(required=False)


class SeedField(forms.CharField):
    """From what a link will be grown: the page sent twice makes one link (`accounts.tokens`)."""

    def __init__(self) -> None:
        super().__init__(required=False, initial=tokens.seed, max_length=tokens.LONGEST_SEED, widget=forms.HiddenInput)


class InviteForm(forms.ModelForm):
    """Whom an operator invites. `instead`: of an invitation that is open; `besides`: another person of the same name."""

    roles = RolesField(initial=[Role.CORRESPONDENT.value])
    seed = SeedField()
    instead = forms.BooleanField(widget=forms.HiddenInput, required=False)
    besides = forms.BooleanField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Invitation
        fields = ["name", "union", "email", "phone"]
        help_texts = {"email": "填了就把链接寄过去；不填，就由您把链接交给本人。"}
        error_messages = {
            "name": {"required": "请填姓名。"},
            "email": {"invalid": "这不像邮箱地址，请核对。"},
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["union"].queryset = Union.objects.filter(active=True)
        self.fields["union"].empty_label = "（不属于哪个工会）"


class MessageChoiceForm(forms.Form):
    """Three columns of boxes: by which ways each kind of message reaches `person`."""

    inbox = forms.MultipleChoiceField(required=False)
    letter = forms.MultipleChoiceField(required=False)
    group = forms.MultipleChoiceField(required=False)

    def __init__(self, person: User, data: dict | None = None) -> None:
        super().__init__(data)
        # Members and correspondents see what may ever reach them.
        self.groups = [group for group in GROUPS if person.is_editorial or not group.editorial]
        kinds = [kind for group in self.groups for kind in group.kinds]
        rows = MessageChoice.objects.filter(person=person, kind__in=kinds)
        stored = {MessageKind(row.kind): Ways(row.inbox, row.letter, row.group) for row in rows}
        self.now = {kind: stored.get(kind, ALL_WAYS) for kind in kinds}
        for field in self.fields.values():
            field.choices = [(kind.value, kind.label) for kind in kinds]

    def rows(self) -> list[tuple[KindGroup, list[tuple[MessageKind, Ways]]]]:
        """What the page shows: each group with its kinds, and what is chosen now."""
        return [(group, [(kind, self.now[kind]) for kind in group.kinds]) for group in self.groups]

    def chosen(self) -> dict[MessageKind, Ways]:
        """Each kind as it was sent. What the page did not ask stays: the chat group where there is none."""
        boxes = self.cleaned_data
        asked = bool(settings.WEBHOOK["addresses"])
        return {
            kind: Ways(kind in boxes["inbox"], kind in boxes["letter"], kind in boxes["group"] if asked else now.group)
            for kind, now in self.now.items()
        }
