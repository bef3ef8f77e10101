"""The key that makes pseudonyms of a project's customers fit over all its files; it never leaves this machine."""

from __future__ import annotations

import secrets

from kpi_xl.project.home import remember, remembered

_STORE = "pseudonym-keys"
_BYTES = 32


def pseudonym_key(project_id: str) -> bytes:
    """The project's key, made when it is first needed.

    Raises:
        FileProblemError: the user's own folder cannot be written to.
    """
    known = remembered(_STORE).get(project_id)
    if known is None:
        known = secrets.token_hex(_BYTES)
        remember(_STORE, {project_id: known})
    return bytes.fromhex(known)
