"""Settings read from the environment: each has a default for one machine, and a sentence when it is wrong."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

YES, NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
DATABASE_SCHEMES = {"sqlite", "postgres", "postgresql"}
# How a letter travels to the mail server, and the port each way usually has.
EMAIL_SECURITY = {"starttls": 587, "ssl": 465, "none": 25}
# Where the robots of chat groups are addressed: 企业微信 and 钉钉.
WEBHOOK_HOSTS = {"wecom": "qyapi.weixin.qq.com", "dingtalk": "oapi.dingtalk.com"}


def flag(name: str, default: bool = False) -> bool:
    """A switch: 1/true/yes/on or 0/false/no/off."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in YES:
        return True
    if value.strip().lower() in NO:
        return False
    raise ImproperlyConfigured(f"环境变量 {name} 的值是“{value}”，看不懂。请写 1（开）或 0（关）。")


def words(name: str, default: list[str]) -> list[str]:
    """A list of words separated by commas."""
    value = os.environ.get(name, "")
    return [word.strip() for word in value.split(",") if word.strip()] or default


def folder(name: str, default: Path) -> Path:
    """A folder, made if it is missing. Relative paths count from the working folder."""
    path = Path(os.environ.get(name) or default).expanduser().absolute()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"环境变量 {name} 指向的文件夹 {path} 建不起来（{error.strerror}）。请改成一个可以写入的文件夹。"
        ) from error
    return path


def secret_key(var: Path) -> str:
    """The signing key from SECRET_KEY_FILE; on one machine it is made once, readable by its owner alone."""
    if os.environ.get("SECRET_KEY_FILE"):
        path = Path(os.environ["SECRET_KEY_FILE"])
        key = secret_in_file("SECRET_KEY_FILE")
    else:
        path = var / "secret_key"
        if not path.exists():
            _make_key(path)
        key = path.read_text(encoding="utf-8").strip()
    if len(key) < 50:
        raise ImproperlyConfigured(
            f"密钥文件 {path} 里的密钥只有 {len(key)} 个字符，至少要 50 个。请重新生成："
            "python3 -c 'import secrets; print(secrets.token_urlsafe(64))' > 该文件。"
        )
    return key


def secret_in_file(name: str) -> str:
    """The text of the file that the variable `name` points at."""
    path = Path(os.environ[name])
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "不是文本"
        raise ImproperlyConfigured(
            f"{name} 指向的文件 {path} 读不出来（{reason}）。请检查文件是否存在、本程序的用户能否读取。"
        ) from error


def _make_key(path: Path) -> None:
    """Write a new key under another name and link it in place: two processes starting at once end with one key."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as handle:
            handle.write(secrets.token_urlsafe(64))
    except OSError as error:
        raise ImproperlyConfigured(
            f"密钥文件 {path} 写不进去（{error.strerror}）。请让 JOURNAL_VAR 指向一个可以写入的文件夹。"
        ) from error
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # the other process was first, and its key is the one
    except OSError:  # a share without hard links: the last to come is the one
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def database(var: Path) -> dict:
    """DATABASE_URL as Django's settings: SQLite under `var` by default, PostgreSQL in production."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        return _sqlite(str(var / "journal.sqlite3"))
    scheme = urlsplit(url).scheme
    if scheme not in DATABASE_SCHEMES:
        raise ImproperlyConfigured(
            f"DATABASE_URL 以“{scheme}”开头，本系统只用 sqlite 和 postgres。"
            "例如 postgres://journal:密码@db:5432/journal。"
        )
    try:
        found = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    except ValueError as error:
        raise ImproperlyConfigured(
            f"DATABASE_URL 看不懂（{error}）。例如 postgres://用户:密码@主机:5432/库名。"
        ) from error
    if scheme == "sqlite":
        return _sqlite(found["NAME"])
    if os.environ.get("DATABASE_PASSWORD_FILE"):
        found["PASSWORD"] = secret_in_file("DATABASE_PASSWORD_FILE")
    return found


