"""How a VBA project hides whether it is locked (MS-OVBA 2.4.3). Ours is not, and Excel still wants to be told so."""

from __future__ import annotations

_VERSION = 2
_SEED = 0  # any byte will do; this one leaves out the padding that only random bytes could fill


def encrypted(project_id: str, data: bytes) -> str:
    """Data as the PROJECT stream has them, in hexadecimal digits."""
    key = sum(project_id.encode("ascii")) & 0xFF
    out = [_SEED, _SEED ^ _VERSION, _SEED ^ key]
    plain = key
    for byte in len(data).to_bytes(4, "little") + data:
        out.append(byte ^ (out[-2] + plain) & 0xFF)
        plain = byte
    return bytes(out).hex().upper()
