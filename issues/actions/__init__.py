"""The only code of this room that writes: nouns are modules, verbs are functions, `by` is who acts."""
