"""Settings from the environment: a default for one machine, and a sentence where a value is wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from journal import environment

ROOT = Path(__file__).resolve().parents[2]
KEY = "k" * 64


def settings_in(var: Path, expression: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """What `expression` is in the settings of a fresh process under `variables`."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    code = f"from django.conf import settings; print({expression})"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**kept, "JOURNAL_VAR": str(var), "DJANGO_SETTINGS_MODULE": "journal.settings", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_one_machine_needs_no_variables(tmp_path):
    shown = "settings.DATABASES['default']['NAME'], settings.CELERY_BROKER_URL, settings.DEBUG, settings.SESSION_COOKIE_SECURE"
    result = settings_in(tmp_path, shown)
    assert result.stdout == f"{tmp_path}/journal.sqlite3 folder://localhost False False\n", result.stderr


def test_everything_written_lies_under_journal_var(tmp_path):
    names = ("MEDIA_ROOT", "STATIC_ROOT", "PRESS_CACHE", "VAR")
    paths = settings_in(tmp_path, f"*[settings.{', settings.'.join(names)}]").stdout.split()
    assert len(paths) == 4
    assert all(Path(path).is_relative_to(tmp_path) for path in paths)
    folders = settings_in(tmp_path, "settings.CELERY_BROKER_TRANSPORT_OPTIONS").stdout
    assert folders.count(str(tmp_path)) == 4


def test_any_name_will_do_for_the_folder(tmp_path):
    folder = tmp_path / "工 运#1?%20"
    found = settings_in(folder, "settings.DATABASES['default']['NAME']")
    assert found.stdout == f"{folder}/journal.sqlite3\n", found.stderr


def test_a_database_url_of_sqlite_names_a_file(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/other.sqlite3")
    assert environment.database(tmp_path)["NAME"] == f"{tmp_path}/other.sqlite3"


def test_two_copies_have_two_keys_and_keep_them(tmp_path):
    first, second, again = (
        settings_in(tmp_path / name, "settings.SECRET_KEY").stdout for name in ("one", "two", "one")
    )
    assert len(first) > 50
    assert first == again != second
    assert (tmp_path / "one" / "secret_key").stat().st_mode & 0o077 == 0


def test_production_is_strict_about_cookies_and_https(tmp_path):
    shown = "settings.SESSION_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS, settings.ALLOWED_HOSTS"
    found = settings_in(tmp_path, shown, SITE_URL="https://gongyun.example.org/").stdout
    assert found.startswith("True True 31536000")
    assert "gongyun.example.org" in found


def test_redis_takes_over_broker_and_cache(tmp_path):
    shown = "settings.CELERY_BROKER_URL, settings.CACHES['default']['LOCATION']"
    assert (
        settings_in(tmp_path, shown, REDIS_URL="redis://redis:6379/0").stdout
        == "redis://redis:6379/0 redis://redis:6379/0\n"
    )


def test_the_database_password_comes_from_a_file(tmp_path):
    (tmp_path / "password").write_text("p@ss/word:密码\n", encoding="utf-8")
    found = settings_in(
        tmp_path,
        "settings.DATABASES['default']['PASSWORD'], settings.DATABASES['default']['HOST']",
        DATABASE_URL="postgres://journal@db:5432/journal",
        DATABASE_PASSWORD_FILE=str(tmp_path / "password"),
    )
    assert found.stdout == "p@ss/word:密码 db\n", found.stderr


@pytest.mark.parametrize(
    ("name", "value", "read", "sentence"),
    [
        ("DEBUG", "maybe", lambda var: environment.flag("DEBUG"), "环境变量 DEBUG 的值是“maybe”"),
        ("DATABASE_URL", "mysql://x/y", environment.database, "本系统只用 sqlite 和 postgres"),
        ("DATABASE_URL", "postgres://db:port/x", environment.database, "DATABASE_URL 看不懂"),
        ("REDIS_URL", "localhost:6379", lambda var: environment.redis_url(), "应以 redis:// 或 rediss:// 开头"),
        ("SITE_URL", "gongyun.example.org", lambda var: environment.site_url(), "应是完整的网址"),
        ("SECRET_KEY_FILE", "/nowhere/key", environment.secret_key, "SECRET_KEY_FILE 指向的文件 /nowhere/key 读不出来"),
        ("EMAIL_SECURITY", "tls1", environment.email, "EMAIL_SECURITY 是“tls1”。请写 starttls、ssl、none 中的一个"),
        ("EMAIL_PORT", "smtp", environment.email, "EMAIL_PORT 是“smtp”，应是 1 到 65535 之间的端口号"),
        ("EMAIL_FROM", "gongyun", lambda var: environment.email_from("localhost"), "EMAIL_FROM 是“gongyun”"),
        ("LOG_LEVEL", "loud", lambda var: environment.log_level(), "环境变量 LOG_LEVEL 的值是“LOUD”"),
    ],
)
def test_a_wrong_value_explains_itself(tmp_path, monkeypatch, name, value, read, sentence):
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=sentence):
        read(tmp_path)


def test_a_program_that_cannot_start_says_why(tmp_path):
    result = settings_in(tmp_path, "settings.DEBUG", JOURNAL_VAR="/dev/null/var")
    assert result.returncode != 0
    assert "环境变量 JOURNAL_VAR 指向的文件夹 /dev/null/var 建不起来" in result.stderr


