"""A message's title posted to the office's chat group, by the robot of 企业微信 or 钉钉.

Only the title and the address of the page leave the site: the journal is an internal publication. Posted as plain text, which
both show as it is, so that nothing in a title can be taken for markup.

Formats: 企业微信, 群机器人配置说明 (developer.work.weixin.qq.com/document/path/91770); 钉钉, 自定义机器人 and its 加签.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
import urllib.request
from urllib.parse import urlencode

from django.conf import settings

from accounts.models import Message

ANSWERS_WITHIN = 10  # seconds
ANSWER_LENGTH = 65536  # bytes read of an answer
NAME = "青海工运"  # a robot of 钉钉 may ask for a word that every post has


class Refused(Exception):  # noqa: N818 - reads as a sentence where it is raised
    """The robot answered, and did not take the post. The message says why, without the address, which is a secret."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is not followed: the post would go to a host nobody allowed."""

    def redirect_request(self, *arguments) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirect)


def addresses() -> int:
    """How many chat groups there are."""
    return len(settings.WEBHOOK["addresses"])


def post(message: Message, number: int) -> None:
    """Post to the `number`th address. Raises OSError where nobody answers in time, Refused where the robot says no."""
    address = settings.WEBHOOK["addresses"][number]
    if settings.WEBHOOK["kind"] == "dingtalk" and settings.WEBHOOK["secret"]:
        address = signed(address, settings.WEBHOOK["secret"], round(time.time() * 1000))
    body = json.dumps({"msgtype": "text", "text": {"content": words_of(message)}}, ensure_ascii=False).encode()
    request = urllib.request.Request(address, data=body, headers={"Content-Type": "application/json; charset=utf-8"})
    with _opener.open(request, timeout=ANSWERS_WITHIN) as response:
        _check(response.read(ANSWER_LENGTH))


def words_of(message: Message) -> str:
    """What the group reads."""
    return f"【{NAME}】{message.title}\n{settings.SITE_URL}{message.path}"


def signed(address: str, secret: str, now: int) -> str:
    """The address as 钉钉's 加签 asks for it; `now` in milliseconds."""
    digest = hmac.new(secret.encode(), f"{now}\n{secret}".encode(), hashlib.sha256).digest()
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}{urlencode({'timestamp': now, 'sign': base64.b64encode(digest).decode()})}"


def _check(answer: bytes) -> None:
    """Both answer {"errcode": 0, "errmsg": "ok"} where they take it."""
    try:
        said = json.loads(answer)
        code, words = said["errcode"], str(said.get("errmsg", ""))
    except (ValueError, TypeError, KeyError) as error:
        raise Refused("群机器人的回答看不懂。请核对 WEBHOOK_KIND 和网址是否相配。") from error
    if code != 0:
        raise Refused(f"群机器人不收（{code}）：{words[:200]}")
