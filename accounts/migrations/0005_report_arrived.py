from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_withdrawn_messages"),
    ]

    operations = [
        migrations.AlterField(
            model_name="message",
            name="kind",
            field=models.CharField(
                choices=[
                    ("assigned", "分派"),
                    ("awaiting_review", "送审"),
                    ("returned", "退回"),
                    ("withdrawn", "撤稿"),
                    ("approved", "定稿"),
                    ("commented", "批注"),
                    ("answered", "答复"),
                    ("leader_answered", "领导回复"),
                    ("taken_over", "被接手"),
                    ("reminded", "催办"),
                    ("report_arrived", "新到来稿"),
                    ("report_received", "收到来稿"),
                    ("report_returned", "来稿退回"),
                    ("report_adopted", "来稿采用"),
                    ("report_declined", "来稿不用"),
                    ("report_printed", "来稿刊出"),
                    ("call", "约稿"),
                    ("press_finished", "排版完成"),
                    ("press_failed", "排版失败"),
                    ("proof", "校样"),
                ],
                max_length=20,
                verbose_name="种类",
            ),
        ),
        migrations.AlterField(
            model_name="messagechoice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("assigned", "分派"),
                    ("awaiting_review", "送审"),
                    ("returned", "退回"),
                    ("withdrawn", "撤稿"),
                    ("approved", "定稿"),
                    ("commented", "批注"),
                    ("answered", "答复"),
                    ("leader_answered", "领导回复"),
                    ("taken_over", "被接手"),
                    ("reminded", "催办"),
                    ("report_arrived", "新到来稿"),
                    ("report_received", "收到来稿"),
                    ("report_returned", "来稿退回"),
                    ("report_adopted", "来稿采用"),
                    ("report_declined", "来稿不用"),
                    ("report_printed", "来稿刊出"),
                    ("call", "约稿"),
                    ("press_finished", "排版完成"),
                    ("press_failed", "排版失败"),
                    ("proof", "校样"),
                ],
                max_length=20,
                verbose_name="种类",
            ),
        ),
    ]
