"""HTTP responses as archives keep them: status, header, and the body without its encodings.

Archives keep what servers sent, which is not always what the header says: an encoding that the
body does not have is passed over, as in archives whose header is older than their body.
"""

import io
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.message import Message

import brotli

from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.read.archive import fields_of
from transforms.read.inflate import inflated

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b[^\n]*\n")
_HEADER_END = re.compile(rb"\n\r*\n")
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_STEP = 1 << 16
_ENCODINGS = 3  # a body is encoded once, by mistake twice
#: Bytes that the status and the header of a response have at most.
HEAD_BYTES = 1 << 16


@dataclass(frozen=True)
class Response:
    """A response.

    Attributes:
        status: Its code.
        fields: Header fields by name in lower case.
        body: As it was sent.
    """

    status: int
    fields: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The declared media type in lower case, without parameters; empty where there is none."""
        return media_type(self.fields.get("content-type", ""))

    @property
    def charset(self) -> str | None:
        """The declared charset."""
        return charset(self.fields.get("content-type", ""))

    def content(self, limits: Limits) -> bytes:
        """The body without transfer and content encodings.

        Raises DocumentError `read.inflated` past the limits, `read.compressed` for broken data.
        """
        body = self.body
        if "chunked" in self.fields.get("transfer-encoding", "").lower():
            body = _unchunked(body)
        encodings = self.fields.get("content-encoding", "").lower().split(",")
        for encoding in reversed(encodings[:_ENCODINGS]):
            body = _decoded(body, encoding.strip(), limits)
        return body


def response_of(block: bytes) -> Response | None:
    """The response that a record's block holds; None where it holds none."""
    status = _STATUS.match(block)
    if status is None:
        return None
    end = _HEADER_END.search(block, status.end() - 1, status.end() + HEAD_BYTES)
    size = end.end() if end else len(block)
    return Response(int(status[1]), fields_of(block[:size]), block[size:])


def media_type(value: str) -> str:
    """The media type of a Content-Type, in lower case."""
    return value.partition(";")[0].strip().lower()


def charset(value: str) -> str | None:
    """The charset of a Content-Type."""
    message = Message()
    message["Content-Type"] = value
    found = message.get_param("charset")
    return found.strip("'\" ") or None if isinstance(found, str) else None


def _unchunked(body: bytes) -> bytes:
    """Without chunked transfer coding, RFC 9112; from where a chunk is none, as it stands."""
    parts: list[bytes] = []
    position = 0
    while (size := _CHUNK_SIZE.match(body, position)) is not None:
        length = int(size[1], 16)
        if not length:
            return b"".join(parts)
        parts.append(body[size.end() : size.end() + length])
        position = size.end() + length
        position += len(re.compile(rb"\r?\n|").match(body, position)[0])  # type: ignore[index]
    return b"".join([*parts, body[position:]])


def _decoded(body: bytes, encoding: str, limits: Limits) -> bytes:
    """Without one content encoding; as it is where it is not so encoded at all."""
    steps = _ENCODED.get(encoding)
    if steps is None or _MARKUP.match(body):
        return body
    decoded = bytearray()
    try:
        for step in steps(body, limits):
            decoded += step
            if len(decoded) > limits.inflated_bytes:
                message = f"inflates to more than {limits.inflated_bytes:,} bytes"
                raise DocumentError("read.inflated", message)
    except (zlib.error, brotli.error) as error:
        if decoded:
            raise DocumentError("read.compressed", f"{encoding} data broken: {error}") from error
    return bytes(decoded) or body


def _inflate(body: bytes, limits: Limits) -> Iterator[bytes]:
    with inflated(io.BytesIO(body), limits) as (stream, _):
        while step := stream.read1(_STEP):
            yield step


def _deflate(body: bytes, limits: Limits) -> Iterator[bytes]:
    del limits
    # RFC 9110 means the format of zlib; some servers send the bare data.
    window = zlib.MAX_WBITS if body[:1] == b"\x78" else -zlib.MAX_WBITS
    member, rest = zlib.decompressobj(window), body
    while step := member.decompress(rest, _STEP):
        yield step
        rest = member.unconsumed_tail
    if not member.eof:
        raise zlib.error("cut short")


def _brotli(body: bytes, limits: Limits) -> Iterator[bytes]:
    del limits
    decompressor = brotli.Decompressor()
    step = decompressor.process(body, output_buffer_limit=_STEP)
    while step:
        yield step
        step = decompressor.process(b"", output_buffer_limit=_STEP)
    if not decompressor.is_finished():
        raise brotli.error("cut short")


#: By the name of the content encoding.
_ENCODED: Mapping[str, Callable[[bytes, Limits], Iterator[bytes]]] = {
    **dict.fromkeys(("gzip", "x-gzip", "zstd"), _inflate),
    "deflate": _deflate,
    "br": _brotli,
}
_MARKUP = re.compile(rb"\s*<[!?a-zA-Z]")
