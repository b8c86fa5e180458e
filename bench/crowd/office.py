"""The accounts of the crowd, and afterwards what the database and the store hold of its reports. The only part with Django."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import django
from PIL import Image, ImageChops, ImageOps, ImageStat

PASSWORD = "thirty-people-at-once"  # noqa: S105 - of a site that is gone when the figures are printed
SMALL = (300, 300)  # pixels, whatever its shape, at which a kept photo is held against the one that was sent
SAME_WITHIN = 2.0  # levels of 255 on the average, for a photo turned and compressed once more


@dataclass
class Found:
    """What became of the reports and photos that were sent."""

    reports: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    photos: int = 0
    whole: int = 0
    spoilt: list[str] = field(default_factory=list)

    @property
    def nothing_wrong(self) -> bool:
        return not (self.lost or self.doubled or self.spoilt)


def open_office() -> None:
    """Make Django ready; the environment names the database."""
    django.setup()


def make_senders(number: int) -> list[str]:
    """Correspondents of as many different unions as there are; their user names."""
    from accounts.models import Union

    unions = list(Union.objects.filter(active=True).exclude(kind="province").order_by("pk"))
    return [_add(f"songgao{at:02}", "correspondent", unions[at % len(unions)]) for at in range(number)]


def make_members(number: int) -> list[str]:
    from accounts.models import Union

    union = Union.objects.filter(active=True).first()
    return [_add(f"duzhe{at:02}", "member", union) for at in range(number)]


def make_editors(number: int) -> list[str]:
    return [_add(f"bianji{at:02}", "editor", None) for at in range(number)]


def _add(name: str, role: str, union: object) -> str:
    from accounts.actions.people import add_person
    from accounts.roles import Role

    add_person(username=name, name=name, password=PASSWORD, roles=[Role(role)], by=None, union=union)
    return name


def waiting() -> int:
    """How many photos have come whole and are not taken in yet."""
    from submissions.models import ReportPhoto

    return ReportPhoto.objects.filter(photo=None, upload__finished_at__isnull=False, upload__refusal="").count()


def look(told: list[dict]) -> Found:
    """Hold what the senders know against the database and the files."""
    found = Found()
    for sender in told:
        _look_at(sender, found)
    return found


def _look_at(sender: dict, found: Found) -> None:
    from submissions.models import Report, ReportEvent
    from submissions.moves import ReportMove, ReportState

    reports = list(Report.objects.filter(sender__username=sender["name"]))
    right = [one for one in reports if one.title == sender["title"] and one.state == ReportState.RECEIVED]
    if len(right) != 1 or sender["seen"] < 1:
        found.lost.append(sender["name"])
    if len(reports) > 1 or sender["seen"] > 1:
        found.doubled.append(sender["name"])
    found.reports += len(right)
    for report in right[:1]:
        sendings = ReportEvent.objects.filter(report=report, verb=ReportMove.SEND.label).count()
        if sendings != 1:
            found.doubled.append(f"{sender['name']}: handed in {sendings} times")
        _look_at_photos(report, sender, found)


def _look_at_photos(report: object, sender: dict, found: Found) -> None:
    rows = list(report.photos.select_related("photo", "upload"))
    found.photos += len(rows)
    if len(rows) > len(sender["photos"]):
        found.doubled.append(f"{sender['name']}: {len(rows)} photos")
    if len(rows) < len(sender["photos"]):
        found.lost.append(f"{sender['name']}: {len(rows)} photos")
    for row, shot in zip(rows, sender["photos"], strict=False):
        faults = list(_faults(row, shot))
        found.whole += not faults
        found.spoilt += [f"{sender['name']} {row.name}: {fault}" for fault in faults]


def _faults(row: object, shot: dict) -> Iterator[str]:
    """What is wrong with a photo as it arrived and as it is kept."""
    if row.upload is None or row.upload.sha256 != shot["sha256"]:
        yield "not the bytes that were sent"
    if row.photo is None:
        yield f"not taken in ({row.upload.refusal if row.upload else 'no upload'})"
        return
    if row.name != Path(shot["path"]).name or not row.caption:
        yield "another place, or its caption is gone"
    data = Path(row.photo.file.path).read_bytes()
    if hashlib.sha256(data).hexdigest() != row.photo.sha256:
        yield "kept with another fingerprint"
    if (row.photo.width, row.photo.height) != (shot["width"], shot["height"]):
        yield f"kept at {row.photo.width}×{row.photo.height}"
    elif (difference := _difference(Path(row.photo.file.path), Path(shot["path"]))) > SAME_WITHIN:
        yield f"another picture: {difference:.1f} levels"


def _difference(one: Path, other: Path) -> float:
    """How far two photos are from each other as they are seen, in levels of 255 on the average."""
    difference = ImageChops.difference(_seen(one), _seen(other))
    return sum(ImageStat.Stat(difference).mean) / 3


def _seen(path: Path) -> Image.Image:
    with Image.open(path) as image:
        image.draft("RGB", SMALL)
        return ImageOps.exif_transpose(image).convert("RGB").resize(SMALL, Image.Resampling.BOX)
