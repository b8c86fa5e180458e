"""The second step: who must take it, what it shuts, right and wrong codes, recovery codes, remembered browsers, resets."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.actions import passwords, second_step
from accounts.models import AuditEntry
from accounts.roles import Role
from accounts.second_factor import COOKIE, SESSION_KEY
from photos.renditions import widths_for
from tests.accounts.conftest import code_for, current_code, set_up, sign_in
from tests.factories import PASSWORD, Office, make_issue, make_person, make_photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_factor")]

SET_UP = "/sign-in/set-up/"
GIVE_CODE = "/sign-in/code/"
ASKED = [Role.EDITOR, Role.DEPUTY_CHIEF, Role.CHIEF_EDITOR, Role.OPERATOR]


@pytest.fixture
def everywhere() -> list[str]:
    """A page of each kind: reading, photos, PDFs, administration, one's account, other people's."""
    office = Office()
    photo, issue = make_photo(office.editor), make_issue(office, articles=1, released=True)
    place = [issue.periodical.slug, issue.year, issue.number]
    return [
        "/",
        "/shelf/",
        "/search/",
        issue.placements.get().article.get_absolute_url(),
        issue.get_absolute_url(),
        reverse("reading:issue-pdf", args=place),
        photo.get_absolute_url(),
        reverse("photos:rendition", args=[photo.key, widths_for(photo)[0]]),
        "/operate/",
        "/operate/accounts/user/",
        "/operate/password_change/",
        "/account/",
        "/account/password/",
        "/account/recovery-codes/",
        "/people/invite/",
        office.chief.get_absolute_url(),
    ]


def is_shut(client, path) -> bool:
    """Whether the path leads, by however many redirects, to the step that is missing."""
    response = client.get(path, follow=True)
    return bool(response.redirect_chain) and response.request["PATH_INFO"] in {SET_UP, GIVE_CODE}


@pytest.mark.parametrize("role", ASKED)
def test_those_who_can_change_things_set_it_up_before_anything_else(client, role):
    assert sign_in(client, make_person(role).username)["Location"] == SET_UP
    assert is_shut(client, "/")
    assert client.get(GIVE_CODE)["Location"] == SET_UP


def test_no_address_goes_round_setting_it_up(client, everywhere):
    sign_in(client, make_person(Role.OPERATOR).username)
    assert [path for path in everywhere if not is_shut(client, path)] == []
    for path in ("/account/password/", "/account/forget-browsers/", "/people/invite/"):
        assert client.post(path)["Location"].startswith("/sign-in/"), path


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CORRESPONDENT])
def test_members_and_correspondents_are_never_asked(client, role):
    assert sign_in(client, make_person(role).username)["Location"] == "/"
    assert client.get("/shelf/").status_code == 200


def test_with_the_setting_off_nobody_is_asked(client, settings):
    settings.SECOND_FACTOR = False
    assert sign_in(client, make_person(Role.OPERATOR).username)["Location"] == "/"
    assert client.get(GIVE_CODE)["Location"] == "/"
    assert client.get(SET_UP)["Location"] == "/"


def test_an_operator_without_the_role_but_with_the_keys_is_asked_too(client):
    person = make_person()
    person.is_staff = person.is_superuser = True
    person.save()
    assert sign_in(client, person.username)["Location"] == SET_UP


def test_setting_up_leads_to_ten_recovery_codes_and_in(client):
    person = make_person(Role.EDITOR)
    sign_in(client, person.username, next="/shelf/")
    page = client.get(f"{SET_UP}?next=/shelf/")
    assert "<svg" in page.text
    assert "otpauth://totp/" in page.text
    before = client.session.session_key
    key = client.session[SESSION_KEY]
    response = client.post(SET_UP, {"code": code_for(key), "next": "/shelf/"})
    codes = response.context["codes"]
    assert len(set(codes)) == 10
    assert 'href="/shelf/"' in response.text
    assert client.session.session_key != before
    assert SESSION_KEY not in client.session
    assert client.get("/shelf/").status_code == 200
    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert len(kept) == 10
    assert kept.isdisjoint({code.replace("-", "") for code in codes}), "only digests are kept"


def test_a_wrong_code_sets_nothing_up(client):
    person = make_person(Role.EDITOR)
    sign_in(client, person.username)
    client.get(SET_UP)
    key = client.session[SESSION_KEY]
    wrong = f"{(int(code_for(key)) + 1) % 1000000:06}"
    for code in (wrong, "", "abcdef", "123", "１２", "9" * 40):
        assert "codes" not in client.post(SET_UP, {"code": code}).context
    assert client.session[SESSION_KEY] == key, "the picture already scanned stays good"
    assert not TOTPDevice.objects.exists()
    assert is_shut(client, "/shelf/")


def test_who_has_set_it_up_cannot_set_up_another_with_the_password_alone(client):
    person = make_person(Role.EDITOR)
    set_up(client, person)
    thief = Client()
    assert sign_in(thief, person.username)["Location"] == GIVE_CODE
    assert thief.get(SET_UP)["Location"] == GIVE_CODE
    assert thief.post(SET_UP, {"code": "123456"})["Location"] == GIVE_CODE
    assert TOTPDevice.objects.count() == 1


def test_the_code_lets_in_and_the_page_asked_for_is_kept(client, clock, everywhere):
    person = make_person(Role.EDITOR)
    set_up(client, person)
    client.post(reverse("accounts:sign-out"))
    clock.turn(seconds=60)
    assert (
        sign_in(client, person.username, next="/search/?q=ab")["Location"] == f"{GIVE_CODE}?next=%2Fsearch%2F%3Fq%3Dab"
    )
    assert [path for path in everywhere if not is_shut(client, path)] == []
    before = client.session.session_key
    response = client.post(GIVE_CODE, {"code": current_code(person), "next": "/search/?q=ab"})
    assert response["Location"] == "/search/?q=ab"
    assert client.session.session_key != before
    assert client.get("/shelf/").status_code == 200
    assert AuditEntry.objects.filter(by=person, verb="通过第二步验证").count() == 1


def test_next_does_not_lead_out_after_the_code(client, clock):
    person = make_person(Role.EDITOR)
    set_up(client, person)
    client.post(reverse("accounts:sign-out"))
    clock.turn(seconds=60)
    sign_in(client, person.username)
    assert client.post(GIVE_CODE, {"code": current_code(person), "next": "//evil.example/"})["Location"] == "/"


@pytest.fixture
def waiting(client, clock):
    """An editor who has given the password and is asked for the code."""
    person = make_person(Role.EDITOR)
    person.recovery = set_up(client, person)
    client.post(reverse("accounts:sign-out"))
    clock.turn(minutes=5)
    sign_in(client, person.username)
    return person


def test_a_wrong_code_is_refused_and_recorded(client, waiting):
    wrong = f"{(int(current_code(waiting)) + 1) % 1000000:06}"
    response = client.post(GIVE_CODE, {"code": wrong})
    assert "动态码不对" in response.text
    assert is_shut(client, "/")
    assert AuditEntry.objects.filter(target_id=waiting.pk, verb="第二步验证没有通过").count() == 1


@pytest.mark.parametrize("code", ["", " ", "abcdef", "12345", "-1", "+12345", "1e5", "٣٤٥٦٧٨", "0" * 40])
def test_what_is_no_code_is_refused_in_a_sentence(client, waiting, code):
    response = client.post(GIVE_CODE, {"code": code})
    assert response.status_code == 200
    assert response.context["form"].errors["code"]


def test_a_code_is_good_once(client, waiting):
    code = current_code(waiting)
    client.post(GIVE_CODE, {"code": code})
    other = Client()
    sign_in(other, waiting.username)
    assert "已经用过" in other.post(GIVE_CODE, {"code": code}).text
    assert is_shut(other, "/")


@pytest.mark.parametrize(("steps", "good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_phone_may_be_one_step_wrong_and_no_more(client, waiting, steps, good):
    response = client.post(GIVE_CODE, {"code": current_code(waiting, steps=steps)})
    assert (response.status_code == 302) is good


def test_a_code_may_be_typed_with_spaces_and_full_width(client, waiting):
    code = current_code(waiting)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code)
    assert client.post(GIVE_CODE, {"code": f" {wide[:3]} {wide[3:]} "}).status_code == 302


def test_wrong_codes_are_slowed_down_more_and_more(client, waiting, clock):
    wrong = f"{(int(current_code(waiting)) + 1) % 1000000:06}"
    for wait in (1, 2, 4, 8):
        assert "动态码不对" in client.post(GIVE_CODE, {"code": wrong}).text
        assert "输错的次数多了" in client.post(GIVE_CODE, {"code": current_code(waiting)}).text, (
            "even the right one waits"
        )
        clock.turn(seconds=wait + 1)
    assert client.post(GIVE_CODE, {"code": current_code(waiting)}).status_code == 302


def test_recovery_codes_are_slowed_down_likewise(client, waiting):
    assert "恢复码不对" in client.post(GIVE_CODE, {"code": "0000-0000-0000"}).text
    assert "输错的次数多了" in client.post(GIVE_CODE, {"code": waiting.recovery[0]}).text


def test_a_recovery_code_lets_in_once(client, waiting):
    assert client.post(GIVE_CODE, {"code": waiting.recovery[3]}).status_code == 302
    assert client.get("/shelf/").status_code == 200
    assert "还剩 9 个" in client.get("/account/").text
    other = Client()
    sign_in(other, waiting.username)
    assert "恢复码不对" in other.post(GIVE_CODE, {"code": waiting.recovery[3]}).text


def test_one_persons_recovery_code_is_no_one_elses(client, waiting):
    other = make_person(Role.EDITOR)
    theirs = set_up(Client(), other)
    assert "恢复码不对" in client.post(GIVE_CODE, {"code": theirs[0]}).text


def test_new_recovery_codes_need_a_fresh_code_and_void_the_old(client, waiting, clock):
    client.post(GIVE_CODE, {"code": current_code(waiting)})
    page = reverse("accounts:renew-codes")
    assert "codes" not in client.post(page, {"code": "123456"}).context
    clock.turn(seconds=60)
    codes = client.post(page, {"code": current_code(waiting)}).context["codes"]
    assert set(codes).isdisjoint(waiting.recovery)
    assert StaticToken.objects.filter(device__user=waiting).count() == 10


def remembered_after(client, person, clock):
    client.post(GIVE_CODE, {"code": current_code(person), "remember": "on"})
    client.post(reverse("accounts:sign-out"))
    clock.turn(minutes=5)


def test_a_browser_is_remembered_for_thirty_days(client, waiting, clock):
    remembered_after(client, waiting, clock)
    assert sign_in(client, waiting.username)["Location"] == "/"
    client.post(reverse("accounts:sign-out"))
    clock.turn(days=30)
    assert sign_in(client, waiting.username)["Location"] == GIVE_CODE


def test_a_browser_is_not_remembered_unasked(client, waiting, clock):
    client.post(GIVE_CODE, {"code": current_code(waiting)})
    assert COOKIE not in client.cookies


def test_a_remembered_browser_is_the_browser_of_one_person(client, waiting, clock):
    other = make_person(Role.EDITOR)
    set_up(Client(), other)
    remembered_after(client, waiting, clock)
    assert sign_in(client, other.username)["Location"] == GIVE_CODE


def test_a_forged_cookie_remembers_nothing(client, waiting):
    client.post(reverse("accounts:sign-out"))
    client.cookies[COOKIE] = "eyJtYXJrIjoiIn0:1abc:forged"
    assert sign_in(client, waiting.username)["Location"] == GIVE_CODE


@pytest.mark.parametrize("way", ["own", "operator", "password", "reset"])
def test_a_remembered_browser_is_forgotten(client, waiting, clock, way):
    remembered_after(client, waiting, clock)
    waiting.refresh_from_db()
    {
        "own": lambda: second_step.forget_browsers(person=waiting, by=waiting),
        "operator": lambda: second_step.forget_browsers(person=waiting, by=make_person(Role.OPERATOR)),
        "password": lambda: passwords.change(person=waiting, password=PASSWORD),
        "reset": lambda: second_step.reset(person=waiting, by=None),
    }[way]()
    assert sign_in(client, waiting.username)["Location"] == (SET_UP if way == "reset" else GIVE_CODE)


def test_a_reset_by_an_operator_shuts_open_sessions_and_is_recorded(client, waiting, clock):
    client.post(GIVE_CODE, {"code": current_code(waiting)})
    operator = make_person(Role.OPERATOR)
    desk = Client()
    set_up(desk, operator)
    assert "重设第二步验证" in desk.get(waiting.get_absolute_url()).text
    desk.post(reverse("accounts:reset-second-step", args=[waiting.pk]))
    assert is_shut(client, "/shelf/")
    entry = AuditEntry.objects.get(verb="重设第二步验证")
    assert (entry.by, entry.target_id) == (operator, str(waiting.pk))
    assert not StaticToken.objects.filter(device__user=waiting).exists()


def test_a_member_made_editor_meets_the_second_step_at_the_next_page(client):
    person = make_person()
    sign_in(client, person.username)
    assert client.get("/shelf/").status_code == 200
    person.groups.add(Group.objects.get(name=Role.EDITOR.value))
    assert is_shut(client, "/shelf/")


def test_the_terminal_resets_it_too(capsys):
    person = make_person(Role.OPERATOR, name="汪喆")
    set_up(Client(), person)
    call_command("reset_second_factor", person.username)
    assert "汪喆下次登录时会先设置第二步验证" in capsys.readouterr().out
    assert not TOTPDevice.objects.exists()
    with pytest.raises(SystemExit):
        call_command("reset_second_factor", "nobody")
    assert "没有用户名是“nobody”的账号" in capsys.readouterr().err


def test_keys_are_not_shown_in_the_administration(client):
    operator = make_person(Role.OPERATOR)
    set_up(client, operator)
    assert client.get("/operate/otp_totp/totpdevice/").status_code == 404
    assert client.get("/operate/otp_static/staticdevice/").status_code == 404
    assert client.get("/operate/").status_code == 200


def test_half_signed_in_one_can_still_leave(client):
    person = make_person(Role.EDITOR)
    sign_in(client, person.username)
    client.post(reverse("accounts:sign-out"))
    assert client.get(SET_UP)["Location"].startswith("/sign-in/")
    assert AuditEntry.objects.filter(by=person, verb="退出登录").count() == 1
