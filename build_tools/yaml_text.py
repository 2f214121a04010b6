"""YAML in and out, and what pydantic says about it in Chinese: the one way for records, vocabulary and front matter."""

from __future__ import annotations

from typing import Any

import yaml
from pydantic import ValidationError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

_TYPES = {
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "string_type": "应为文字",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "list_type": "应为列表",
    "tuple_type": "应为列表",
    "dict_type": "应为键值表",
    "model_type": "应为键值表",
    "missing": "缺少这一项",
}


def parse_yaml(text: str) -> Any:
    """The value of a YAML text. Raises yaml.YAMLError."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader, in C where it is there)


def dump_yaml(value: Any) -> str:
    """A value as YAML: block style, keys in the order given, Chinese as it is."""
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return text


def pydantic_cause(error: ValidationError) -> tuple[str | None, str]:
    """The first error of a validation as (key path or None, Chinese cause with the allowed values)."""
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"]) or None
    kind, context = first["type"], first.get("ctx", {})
    if kind == "extra_forbidden":
        return key, "没有这个键"
    if kind in ("literal_error", "enum"):
        allowed = str(context.get("expected", "")).replace(" or ", "、").replace(", ", "、").replace("'", "")
        return key, f"只能是 {allowed}"
    if kind == "value_error":
        return key, str(context.get("error", first["msg"]))
    return key, _TYPES.get(kind, f"不合要求（{first['msg']}）")
