"""Word files as offices print them: GB/T 9704-2012, 22 lines of 28 characters on A4.

    data = word_file([Title("…"), Heading(1, "一、存在的问题"), Paragraph.led("一是学习不系统。", "全年…")])

| file | holds |
|---|---|
| blocks.py | what a document is made of |
| layout.py | the standard's measures, and what follows from them |
| styles.py | fonts and styles |
| body.py | blocks → WordprocessingML |
| package.py | the parts of a .docx, and their bytes |
| archive.py | a zip file of parts that may be packed already |

Why not python-docx: it has no call for what the standard asks (character grid, East Asian fonts, indents in
characters, odd and even page numbers), its template brings styles of its own, and its files carry the time of
writing. A .docx is nine small XML files; written directly, the same blocks give the same bytes.
"""

from build_tools.word.blocks import Block, Centred, Heading, Paragraph, Placeholder, Signature, Title
from build_tools.word.package import word_file

__all__ = ["Block", "Centred", "Heading", "Paragraph", "Placeholder", "Signature", "Title", "word_file"]
