"""Photos handed in from a page of the desk, and who took them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.refusals import NotAllowed
from photos.actions.describing import set_credit
from photos.actions.ingesting import ingest
from photos.models import Photo

View = Callable[..., HttpResponse]


def answers_in_json(view: View) -> View:
    """For scripts: whoever may not come in is told so in a sentence, not sent to another page; so is a refusal."""

    @never_cache
    @wraps(view)
    def shown(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return JsonResponse({"refused": "登录已过期。请在新窗口登录，然后再传一次。"}, status=401)
        if not request.user.is_editorial:
            return JsonResponse({"refused": "上传图片要由编辑来做，您的账号没有这个角色。"}, status=403)
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as refusal:
            return JsonResponse({"refused": str(refusal)}, status=400)

    return shown


@require_POST
@answers_in_json
def upload(request: HttpRequest) -> JsonResponse:
    """Take one picture in: the field `upload`. Answers its address, or in a sentence why it is not taken."""
    handle = request.FILES.get("upload")
    if handle is None:
        raise NotAllowed("没有收到图片。请重新选择，再传一次。")
    photo = ingest(handle=handle, name=handle.name, by=request.user)
    return JsonResponse({"url": photo.get_absolute_url(), "width": photo.width, "height": photo.height})


@require_http_methods(["GET", "POST"])
@answers_in_json
def credit(request: HttpRequest, key: str) -> JsonResponse:
    """Who took the photo: asked, or told."""
    photo = get_object_or_404(Photo, key=key)
    if request.method == "POST":
        photo = set_credit(photo=photo, by=request.user, credit=request.POST.get("credit", ""))
    return JsonResponse({"credit": photo.credit, "size": f"{photo.width}×{photo.height}"})
