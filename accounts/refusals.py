"""The refusal that every rule of the house speaks with."""


class NotAllowed(Exception):  # noqa: N818 - reads as a sentence where it is raised
    """An action may not be done. Its message is the sentence to show, saying why and what to do."""
