"""`duizhao schema`: JSON Schema of what comes in and goes out."""

from __future__ import annotations

import json

import click
from pydantic import BaseModel

from build_tools.cli.console import DONE, ChineseCommand, say
from build_tools.inspection import Inspection
from build_tools.pages.front_matter import FrontMatter
from build_tools.records.record import Record

MODELS: dict[str, type[BaseModel]] = {"record": Record, "front-matter": FrontMatter, "inspect": Inspection}


@click.command(cls=ChineseCommand, short_help="输出记录、页面元数据和 inspect 结果的 JSON Schema")
@click.argument("name", metavar="[record|front-matter|inspect]", required=False, type=click.Choice(list(MODELS)))
def schema(name: str | None) -> int:
    """输出 JSON Schema：record 是记录，front-matter 是页面元数据，inspect 是 inspect 的结果。

    不写名称时，三份放在一个 JSON 对象里一起输出。
    """
    schemas = {key: model.model_json_schema() for key, model in MODELS.items()}
    say(json.dumps(schemas[name] if name else schemas, ensure_ascii=False, indent=2))
    return DONE