def _sqlite(name: str) -> dict:
    """SQLite for several processes: writers queue instead of failing, and readers never wait for them."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;",
        },
    }


def redis_url() -> str:
    """REDIS_URL, or an empty string where one machine makes do with files."""
    url = os.environ.get("REDIS_URL", "")
    if url and urlsplit(url).scheme not in {"redis", "rediss"}:
        raise ImproperlyConfigured(f"REDIS_URL 是“{url}”，应以 redis:// 或 rediss:// 开头，例如 redis://redis:6379/0。")
    return url


def log_level() -> str:
    """LOG_LEVEL: how much is written to the log."""
    level = os.environ.get("LOG_LEVEL", "").strip().upper() or "INFO"
    if level not in LOG_LEVELS:
        raise ImproperlyConfigured(f"环境变量 LOG_LEVEL 的值是“{level}”。请写 {'、'.join(LOG_LEVELS)} 中的一个。")
    return level


def site_url() -> str:
    """SITE_URL without a slash at its end: the address in letters and QR codes, and whether it is served by https."""
    url = os.environ.get("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ImproperlyConfigured(f"SITE_URL 是“{url}”，应是完整的网址，例如 https://gongyun.example.org。")
    return url


def email(var: Path) -> dict:
    """Where letters go: {backend, folder, host, port, user, password, security}. Without EMAIL_HOST, files in `var/mail`."""
    host = os.environ.get("EMAIL_HOST", "").strip()
    security = os.environ.get("EMAIL_SECURITY", "").strip().lower() or "starttls"
    if security not in EMAIL_SECURITY:
        raise ImproperlyConfigured(f"EMAIL_SECURITY 是“{security}”。请写 {'、'.join(EMAIL_SECURITY)} 中的一个。")
    return {
        "backend": f"django.core.mail.backends.{'smtp' if host else 'filebased'}.EmailBackend",
        "folder": var / "mail",
        "host": host,
        "port": _email_port(EMAIL_SECURITY[security]),
        "user": os.environ.get("EMAIL_USER", ""),
        "password": secret_in_file("EMAIL_PASSWORD_FILE") if os.environ.get("EMAIL_PASSWORD_FILE") else "",
        "security": security,
    }


def _email_port(usual: int) -> int:
    value = os.environ.get("EMAIL_PORT", "").strip() or str(usual)
    if not value.isascii() or not value.isdecimal() or not 0 < int(value) < 65536:
        raise ImproperlyConfigured(f"EMAIL_PORT 是“{value}”，应是 1 到 65535 之间的端口号，例如 {usual}。")
    return int(value)


def email_from(host: str) -> str:
    """EMAIL_FROM: whom letters are from. Without it, an address at the site's own host."""
    address = os.environ.get("EMAIL_FROM", "").strip() or f"noreply@{host}"
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", address):
        raise ImproperlyConfigured(f"EMAIL_FROM 是“{address}”，应是一个邮箱地址，例如 gongyun@example.org。")
    return address


def webhook() -> dict:
    """The chat groups that hear of messages: {kind, addresses, secret}. Without WEBHOOK_URL_FILE there are none.

    Nor with an empty file, which containers are always handed, as long as no WEBHOOK_KIND says that there should be some.
    """
    addresses = secret_in_file("WEBHOOK_URL_FILE").split() if os.environ.get("WEBHOOK_URL_FILE") else []
    kind = os.environ.get("WEBHOOK_KIND", "").strip().lower()
    if not addresses and not (kind and os.environ.get("WEBHOOK_URL_FILE")):
        return {"kind": "", "addresses": [], "secret": ""}
    if kind not in WEBHOOK_HOSTS:
        raise ImproperlyConfigured(f"WEBHOOK_KIND 是“{kind}”。企业微信写 wecom，钉钉写 dingtalk。")
    hosts = words("WEBHOOK_HOSTS", [WEBHOOK_HOSTS[kind]])
    if not addresses:
        raise ImproperlyConfigured("WEBHOOK_URL_FILE 指向的文件是空的。请写上群机器人的网址，一行一个。")
    for number, address in enumerate(addresses, 1):
        _check_webhook(address, number, hosts)
    secret = secret_in_file("WEBHOOK_SECRET_FILE") if os.environ.get("WEBHOOK_SECRET_FILE") else ""
    return {"kind": kind, "addresses": addresses, "secret": secret}


def _check_webhook(address: str, number: int, hosts: list[str]) -> None:
    """The sentence names the host alone: the rest of the address is a secret."""
    where = f"WEBHOOK_URL_FILE 指向的文件里第 {number} 个网址"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{where}看不懂。请把群机器人的网址原样抄进去。") from error
    if not address.isascii() or parts.scheme != "https" or parts.username or port not in {None, 443}:
        raise ImproperlyConfigured(f"{where}应以 https:// 开头，不带用户名和端口。请把群机器人的网址原样抄进去。")
    if parts.hostname not in hosts:
        raise ImproperlyConfigured(
            f"{where}在 {parts.hostname}，只能是 {'、'.join(hosts)}。确实要用别的服务器，请写进 WEBHOOK_HOSTS。"
        )
