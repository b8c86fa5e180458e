"""Who a session belongs to."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend

from accounts.models import User


class PersonBackend(ModelBackend):
    """Signs in by name and password. The person of a session comes with their union, which every page's menu names."""

    def get_user(self, user_id: int) -> User | None:
        person = User.objects.select_related("union").filter(pk=user_id).first()
        return person if person is not None and self.user_can_authenticate(person) else None
