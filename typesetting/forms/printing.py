"""The form of how a periodical is printed; its sentences say what to do next."""

from __future__ import annotations

from django import forms

from typesetting.models import Printing
from typesetting.models.printing import BOUNDS
from typesetting.printing.profile import MOST_BYTES, ProfileError, check_profile


class PrintingForm(forms.ModelForm):
    """What the printing house asks for. `upload` is its profile; `usual_profile` goes back to the press's own."""

    upload = forms.FileField(
        label="印刷厂的特性文件（ICC）",
        required=False,
        help_text="印刷厂给了才上传，没有就不用管：通常按 FOGRA39（铜版纸胶印）换算颜色。",
        widget=forms.FileInput(attrs={"accept": ".icc,.icm,application/vnd.iccprofile"}),
        error_messages={"empty": "这个文件是空的。请重新选择特性文件。", "invalid": "文件没有传上来。请重新选择。"},
    )
    usual_profile = forms.BooleanField(label="不再用印刷厂的特性文件，改回通常的", required=False)

    class Meta:
        model = Printing
        fields = (*BOUNDS, "cover_apart")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (low, high) in BOUNDS.items():
            wrong = f"请填 {low} 到 {high} 之间的数。"
            usual = self.fields[name]
            self.fields[name] = forms.IntegerField(
                label=usual.label,
                help_text=usual.help_text,
                min_value=low,
                max_value=high,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages={
                    "required": f"请填{usual.label}。",
                    **dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
                },
            )
        if not self.instance.profile:
            del self.fields["usual_profile"]

    def clean_upload(self) -> bytes | None:
        """The profile's bytes. What cannot be used is refused here, where the form can say so."""
        upload = self.cleaned_data["upload"]
        if upload is None:
            return None
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(f"这个文件有 {upload.size / 1e6:.0f} MB，不像特性文件。请核对后重新选择。")
        data = upload.read()
        try:
            check_profile(data)
        except ProfileError as error:
            raise forms.ValidationError(str(error)) from error
        return data

    def clean(self) -> dict:
        found = super().clean()
        least, most = found.get("least_ppi"), found.get("most_ppi")
        if least and most and least > most:
            self.add_error("least_ppi", "最低分辨率不能高于最高分辨率。")
        return found
