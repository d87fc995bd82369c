"""Signatures with an Ed25519 key kept in a PEM file, as `openssl genpkey -algorithm ed25519` makes one."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from govcode.core.diagnostic import Diagnostic, Refused
from govcode.core.place import named
from govcode.history.entry import Signature

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_PLACE = named("key")
_MAKE = "make one: openssl genpkey -algorithm ed25519 -out key.pem"
_PUBLISH = "take it from the key: openssl pkey -in key.pem -pubout -out key.pub.pem"


@dataclass(frozen=True)
class SigningKey:
    """A private key; `id` is the SHA-256 of its public key."""

    id: str
    _key: Ed25519PrivateKey

    def __repr__(self) -> str:
        """Return the id, which is no secret."""
        return f"SigningKey({self.id})"

    def sign(self, hash_: str) -> Signature:
        """Return the signature over a link's hash: over its 64 characters."""
        return Signature(self.id, self.sign_bytes(hash_.encode("ascii")).hex())

    def sign_bytes(self, message: bytes) -> bytes:
        """Return the signature over a message."""
        return self._key.sign(message)


@dataclass(frozen=True)
class PublicKey:
    """A public key; `id` is the SHA-256 of its DER form."""

    id: str
    _key: Ed25519PublicKey

    def keeps(self, hash_: str, signature: Signature) -> bool:
        """Say whether a signature is of this key and over this hash."""
        try:
            value = bytes.fromhex(signature.value)
        except ValueError:
            return False
        return signature.key == self.id and self.keeps_bytes(hash_.encode("ascii", "replace"), value)

    def keeps_bytes(self, message: bytes, value: bytes) -> bool:
        """Say whether a signature is over this message."""
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - an extra

        try:
            self._key.verify(value, message)
        except InvalidSignature:
            return False
        return True


def signing_key(path: Path) -> SigningKey:
    """Return the private key of a PEM file; raise `Refused` if it is none, or has a password."""
    content = _content(path, _MAKE)
    with_library()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - an extra
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415

    try:
        key = load_pem_private_key(content, None)
    except (ValueError, TypeError, _unsupported()):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise Refused([_no_key(path, "is no Ed25519 private key in PEM without a password", _MAKE)])
    return SigningKey(_id(key.public_key()), key)


def public_key(path: Path) -> PublicKey:
    """Return the public key of a PEM file; raise `Refused` if it is none."""
    content = _content(path, _PUBLISH)
    with_library()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415 - an extra
    from cryptography.hazmat.primitives.serialization import load_pem_public_key  # noqa: PLC0415

    try:
        key = load_pem_public_key(content)
    except (ValueError, _unsupported()):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise Refused([_no_key(path, "is no Ed25519 public key in PEM", _PUBLISH)])
    return PublicKey(_id(key), key)


def with_library() -> None:
    """Raise `Refused` where the library that signs is not installed."""
    try:
        import cryptography  # noqa: F401, PLC0415 - an extra
    except ModuleNotFoundError:
        message = "signatures need the library `cryptography`, which is not installed"
        raise Refused([Diagnostic("GC424", message, _PLACE, 'install it: pip install "govcode[sign]"')]) from None


def _unsupported() -> type[Exception]:
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - an extra

    return UnsupportedAlgorithm


def _id(key: Ed25519PublicKey) -> str:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # noqa: PLC0415 - an extra

    return sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def _content(path: Path, ways: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise Refused([_no_key(path, "cannot be read", ways)]) from None


def _no_key(path: Path, reason: str, ways: str) -> Diagnostic:
    return Diagnostic("GC424", f"the file '{path.name}' {reason}", _PLACE, ways)
