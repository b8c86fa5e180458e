from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "人员与工会"

    def ready(self) -> None:
        from accounts.guard import guard_the_record
        from accounts.roles import make_role_groups
        from accounts.unions import make_first_unions

        post_migrate.connect(make_role_groups, sender=self)
        post_migrate.connect(make_first_unions, sender=self)
        post_migrate.connect(guard_the_record, sender=self)
