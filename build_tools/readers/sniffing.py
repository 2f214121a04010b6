"""What a file is, told by its contents: the first bytes, and for containers what lies in them. Names tell nothing here.

Signatures: PDF 32000-1 7.5.2, [MS-CFB] 2.2, RTF 1.9, APPNOTE.TXT 4.3 (zip), OpenDocument 1.2 part 3,
GB/T 33190 (OFD); the others are those that `file(1)` and the formats' own descriptions agree on.
"""

from __future__ import annotations

import codecs
import io
import re
import struct
import zipfile

import olefile

from build_tools.readers.word import is_text_part

PDF_HEAD = 1024
"""Bytes in which `%PDF-` may stand: viewers accept rubbish before it."""
_TEXT_HEAD = 64 * 1024
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_SHORT_HEAD = 512
"""Bytes from which `is_container` tells a container."""

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "JPEG 图片"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG 图片"),
    (0, b"GIF8", "GIF 图片"),
    (0, b"II*\x00", "TIFF 图片"),
    (0, b"MM\x00*", "TIFF 图片"),
    (8, b"WEBP", "WebP 图片"),
    (4, b"ftyphei", "HEIC 图片"),
    (4, b"ftypmif", "HEIC 图片"),
    (4, b"ftypavif", "AVIF 图片"),
    (0, b"8BPS", "Photoshop 图片"),
    (0, b"AT&TFORM", "DjVu 扫描件"),
    (0, b"Rar!\x1a\x07", "RAR 压缩包"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (0, b"\x1f\x8b", "gzip 压缩包"),
    (0, b"BZh", "bzip2 压缩包"),
    (0, b"\xfd7zXZ\x00", "xz 压缩包"),
    (0, b"MSCF", "CAB 压缩包"),
    (257, b"ustar", "tar 压缩包"),
    (0, b"\x7fELF", "可执行程序"),
    (0, b"\xcf\xfa\xed\xfe", "可执行程序"),
    (0, b"\xca\xfe\xba\xbe", "可执行程序"),
    (4, b"ftyp", "视频或音频"),
    (0, b"ID3", "音频"),
    (0, b"OggS", "音频"),
    (8, b"AVI ", "视频"),
    (8, b"WAVE", "音频"),
    (0, b"\x1aE\xdf\xa3", "视频"),
    (0, b"SQLite format 3\x00", "数据库"),
    (0, b"L\x00\x00\x00\x01\x14\x02\x00", "快捷方式"),
    (0, b"Founder CEB", "方正 CEB 版式文件"),
    (0, b"CAJ\x00", "知网 CAJ 文献"),
    (0, b"%!PS", "PostScript 文件"),
)
"""(where, bytes there, what it is called) of files that hold no material or none that can be read."""

_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("MatOST", "works"),
    ("__properties_version1.0", "msg"),
    ("VisioDocument", "visio"),
)
_ZIP_FILES: tuple[tuple[str, str], ...] = (
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
    ("OFD.xml", "ofd"),
    ("META-INF/MANIFEST.MF", "jar"),
    ("AndroidManifest.xml", "apk"),
)
_ZIP_TYPES = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.text-template": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
    "application/epub+zip": "epub",
}

_DOCTYPE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_TAGS = re.compile(
    r"</?(?:html|head|body|meta|p|div|br|span|font|h[1-6]|table|tr|td|ul|ol|li|center|strong|b)\b[^<>]{0,400}>", re.I
)
_BLOCKS = re.compile(r"</(?:p|div|h[1-6]|td|li|body|center)\s*>|<(?:br|p)\b", re.I)
_MIME = re.compile(r"(?:[A-Za-z-]{2,40}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){1,40}", re.M)
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|(?:\*\*|__)\S.{0,200}(?:\*\*|__)\s*$|> \S|[-*+] \S)", re.M)


def kind_of(data: bytes) -> str:
    """What the contents are: `pdf`, `doc`, `xls`, `ppt`, `works`, `encrypted`, `ole`, `rtf`, `docx`, `xlsx`, `pptx`,
    `odt`, `ods`, `odp`, `ofd`, `epub`, `zip`, `broken zip`, `html`, `mht`, `word xml`, `odt xml`, `text`, or
    `other` (see `label_of`)."""
    if data.startswith(_OLE):
        return _kind_in_ole(data)
    if data.startswith(_ZIP):
        return _kind_in_zip(data)
    if b"%PDF-" in data[:PDF_HEAD] and not data.startswith((b"{\\rtf", b"<")):
        return "pdf"
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    if _signature(data) is not None:
        return "other"
    return _kind_of_text(text_head(data))


