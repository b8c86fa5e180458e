"""Which proof an issue came out with. Issues that came out before were held to theirs, where their periodical wants one."""

from django.db import migrations, models
from django.db.models import F, Q

PRESS = 5  # the stage


def note_issued(apps, schema_editor) -> None:
    proofs = apps.get_model("typesetting", "Proof").objects.filter(
        stage=PRESS,
        state="signed",
        issue__state="released",
        issue__released_at__gte=F("signed_at"),
        issue__periodical__needs_signed_proof=True,
    )
    for proof in proofs.select_related("issue"):
        proof.issued_at = proof.issue.released_at
        proof.save(update_fields=["issued_at"])


class Migration(migrations.Migration):
    dependencies = [
        ("typesetting", "0005_proofs"),
    ]

    operations = [
        migrations.AddField(
            model_name="proof",
            name="issued_at",
            field=models.DateTimeField(
                blank=True, editable=False, help_text="会员得到的就是这一份。", null=True, verbose_name="照此出刊"
            ),
        ),
        migrations.RunPython(note_issued, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.CheckConstraint(
                condition=Q(issued_at=None) | Q(state="signed", stage=PRESS), name="proof_issued_is_signed_for_print"
            ),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.UniqueConstraint(
                condition=Q(issued_at__isnull=False), fields=("issue",), name="proof_one_issued_an_issue"
            ),
        ),
    ]
