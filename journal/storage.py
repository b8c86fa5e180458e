"""Where static files are collected, each under an address that changes with what is in it."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):
    """The modules that a script imports have such addresses too: after an upgrade no browser mixes old ones with new."""

    support_js_module_import_aggregation = True
