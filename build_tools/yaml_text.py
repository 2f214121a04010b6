"""YAML in and out, and what pydantic says about it in Chinese: the one way for records, vocabulary and front matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, get_args

import yaml
from pydantic import BaseModel, ValidationError

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
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


class DoubledKey(yaml.YAMLError):
    """One key written twice in one mapping: which of the two was meant, only a person can say."""

    def __init__(self, key: object, line: int) -> None:
        super().__init__(f"“{key}”写了两次（第{line}行）")


class _Loader(_Base):  # type: ignore[misc]
    """Plain values only; a date stays the text that it is, so that 2022-02-30 can be named; no key twice."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in _Base.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen = set()
        for key, _ in node.value:
            if key.value in seen and isinstance(key, yaml.ScalarNode):
                raise DoubledKey(key.value, key.start_mark.line + 1)
            seen.add(key.value if isinstance(key, yaml.ScalarNode) else id(key))
        return super().construct_mapping(node, deep)


def yaml_cause(error: Exception) -> str:
    """Why a text is no YAML, in Chinese, with the place."""
    if isinstance(error, DoubledKey):
        return str(error)
    mark = getattr(error, "problem_mark", None)
    place = f"第{mark.line + 1}行第{mark.column + 1}列" if mark is not None else "有一处"
    return f"{place}不是正确的 YAML（检查冒号后的空格、引号和缩进）"


def parse_yaml(text: str) -> Any:
    """The value of a YAML text, dates as text. Raises yaml.YAMLError, DoubledKey among them; also ValueError."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader, in C where it is there)


def dump_yaml(value: Any) -> str:
    """A value as YAML: block style, keys in the order given, Chinese as it is."""
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return text


def pydantic_cause(error: ValidationError, model: type[BaseModel] | None = None) -> tuple[str | None, str]:
    """The first error of a validation as (key path or None, Chinese cause with the allowed values).

    Where a key is unknown, those that `model` allows in its place are named.
    """
    errors = error.errors()
    first = next((entry for entry in errors if entry["type"] == "extra_forbidden"), errors[0])  # a misspelt key
    key = ".".join(str(part) for part in first["loc"]) or None
    kind, context = first["type"], first.get("ctx", {})
    if kind == "extra_forbidden":
        allowed_keys = _keys_at(model, first["loc"][:-1]) if model is not None else ()
        return key, "没有这个键" + (f"，可用的有：{'、'.join(allowed_keys)}" if allowed_keys else "")
    if kind in ("literal_error", "enum"):
        allowed = str(context.get("expected", "")).replace(" or ", "、").replace(", ", "、").replace("'", "")
        return key, f"只能是 {allowed}"
    if kind == "value_error":
        return key, str(context.get("error", first["msg"]))
    return key, _TYPES.get(kind, f"不合要求（{first['msg']}）")


def _keys_at(model: type[BaseModel], path: Sequence[str | int]) -> tuple[str, ...]:
    """The keys of the model that stands at a path inside `model`; none where that cannot be told."""
    current: Any = model
    for step in path:
        if isinstance(current, type) and issubclass(current, BaseModel) and step in current.model_fields:
            current = current.model_fields[str(step)].annotation
        else:  # inside a list, or under a free key of a mapping
            current = next((part for part in reversed(get_args(current)) if part is not type(None)), None)
    if isinstance(current, type) and issubclass(current, BaseModel):
        return tuple(current.model_fields)
    return ()
