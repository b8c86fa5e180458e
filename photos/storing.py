"""Putting a file in the store: whole, or not at all."""

from __future__ import annotations

import logging

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db.models.fields.files import FieldFile

from accounts.refusals import NotAllowed

logger = logging.getLogger(__name__)

FULL = "服务器这时存不下文件，这一份没有存。请过一会再试；还是不行，请告诉管理员。"


def store(storage: Storage, name: str, data: bytes) -> str:
    """Keep `data` under `name`, or one like it where that is taken; returns the name. Raises NotAllowed, and leaves nothing
    of the file, where the disk does not take it.
    """
    free = storage.get_available_name(name)
    try:
        return storage.save(free, ContentFile(data))
    except OSError as error:
        logger.exception("a file could not be stored")
        storage.delete(free)
        raise NotAllowed(FULL) from error


def store_in(file: FieldFile, name: str, data: bytes) -> None:
    """The same for the file of a row, which the caller saves."""
    free = file.storage.get_available_name(file.field.generate_filename(file.instance, name))
    kept = store(file.storage, free, data)
    setattr(file.instance, file.field.attname, kept)
