"""Makes click speak Chinese.

click passes every text it shows through gettext, which would need compiled catalogues and a locale
that is set; office machines often have neither. So the look-up function in click's modules is
replaced by a look-up in the table below. A text that is not in the table appears in English; a test
compares the table with click's own source.
"""

from __future__ import annotations

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.types

TEXTS = {
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Positional arguments": "参数",
    "Show this message and exit.": "显示这份说明。",
    "Show the version and exit.": "显示版本。",
    "%(prog)s, version %(version)s": "%(prog)s %(version)s",
    "Aborted!": "已中断",
    "Error: {message}": "错误：{message}",
    "Try '{command} {option}' for help.": "用法见 {command} {option}",
    "Invalid value: {message}": "取值不对：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的取值不对：{message}",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing {param_type}": "缺少 {param_type}",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "Missing command.": "缺少命令",
    "No such option {name!r}.": "没有选项 {name}",
    "No such command {name!r}.": "没有命令 {name}",
    "Did you mean {possibility}?": "（是不是 {possibility}？）",
    "(Did you mean one of: {possibilities}?)": "（是不是其中之一：{possibilities}？）",
    "Option {name!r} requires an argument.": "选项 {name} 后面要写值",
    "Option {name!r} requires {nargs} arguments.": "选项 {name} 后面要写 {nargs} 个值",
    "Option {name!r} does not take a value.": "选项 {name} 后面不写值",
    "Argument {name!r} takes {nargs} values.": "参数 {name} 要写 {nargs} 个值",
    "Takes {nargs} values but 1 was given.": "要写 {nargs} 个值，只写了 1 个",
    "Takes {nargs} values but {len} were given.": "要写 {nargs} 个值，写了 {len} 个",
    "{len_type} values are required, but {len_value} was given.": "要写 {len_type} 个值，写了 {len_value} 个",
    "{len_type} values are required, but {len_value} were given.": "要写 {len_type} 个值，写了 {len_value} 个",
    "Value must be an iterable.": "应为一串值",
    "Got unexpected extra argument ({args})": "多出了参数（{args}）",
    "Got unexpected extra arguments ({args})": "多出了参数（{args}）",
    "Invalid start character for option ({option})": "选项的开头不对（{option}）",
    "Could not open file {filename!r}: {message}": "打不开文件 {filename}：{message}",
    "unknown error": "原因不明",
    "file": "文件",
    "directory": "文件夹",
    "path": "路径",
    "{name} {filename!r} does not exist.": "{name} {filename} 不存在",
    "{name} {filename!r} is a file.": "{filename} 是文件，不是文件夹",
    "{name} {filename!r} is a directory.": "{filename} 是文件夹，不是文件",
    "{name} {filename!r} is not readable.": "没有权限读 {name} {filename}",
    "{name} {filename!r} is not writable.": "没有权限写 {name} {filename}",
    "{name} {filename!r} is not executable.": "没有权限执行 {name} {filename}",
    "Choose from:\n\t{choices}": "可选 {choices}",
    "Choice({choices})": "可选 {choices}",
    "{value!r} is not {choice}.": "{value} 不对，只能是 {choice}",
    "{value!r} is not one of {choices}.": "{value} 不在可选值 {choices} 之中",
    "{value!r} is not a valid {number_type}.": "{value} 不是数",
    "{value} is not in the range {range}.": "{value} 不在范围 {range} 之内",
    "{value!r} is not a valid boolean. Recognized values: {states}": "{value} 不是真假值，可用 {states}",
    "default: {default}": "默认 {default}",
    "env var: {var}": "环境变量 {var}",
    "(dynamic)": "（视情况）",
    "required": "必填",
    "deprecated": "已停用",
}
"""click's text → ours. `!r` is left out of ours: names are shown without Python's quotes and escapes."""

_MODULES = (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.types)


def _one(text: str) -> str:
    return TEXTS.get(text, text)


def _one_or_many(one: str, many: str, count: int) -> str:
    return _one(one if count == 1 else many)


def install() -> None:
    """Replaces gettext in click's modules. Calling it again changes nothing."""
    for module in _MODULES:
        for name, function in (("_", _one), ("ngettext", _one_or_many)):
            if hasattr(module, name):
                setattr(module, name, function)
