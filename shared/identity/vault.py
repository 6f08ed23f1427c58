"""Encryption of a dossier's personal part.

Sealed directly by KMS (no data key in memory, every opening logged by KMS), bound to the dossier by
the encryption context, compressed, and cut into pieces of what one KMS call takes.
"""

from __future__ import annotations

import zlib
from typing import Final, TypeVar

import msgspec

from shared import aws
from shared.settings import need

_PIECE: Final = 4096
MAX_SEALED_BYTES: Final = 16 * _PIECE
T = TypeVar("T")


class TooMuchToSeal(ValueError):
    """The personal part is larger than a dossier's head should hold."""


def seal(dossier_id: str, personal: object, part: str = "") -> tuple[bytes, ...]:
    """Ciphertexts of the value, usually one.

    ``part`` names a part that may be opened alone: it stands in the encryption context, where a
    function's rights can be bound to it.

    Raises:
        TooMuchToSeal: more than 64 KiB after compression.
    """
    plain = zlib.compress(msgspec.json.encode(personal))
    if len(plain) > MAX_SEALED_BYTES:
        raise TooMuchToSeal(len(plain))
    context = _context(dossier_id, part)
    return tuple(_encrypt(plain[i : i + _PIECE], context) for i in range(0, len(plain), _PIECE))


def unseal(dossier_id: str, sealed: tuple[bytes, ...], kind: type[T], part: str = "") -> T:
    """The value again. The caller must have recorded who reads it and why."""
    context = _context(dossier_id, part)
    plain = b"".join(_decrypt(piece, context) for piece in sealed)
    return msgspec.json.decode(zlib.decompress(plain), type=kind)


def _context(dossier_id: str, part: str) -> dict[str, str]:
    return {"dossier_id": dossier_id, **({"part": part} if part else {})}


def _encrypt(piece: bytes, context: dict[str, str]) -> bytes:
    answer = aws.kms().encrypt(KeyId=need("data_key"), Plaintext=piece, EncryptionContext=context)
    return answer["CiphertextBlob"]


def _decrypt(piece: bytes, context: dict[str, str]) -> bytes:
    answer = aws.kms().decrypt(
        KeyId=need("data_key"), CiphertextBlob=piece, EncryptionContext=context
    )
    return answer["Plaintext"]
