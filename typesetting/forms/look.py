"""The form of a periodical's look: one choice of each token of the press."""

from __future__ import annotations

from django import forms

from typesetting.making.tokens import NAMES, choices


class LookForm(forms.Form):
    """A field for each token that the press knows, so that a token added there is asked for here."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for token, names in choices().items():
            label = NAMES[token]
            wrong = f"请在列出的{label}里选一个。"
            self.fields[token] = forms.ChoiceField(
                label=label,
                choices=list(names.items()),
                widget=forms.RadioSelect,
                error_messages={"required": wrong, "invalid_choice": wrong},
            )
