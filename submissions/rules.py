"""Who may do what with a report. Rules come in pairs: a sentence, and its boolean."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from accounts.models import Union, User
from accounts.refusals import NotAllowed
from accounts.roles import Role
from photos.models import Photo
from submissions.models import Countersigning, Report, ReportPhoto
from submissions.moves import WRITABLE, ReportMove, ReportState, check_stands

NEVER_SENT = (ReportState.DRAFT,)


def unions_above(union: Union) -> Iterator[Union]:
    """The unions over `union`, the nearest first."""
    seen = {union.pk}
    while union.parent_id is not None and union.parent_id not in seen:
        union = union.parent
        seen.add(union.pk)
        yield union


def countersigner_of(union: Union) -> Union | None:
    """The nearest union above whose word is needed before a report of `union` goes to the editors."""
    above = list(unions_above(union))
    required = set(
        Countersigning.objects.filter(union__in=above, required=True, union__active=True).values_list(
            "union", flat=True
        )
    )
    return next((one for one in above if one.pk in required), None)


def unions_under_eye(user: User) -> list[Union]:
    """The unions below the person's own whose reports they see, because a setting says so."""
    if user.union_id is None or not Countersigning.objects.filter(union=user.union_id).exists():
        return []
    children: dict[int | None, list[Union]] = {}
    for union in Union.objects.all():
        children.setdefault(union.parent_id, []).append(union)
    found: list[Union] = []
    waiting = [user.union_id]
    while waiting:
        below = children.pop(waiting.pop(), [])
        found += below
        waiting += [union.pk for union in below]
    return found


def unions_for(user: User) -> list[Union]:
    """The unions somebody may hand in for: their own; and those below that they look after."""
    if user.union is None:
        return []
    return [user.union, *(union for union in unions_under_eye(user) if union.active)]


def check_can_contribute(user: User) -> None:
    """Raise NotAllowed unless `user` is a correspondent of a union."""
    if not user.has_role(Role.CORRESPONDENT):
        raise NotAllowed("投稿要用通讯员的账号。请联系编辑部或管理员开通。")
    if user.union_id is None:
        raise NotAllowed("您的账号还没有写明所在工会，暂时不能投稿。请联系管理员补上。")


def can_contribute(user: User) -> bool:
    try:
        check_can_contribute(user)
    except NotAllowed:
        return False
    return True


def check_can_see(report: Report, user: User) -> None:
    """Raise NotAllowed unless `user` may read the report. Pages answer 404 then: nothing of it leaks, not even that it is.

    Its sender and colleagues of the same union read it from the first word; the editors, and the union above that
    countersigns, from its being sent.
    """
    if report.sender_id == user.pk and user.is_active:
        return
    correspondent = user.has_role(Role.CORRESPONDENT) and user.union_id is not None
    if correspondent and user.union_id == report.union_id:
        return
    if report.sent_at is not None and report.state not in NEVER_SENT:
        if user.is_editorial:
            return
        if correspondent and _looks_after(user, report.union):
            return
    raise NotAllowed("没有这篇来稿，或者不归您看。")


def _looks_after(user: User, union: Union) -> bool:
    above = {one.pk for one in unions_above(union)}
    return user.union_id in above and Countersigning.objects.filter(union=user.union_id).exists()


def can_see(report: Report, user: User) -> bool:
    try:
        check_can_see(report, user)
    except NotAllowed:
        return False
    return True


def shows_photo(photo: Photo, user: User) -> bool:
    """Whether `user` may read a report that holds the photo: `check_can_see` asked of all of those at once, in SQL."""
    seen = Q(sender=user)
    sent = Q(sent_at__isnull=False) & ~Q(state__in=NEVER_SENT)
    if user.is_editorial:
        seen |= sent
    if user.has_role(Role.CORRESPONDENT) and user.union_id is not None:
        seen |= Q(union=user.union_id) | sent & Q(union__in=unions_under_eye(user))
    held = ReportPhoto.objects.filter(Q(photo=photo) | Q(preview=photo)).values("report")
    return Report.objects.filter(seen, pk__in=held).exists()


def uses_photo(photo: Photo) -> bool:
    """Whether a report holds the photo."""
    return ReportPhoto.objects.filter(Q(photo=photo) | Q(preview=photo)).exists()


def check_can_write(report: Report, user: User) -> None:
    """Raise NotAllowed unless `user` sends this report and it can be changed now."""
    check_can_see(report, user)
    if report.sender_id != user.pk:
        raise NotAllowed(f"这篇来稿由{report.sender}填写，别人只能看。")
    check_can_contribute(user)
    if report.state not in WRITABLE:
        state = ReportState(report.state)
        raise NotAllowed(f"《{report.label}》现在是“{state.label}”，不能再改。要补充，请联系编辑部。")


def can_write(report: Report, user: User) -> bool:
    try:
        check_can_write(report, user)
    except NotAllowed:
        return False
    return True


def check_can_withdraw(report: Report, user: User) -> None:
    """Raise NotAllowed unless `user` sends this report and the editors have not begun with it."""
    check_can_see(report, user)
    if report.sender_id != user.pk:
        raise NotAllowed(f"这篇来稿由{report.sender}报送，只有本人能撤回。")
    check_stands(report, ReportMove.WITHDRAW)


def can_withdraw(report: Report, user: User) -> bool:
    try:
        check_can_withdraw(report, user)
    except NotAllowed:
        return False
    return True


def check_can_add_original(report: Report, user: User) -> None:
    """Raise NotAllowed unless `user` may still send the originals of this report's photos: also after it was sent."""
    check_can_see(report, user)
    if report.sender_id != user.pk:
        raise NotAllowed(f"这篇来稿由{report.sender}报送，照片由本人上传。")
    if report.state in {ReportState.WITHDRAWN, ReportState.DECLINED}:
        raise NotAllowed(f"《{report.label}》{ReportState(report.state).label}，不用再传照片了。")


def can_add_original(report: Report, user: User) -> bool:
    try:
        check_can_add_original(report, user)
    except NotAllowed:
        return False
    return True


def check_can_handle(report: Report | None, user: User) -> None:
    """Raise NotAllowed unless `user` works at the desk and, of a report, the editors have had it."""
    if not user.is_editorial:
        raise NotAllowed("来稿由编辑、副主编、主编处理，您的账号没有这个角色。")
    if report is not None:
        check_can_see(report, user)


def can_handle(report: Report | None, user: User) -> bool:
    try:
        check_can_handle(report, user)
    except NotAllowed:
        return False
    return True


def check_can_countersign(report: Report, user: User) -> None:
    """Raise NotAllowed unless the report waits for the word of the person's own union."""
    check_can_see(report, user)
    check_stands(report, ReportMove.COUNTERSIGN)
    superior = countersigner_of(report.union)
    if not user.has_role(Role.CORRESPONDENT) or superior is None or user.union_id != superior.pk:
        raise NotAllowed(f"《{report.label}》由{superior or '上级工会'}会签，您的账号不能代办。")


def can_countersign(report: Report, user: User) -> bool:
    try:
        check_can_countersign(report, user)
    except NotAllowed:
        return False
    return True


def check_can_see_below(user: User) -> None:
    """Raise NotAllowed unless a setting lets the person's union see what the unions below it hand in."""
    check_can_contribute(user)
    if not Countersigning.objects.filter(union=user.union_id).exists():
        raise NotAllowed(f"{user.union}没有设为会签单位，看不到所属工会的稿件。需要，请联系管理员。")


def can_see_below(user: User) -> bool:
    try:
        check_can_see_below(user)
    except NotAllowed:
        return False
    return True
