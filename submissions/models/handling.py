"""What the editors' side of the letterbox keeps: fingerprints of texts, and sentences at hand."""

from __future__ import annotations

from django.db import models

from submissions.models.reports import Report
from submissions.moves import ReportMove


class ReportStretch(models.Model):
    """One sampled stretch of a report's text (`submissions.likeness`)."""

    report = models.ForeignKey(Report, models.CASCADE, verbose_name="来稿", related_name="stretches")
    value = models.BigIntegerField("指纹", db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "相似指纹"

    def __str__(self) -> str:
        return f"{self.report}：{self.value:x}"


class ReadySentence(models.Model):
    """A sentence at hand for an answer to a sender: the office's own words, changed on a page."""

    class Use(models.TextChoices):
        RETURN = ReportMove.RETURN.value, "退回补充"
        DECLINE = ReportMove.DECLINE.value, "不采用"
        THANK = "thank", "致谢"

    use = models.CharField("用于", max_length=10, choices=Use.choices)
    text = models.CharField("句子", max_length=300)
    order = models.PositiveIntegerField("次序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "常用答复"
        ordering = ["use", "order", "id"]

    def __str__(self) -> str:
        return self.text
