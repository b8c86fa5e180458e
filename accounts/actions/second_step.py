"""The second step: setting it up, taking it, new recovery codes, forgetting browsers, an operator's reset."""

from __future__ import annotations

import time
from binascii import unhexlify

from django.db import transaction
from django.utils import timezone
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import audit
from accounts.models import User
from accounts.refusals import NotAllowed
from accounts.rules import check_can_manage_people
from accounts.second_factor import (
    RECOVERY_CODES,
    RECOVERY_DIGITS,
    device_of,
    new_recovery_code,
    normalised,
    recovery_codes_left,
    recovery_digest,
)

WRONG_AT_SETTING_UP = "动态码不对。请确认扫的是这一页上的二维码、手机时间是自动校准的，再填验证器现在显示的六位数字。"
WRONG = "动态码不对，或者已经用过。请等验证器换出下一组数字再填；手机时间要设成自动校准。"
WRONG_RECOVERY = "恢复码不对，或者已经用过。请看清楚再填一次，也可以换一个。"
TOO_OFTEN = "输错的次数多了。请等 {seconds} 秒再填；还是不行，请联系管理员重设第二步验证。"
ALREADY = "第二步验证已经设置过了。要换手机，请联系管理员重设。"


@transaction.atomic
def set_up(*, person: User, key: str, code: str) -> tuple[TOTPDevice, list[str]]:
    """Confirm `key` (hexadecimal) with a code of the authenticator; the device and ten recovery codes to show once."""
    person = User.objects.select_for_update().get(pk=person.pk)  # two windows at once: the second is refused
    if device_of(person) is not None:
        raise NotAllowed(ALREADY)
    code = normalised(code)
    clock = TOTP(unhexlify(key))
    clock.time = time.time()
    if not code.isdecimal() or len(code) != clock.digits or not clock.verify(int(code), tolerance=1):
        raise NotAllowed(WRONG_AT_SETTING_UP)
    device = TOTPDevice.objects.create(
        user=person, name="验证器", key=key, confirmed=True, last_t=clock.t(), drift=clock.drift
    )
    codes = _write_recovery_codes(person)
    audit.record(by=person, verb="设置第二步验证", target=person)
    return device, codes


def give_code(*, person: User, code: str) -> TOTPDevice:
    """Take the step with a code of the authenticator or a recovery code. Raises NotAllowed where it is wrong or too often.

    What was wrong is counted and recorded, so the refusal is raised only after that is committed.
    """
    code = normalised(code)
    with transaction.atomic():
        refusal = _try(person, code)
        if not refusal:
            return device_of(person)
    raise NotAllowed(refusal)


def _try(person: User, code: str) -> str:
    """Empty where the code is good, else the sentence."""
    recovery = len(code) == RECOVERY_DIGITS
    kind = StaticDevice if recovery else TOTPDevice
    device = kind.objects.select_for_update().filter(user=person, confirmed=True).first()
    if device is None:
        return WRONG_RECOVERY if recovery else WRONG
    allowed, reason = device.verify_is_allowed()
    if not allowed:
        return TOO_OFTEN.format(seconds=_seconds_until(reason["locked_until"]))
    good = code.isdecimal() and (recovery or len(code) == device.digits)
    if not _verified(device, recovery_digest(person, code) if recovery else code, good):
        audit.record(by=person, verb="第二步验证没有通过", target=person, recovery=recovery)
        return WRONG_RECOVERY if recovery else WRONG
    if recovery:
        audit.record(by=person, verb="用恢复码登录", target=person, left=recovery_codes_left(person))
    else:
        audit.record(by=person, verb="通过第二步验证", target=person)
    return ""


def _verified(device: Device, token: str, well_formed: bool) -> bool:
    """Whether the device takes the token. What is no code at all is counted as a wrong one."""
    if well_formed:
        return device.verify_token(token)
    device.throttle_increment()
    return False


def _seconds_until(moment) -> int:
    return max(1, round((moment - timezone.now()).total_seconds()))


def renew_recovery_codes(*, person: User, code: str) -> list[str]:
    """Ten new recovery codes; the old ones are void. A fresh code proves that it is `person` who asks."""
    give_code(person=person, code=code)
    with transaction.atomic():
        codes = _write_recovery_codes(person)
        audit.record(by=person, verb="换发恢复码", target=person)
    return codes


def _write_recovery_codes(person: User) -> list[str]:
    codes = [new_recovery_code() for _ in range(RECOVERY_CODES)]
    device, _ = StaticDevice.objects.get_or_create(user=person, defaults={"name": "恢复码"})
    device.token_set.all().delete()
    StaticToken.objects.bulk_create(
        [StaticToken(device=device, token=recovery_digest(person, recovery)) for recovery in codes]
    )
    return codes


@transaction.atomic
def forget_browsers(*, person: User, by: User) -> None:
    """No browser of `person` is remembered any more. Oneself, or an operator."""
    if by.pk != person.pk:
        check_can_manage_people(by)
    person.browsers_forgotten_at = timezone.now()
    person.save(update_fields=["browsers_forgotten_at"])
    audit.record(by=by, verb="忘掉记住的浏览器", target=person)


@transaction.atomic
def reset(*, person: User, by: User | None) -> None:
    """Take the authenticator and the recovery codes away: `person` sets the step up anew. `by` None: from the terminal."""
    if by is not None:
        check_can_manage_people(by)
    taken, _ = TOTPDevice.objects.filter(user=person).delete()
    codes, _ = StaticDevice.objects.filter(user=person).delete()
    if taken or codes or not audit.just_done(by=by, verb="重设第二步验证", target=person):
        audit.record(by=by, verb="重设第二步验证", target=person)
