"""How static files are named in production."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Hashed names for imported modules too: what a page keeps offline is what it was tested with.

    Without this, `import "./rows.js"` asks for the plain name, which is never cached for long
    and may be of another release than the module that imports it.
    """

    support_js_module_import_aggregation = True
