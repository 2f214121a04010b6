"""The front matter of a material's page: DESIGN section 4, as a pydantic model and as YAML."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from build_tools.model import Material
from build_tools.pages.entry import count_points
from build_tools.pages.markdown import safe_title
from build_tools.shown_text import shown
from build_tools.yaml_text import dump_yaml

MARK = "# 由 duizhao 生成，请勿手改：改动会被下一次生成覆盖"
"""The second line of every generated page: what tells it from a hand-written one."""


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceMatter(_Closed):
    """Where the material comes from."""

    file: str = Field(description="原件在归档文件夹中的路径")
    format: str = Field(description="原件格式")
    encoding: str | None = Field(description="原件编码；自带编码的格式为空")
    sha256: str = Field(description="原件的 SHA-256 校验值")
    added: str | None = Field(description="入库日期")


class RepairMatter(_Closed):
    """One kind of change made to the text."""

    kind: str = Field(description="修复规则")
    before: str = Field(description="原文")
    after: str = Field(description="改成")
    count: int = Field(description="处数")


class FindingMatter(_Closed):
    """Something noticed and not changed."""

    code: str = Field(description="问题代码")
    severity: str = Field(description="轻重：error、warning、info")
    message: str = Field(description="说明")
    where: str | None = Field(description="位置")


class FrontMatter(_Closed):
    """What stands above a material's page, in this order. What cannot be known is null."""

    title: str = Field(description="题名；拟题写在方括号里")
    title_supplied: bool = Field(description="题名是否为拟题")
    id: str = Field(description="编号")
    year: int | None = Field(description="年度")
    year_printed: int | None = Field(description="标题上印的年份")
    held: str | None = Field(description="会议召开日期")
    meeting: str | None = Field(description="会议")
    theme: str | None = Field(description="会议主题")
    genre: str | None = Field(description="体裁")
    subject: str | None = Field(description="主体：班子、个人、支部")
    unit: str | None = Field(description="单位")
    sector: str | None = Field(description="系统")
    level: str | None = Field(description="层级")
    role: str | None = Field(description="职务")
    framework: str | None = Field(description="对照清单的年度")
    aspects: list[str] = Field(description="正文小标题对应的方面，按出现的先后")
    characters: int = Field(description="字数")
    points: int = Field(description="要点数")
    exemplar: str | None = Field(description="作为范例的理由")
    labels: list[str] = Field(description="标签")
    incomplete: str | None = Field(description="正文不全的原因")
    keywords: list[str] = Field(description="关键词")
    source: SourceMatter = Field(description="来源")
    repairs: list[RepairMatter] = Field(description="修复")
    findings: list[FindingMatter] = Field(description="核对")


def front_matter(material: Material) -> FrontMatter:
    """The front matter of a material; a pure function of it."""
    about, source = material.description, material.source
    found = dict.fromkeys(aspect for section in material.outline.walk() for aspect in section.aspects)
    return FrontMatter(
        title=safe_title(about.title),
        title_supplied=about.title_supplied,
        id=material.id,
        year=about.year,
        year_printed=about.year_printed,
        held=about.held,
        meeting=about.meeting,
        theme=about.theme,
        genre=about.genre,
        subject=about.subject,
        unit=about.unit,
        sector=about.sector,
        level=about.level,
        role=about.role,
        framework=about.framework,
        aspects=list(found),
        characters=material.outline.characters,
        points=count_points(material),
        exemplar=about.exemplar,
        labels=list(about.labels),
        incomplete=about.incomplete,
        keywords=list(about.keywords),
        source=SourceMatter(
            file=source.file, format=source.format, encoding=source.encoding, sha256=source.sha256, added=source.added
        ),
        repairs=[RepairMatter(kind=r.kind, before=r.before, after=r.after, count=r.count) for r in material.repairs],
        findings=[
            FindingMatter(code=f.code, severity=str(f.severity), message=f.message, where=f.where)
            for f in material.findings
        ],
    )


def yaml_head(values: dict[str, Any]) -> str:
    """Front matter as the head of a page, with the mark of a generated one."""
    return f"---\n{MARK}\n{dump_yaml(_clean(values))}---\n"


def _clean(value: Any) -> Any:
    """The value with control characters shown, so that YAML can hold it and no reader is surprised."""
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return value