def test_a_short_key_is_refused_with_the_way_to_make_one(tmp_path, monkeypatch):
    (tmp_path / "key").write_text("short", encoding="utf-8")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "key"))
    with pytest.raises(ImproperlyConfigured, match="只有 5 个字符，至少要 50 个.*token_urlsafe"):
        environment.secret_key(tmp_path)


def test_a_missing_password_file_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://journal@db/journal")
    monkeypatch.setenv("DATABASE_PASSWORD_FILE", str(tmp_path / "none"))
    with pytest.raises(ImproperlyConfigured, match="DATABASE_PASSWORD_FILE 指向的文件"):
        environment.database(tmp_path)


def test_letters_are_files_until_a_mail_server_is_named(tmp_path, monkeypatch):
    found = environment.email(tmp_path)
    assert (found["backend"].split(".")[-2], found["folder"]) == ("filebased", tmp_path / "mail")
    monkeypatch.setenv("EMAIL_HOST", "smtp.example.org")
    monkeypatch.setenv("EMAIL_SECURITY", "ssl")
    (tmp_path / "password").write_text("密码\n", encoding="utf-8")
    monkeypatch.setenv("EMAIL_PASSWORD_FILE", str(tmp_path / "password"))
    found = environment.email(tmp_path)
    assert (found["backend"].split(".")[-2], found["port"], found["password"]) == ("smtp", 465, "密码")


@pytest.mark.parametrize(
    ("address", "variables", "asked"),
    [
        ("http://127.0.0.1:8000", {}, False),
        ("https://gongyun.example.org", {}, True),
        ("https://gongyun.example.org", {"SECOND_FACTOR": "0"}, False),
        ("http://127.0.0.1:8000", {"SECOND_FACTOR": "1"}, True),
    ],
)
def test_the_second_step_is_asked_where_the_site_is_served_by_https(tmp_path, address, variables, asked):
    found = settings_in(tmp_path, "settings.SECOND_FACTOR", SITE_URL=address, **variables)
    assert found.stdout == f"{asked}\n", found.stderr


WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a-secret-key"


@pytest.fixture
def webhook(tmp_path, monkeypatch):
    """What WEBHOOK_* say, with `text` in the file of addresses."""

    def read(text: str, kind: str = "wecom", **more: str) -> dict:
        (tmp_path / "webhook").write_text(text, encoding="utf-8")
        for name, value in {"URL_FILE": str(tmp_path / "webhook"), "KIND": kind, **more}.items():
            monkeypatch.setenv(f"WEBHOOK_{name}", value)
        return environment.webhook()

    return read


def test_no_chat_group_hears_of_anything_until_one_is_named():
    assert environment.webhook() == {"kind": "", "addresses": [], "secret": ""}


def test_chat_groups_are_named_one_a_line(webhook, tmp_path):
    assert webhook(f"{WECOM}\n\n{WECOM}2\n")["addresses"] == [WECOM, f"{WECOM}2"]
    (tmp_path / "secret").write_text("SEC123\n", encoding="utf-8")
    found = webhook(
        "https://oapi.dingtalk.com/robot/send?access_token=x", "dingtalk", SECRET_FILE=str(tmp_path / "secret")
    )
    assert (found["kind"], found["secret"]) == ("dingtalk", "SEC123")
    assert webhook("https://im.example.org/hook", HOSTS="im.example.org")["addresses"] == [
        "https://im.example.org/hook"
    ]


@pytest.mark.parametrize(
    ("text", "kind", "sentence"),
    [
        (WECOM, "", "WEBHOOK_KIND 是“”。企业微信写 wecom，钉钉写 dingtalk"),
        (WECOM, "slack", "WEBHOOK_KIND 是“slack”"),
        (" \n", "wecom", "WEBHOOK_URL_FILE 指向的文件是空的"),
        (f"{WECOM}\n{WECOM.replace('https', 'http')}", "wecom", "第 2 个网址应以 https:// 开头"),
        ("https://user@qyapi.weixin.qq.com/a-secret-key", "wecom", "不带用户名和端口"),
        ("https://qyapi.weixin.qq.com:8443/a-secret-key", "wecom", "不带用户名和端口"),
        ("https://qyapi.weixin.qq.com:x/a-secret-key", "wecom", "第 1 个网址看不懂"),
        ("https://evil.example/a-secret-key", "wecom", "在 evil.example，只能是 qyapi.weixin.qq.com"),
        ("https://qyapi.weixin.qq.com.evil.example/a-secret-key", "wecom", "只能是 qyapi.weixin.qq.com"),
        (WECOM, "dingtalk", "只能是 oapi.dingtalk.com"),
    ],
)
def test_a_wrong_chat_group_explains_itself_and_keeps_the_secret(webhook, text, kind, sentence):
    with pytest.raises(ImproperlyConfigured, match=sentence) as fault:
        webhook(text, kind)
    assert "secret-key" not in str(fault.value)


def test_an_empty_file_without_a_kind_is_no_chat_group(webhook, tmp_path):
    """As in the containers, where the file is always there."""
    (tmp_path / "secret").write_text("", encoding="utf-8")
    assert webhook(" \n", "", SECRET_FILE=str(tmp_path / "secret"))["addresses"] == []


def test_a_missing_file_of_chat_groups_is_named(monkeypatch):
    monkeypatch.setenv("WEBHOOK_KIND", "wecom")
    monkeypatch.setenv("WEBHOOK_URL_FILE", "/nowhere/webhook")
    with pytest.raises(ImproperlyConfigured, match="WEBHOOK_URL_FILE 指向的文件 /nowhere/webhook 读不出来"):
        environment.webhook()
