"""What is said of contents that no reader takes: what the file is, and what its owner can do, in one line."""

from __future__ import annotations

from build_tools.readers.sniffing import kind_of, label_of

_CAUSES = {
    "zip": "是压缩包，请用 duizhao add 入库，里面的文件会逐份取出",
    "broken zip": "文件不完整（Word 文档或压缩包被截断），请换一份完好的原件",
    "encrypted": "有打开密码，请在 Word 或 WPS 里取消密码后再入库",
    "xlsx": "是 Excel 工作簿，不是材料",
    "xls": "是 Excel 工作簿，不是材料",
    "pptx": "是 PowerPoint 演示文稿，不是材料",
    "ppt": "是 PowerPoint 演示文稿，不是材料",
    "ods": "是电子表格（ODS），不是材料",
    "odp": "是演示文稿（ODP），不是材料",
    "ofd": "是 OFD 版式文件，暂不支持，请用阅读器另存为 PDF，或找 Word 原件",
    "epub": "是电子书（EPUB），不是材料",
    "jar": "是程序包，不是材料",
    "apk": "是程序包，不是材料",
    "msg": "是 Outlook 邮件，不是材料，请把附件另存后入库",
    "visio": "是 Visio 图，不是材料",
    "ole": "是旧版 Office 的文件，但里面没有 Word 文档，可能已损坏",
}

_DATA_SUFFIXES = {
    **dict.fromkeys((".csv", ".tsv"), "是表格数据，不是材料"),
    **dict.fromkeys((".json", ".jsonl", ".xml", ".sql", ".svg", ".ini", ".toml", ".log"), "是程序数据，不是材料"),
    **dict.fromkeys((".py", ".js", ".css", ".sh", ".bat", ".ps1", ".vbs", ".c", ".h", ".java"), "是程序，不是材料"),
}
"""Texts that are no materials, which only the suffix can tell."""


def is_data(suffix: str) -> bool:
    """Whether a text with this suffix (lower case, with its dot) is made by programs for programs."""
    return suffix in _DATA_SUFFIXES


def unreadable_cause(data: bytes, suffix: str) -> str:
    """Why contents that have no reader cannot be a material."""
    kind = kind_of(data)
    if kind == "other":
        label = label_of(data) or "不认识的文件"
        packed = "，请解开或换成 ZIP 格式再入库" if label.endswith("压缩包") else ""
        pictured = "；扫描的材料请先做文字识别（OCR）" if label.endswith(("图片", "扫描件")) else ""
        return f"是{label}，不是材料{packed}{pictured}"
    if kind == "text" and suffix in _DATA_SUFFIXES:
        return _DATA_SUFFIXES[suffix]
    return _CAUSES.get(kind, f"暂不支持“{suffix or '无后缀'}”格式")