def is_container(head: bytes) -> bool:
    """Whether a file that begins so carries fonts and pictures beside its text, and may be large."""
    return head.startswith((_OLE, *_ZIP, b"{\\rtf")) or b"%PDF-" in head[:PDF_HEAD]


def label_of(data: bytes) -> str | None:
    """What a file of the kind `other` is called, in Chinese; None where that is not known."""
    return _signature(data)


def is_doc_encrypted(data: bytes) -> bool:
    """Whether a Word 97–2003 file asks for a password: fEncrypted in its FIB ([MS-DOC] 2.5.2)."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            head: bytes = ole.openstream("WordDocument").read(12)
    except Exception:  # noqa: BLE001 (olefile raises whatever the broken structure leads to)
        return False
    return len(head) == 12 and bool(struct.unpack("<H", head[10:12])[0] & 0x0100)


def is_odt_encrypted(data: bytes) -> bool:
    """Whether an OpenDocument file asks for a password."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("META-INF/manifest.xml") as manifest:
            return b"encryption-data" in manifest.read(1_000_000)
    except Exception:  # noqa: BLE001 (zipfile raises whatever the broken structure leads to)
        return False


def looks_like_html(text: str) -> bool:
    """Whether a text is a web page or a piece of one, not a text that quotes a tag or two."""
    if _DOCTYPE.match(text):
        return True
    stripped = text.lstrip("\ufeff \t\r\n")
    tags = len(_TAGS.findall(text))
    return stripped.startswith("<") and tags >= 2 and bool(_BLOCKS.search(text))


def looks_like_markdown(text: str) -> bool:
    """Whether a text without a telling name is set in Markdown."""
    return bool(re.search(r"^#{1,6} \S", text, re.M)) or len(_MARKDOWN.findall(text)) >= 3


def text_head(data: bytes) -> str:
    """The beginning of the contents as text, to be looked at for marks; not for reading."""
    head = data[:_TEXT_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", errors="replace").lstrip("\ufeff")
    if head[1:2] == b"\x00" and head[3:4] == b"\x00":
        return head.decode("utf-16-le", errors="replace")
    if head[:1] == b"\x00" and head[2:3] == b"\x00":
        return head.decode("utf-16-be", errors="replace")
    return head.decode("utf-8", errors="replace").lstrip("\ufeff")


def _kind_of_text(text: str) -> str:
    start = text[:4000].lstrip()
    if start.startswith("<"):
        if 'progid="Word.Document"' in start or "<w:wordDocument" in start or "<pkg:package" in start:
            return "word xml"
        if "<office:document" in start and "opendocument.text" in start:
            return "odt xml"
        if "<uof:UOF" in start or "<uof:文字处理" in start:
            return "uof"
    if (match := _MIME.match(text)) and re.search(r"^mime-version:", match.group(), re.I | re.M):
        if re.search(r"^content-type:\s*(?:multipart/|text/html)", match.group(), re.I | re.M):
            return "mht"
    return "html" if looks_like_html(text) else "text"


def _kind_in_ole(data: bytes) -> str:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return next((kind for stream, kind in _OLE_STREAMS if ole.exists(stream)), "ole")
    except Exception:  # noqa: BLE001 (olefile raises whatever the broken structure leads to)
        # Cut short: the names of its streams may stand there still.
        names = ((name.encode("utf-16-le"), kind) for name, kind in _OLE_STREAMS)
        return next((kind for name, kind in names if name in data), "ole")


def _kind_in_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:10_000])
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = _ZIP_TYPES.get(archive.read("mimetype").decode("ascii", "replace").strip())
                if kind is not None:
                    return kind
    except Exception:  # noqa: BLE001 (zipfile raises whatever the broken structure leads to)
        return "broken zip"
    if any(map(is_text_part, names)):
        return "docx"
    return next((kind for file, kind in _ZIP_FILES if file in names), "zip")


def _signature(data: bytes) -> str | None:
    head = data[:_SHORT_HEAD]
    if head.startswith(b"MZ") and b"\x00" in head:
        return "可执行程序"
    if head.startswith(b"BM") and b"\x00" in head[2:14]:
        return "BMP 图片"
    if head.startswith((b"\xff\xfb", b"\xff\xf3")) and b"\x00" in head:
        return "音频"
    return next((label for at, mark, label in _SIGNATURES if head[at : at + len(mark)] == mark), None)
