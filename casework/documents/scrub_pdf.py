"""PDF files from outside: whatever acts by itself is taken out (safety 2.2, AB19)."""

from io import BytesIO
from typing import Any

import pikepdf

from casework.documents.scrubbing import Unsafe

_CONTAINERS = (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream)
MAX_PAGES = 500
MAX_OBJECTS = 200_000
MAX_UNPACKED = 400 * 1024**2
PICTURE_FILTERS = ("/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode")
# Links to web pages and to places within the document stay.
HARMLESS_ACTIONS = ("/URI", "/GoTo", "/Named")
# Keys that start, embed or send something, wherever they stand.
ACTIVE_KEYS = (
    "/AA", "/JS", "/JavaScript", "/Launch", "/EmbeddedFiles", "/EF", "/AF",
    "/XFA", "/RichMediaContent", "/RichMediaSettings", "/Collection", "/Rendition", "/SubmitForm",
)  # fmt: skip
ACTIVE_ANNOTATIONS = (
    "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D", "/FileAttachment",
)  # fmt: skip


def clean_pdf(data: bytes) -> bytes:
    """Give the document without anything active; the same bytes when there was nothing.

    Untouched bytes keep the seal or signature another institution put on them. Raises Unsafe:
    "locked" (needs a password), "too_much", "unreadable".
    """
    try:
        with pikepdf.open(BytesIO(data)) as document:
            _refuse_excess(document)
            changed = disarm(document) or document.is_encrypted or bool(document.get_warnings())
            return _saved(document) if changed else data
    except pikepdf.PasswordError:
        raise Unsafe("locked") from None
    except MemoryError:
        raise Unsafe("too_much") from None
    except (pikepdf.PdfError, ValueError, RuntimeError, RecursionError, TypeError, KeyError):
        raise Unsafe("unreadable") from None


def _refuse_excess(document: pikepdf.Pdf) -> None:
    """Refuse a bomb: too many pages or objects, or streams that grow without measure."""
    if len(document.pages) > MAX_PAGES or len(document.objects) > MAX_OBJECTS:
        raise Unsafe("too_much")
    unpacked = 0
    for part in document.objects:
        if isinstance(part, pikepdf.Stream):
            unpacked += _unpacked_size(part)
        if unpacked > MAX_UNPACKED:
            raise Unsafe("too_much")


def _unpacked_size(stream: pikepdf.Stream) -> int:
    """Give a stream's size once unpacked; pictures count as they are.

    Raises Unsafe where there is not even the room to unpack it.
    """
    filters = stream.get("/Filter", pikepdf.Array([]))
    named = (
        {str(name) for name in filters} if isinstance(filters, pikepdf.Array) else {str(filters)}
    )
    if named & set(PICTURE_FILTERS):
        return len(stream.get_raw_stream_buffer())
    try:
        return len(stream.get_stream_buffer(decode_level=pikepdf.StreamDecodeLevel.generalized))
    except pikepdf.PdfError:
        raise Unsafe("too_much") from None


def disarm(document: pikepdf.Pdf) -> bool:
    """Take out every active part; say whether there was any."""
    found = False
    for part in (document.Root, *document.objects):
        found |= _disarm_object(part, 0)
    return found


def _disarm_object(part: Any, depth: int) -> bool:
    """Disarm one object and the direct ones inside it (indirect ones come by themselves)."""
    if depth > 60:
        raise Unsafe("unreadable")
    found = False
    if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
        found = _drop_keys(part) | _disarm_annotation(part)
    for inner in _direct(part):
        found |= _disarm_object(inner, depth + 1)
    return found


def _direct(part: Any) -> list[Any]:
    """Give the containers written inside this one."""
    if isinstance(part, pikepdf.Array):
        values = list(part)
    elif isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
        values = [part[key] for key in list(part.keys()) if key != "/Length"]
    else:
        return []
    return [inner for inner in values if isinstance(inner, _CONTAINERS) and not inner.is_indirect]


def _drop_keys(part: Any) -> bool:
    """Remove active keys, and actions that do more than follow a link."""
    doomed = [key for key in ACTIVE_KEYS if key in part]
    for key in ("/A", "/Next", "/PA", "/OpenAction"):
        action = part.get(key)
        chain = key == "/Next" and isinstance(action, pikepdf.Array)
        if chain or (isinstance(action, pikepdf.Dictionary) and not _harmless(action)):
            doomed.append(key)
    for key in doomed:
        del part[key]
    return bool(doomed)


def _harmless(action: Any) -> bool:
    """Say whether an action only follows a link. A dictionary with no /S is not an action."""
    kind = action.get("/S")
    if kind is None:
        return True
    if str(kind) == "/URI":
        address = str(action.get("/URI", "")).strip().lower()
        return address.startswith(("http:", "https:", "mailto:", "tel:"))
    return str(kind) in HARMLESS_ACTIONS


def _disarm_annotation(part: Any) -> bool:
    """Turn a playing or file-carrying annotation into an empty, unseen one."""
    if str(part.get("/Subtype", "")) not in ACTIVE_ANNOTATIONS:
        return False
    for key in set(part.keys()) - {"/Rect", "/P", "/Type"}:
        del part[key]
    part["/Subtype"] = pikepdf.Name("/Text")
    part["/F"] = 2
    return True


def _saved(document: pikepdf.Pdf) -> bytes:
    document.remove_unreferenced_resources()
    output = BytesIO()
    document.save(output, encryption=False, fix_metadata_version=False)
    return output.getvalue()
