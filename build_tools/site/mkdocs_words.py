"""What MkDocs most often complains of, in Chinese."""

from __future__ import annotations

import re

_COMPLAINTS = (
    (r"Doc file '(.*?)' contains a link '(.*?)', but the target", "{0} 里的链接“{1}”没有对应的页面"),
    (r"Doc file '(.*?)' contains an (?:unrecognized relative|absolute) link '(.*?)'", "{0} 里的链接“{1}”写法不对"),
    (r"Doc file '(.*?)' contains a link '(.*?)', but .*no such anchor", "{0} 里的链接“{1}”没有对应的位置"),
    (r"Doc file '(.*?)' contains a link '(.*?)', but .*not contain an anchor", "{0} 里的链接“{1}”没有对应的位置"),
    (r"A reference to '(.*?)' is included in the 'nav' configuration", "导航里的 {0} 不存在"),
    (r".*not included in the \"nav\" configuration: - (\S+)", "{0} 既不在导航（nav）里，也没有列入 not_in_nav"),
    (r"Excluding '(.*?)' from the site because it conflicts with '(.*?)'", "{0} 和 {1} 会成为同一个网页，只能留一个"),
    (r"Error reading page '(.*?)': (.*)", "{0} 读不出来（{1}）"),
    (r"Error building page '(.*?)': (.*)", "{0} 生成网页时出错（{1}）"),
    (r"Template skipped: '(.*?)' not found", "没有模板 {0}"),
    (r".*error parsing the configuration file: .*line (\d+), column (\d+)", "网站配置第 {0} 行附近不是正确的 YAML"),
    (r".*error parsing the configuration file", "网站配置不是正确的 YAML"),
    (r".*Expected a key-value mapping", "网站配置应是一组“键: 值”"),
    (r"Config value '(.*?)': Unrecognised configuration name", "网站配置里有不认识的键“{0}”"),
    (r"Config value '(.*?)': Required configuration not provided", "网站配置里缺少“{0}”"),
    (r"Config value 'theme': Unrecognised theme name: '(.*?)'", "没有安装主题“{0}”"),
    (r"Config value 'theme': The path set in custom_dir \('(.*?)'\) does not exist", "主题文件夹 {0} 不存在"),
    (r"Config value 'plugins': The \"(.*?)\" plugin is not installed", "没有安装插件“{0}”"),
    (r"Config value 'markdown_extensions': Failed to load extension '(.*?)'", "没有 Markdown 扩展“{0}”"),
    (r"Config value '(.*?)': The path '(.*?)' isn't an existing", "网站配置里“{0}”所写的 {1} 不存在"),
    (r"Config value '(.*?)': (.*)", "网站配置里的“{0}”不对（{1}）"),
)
"""A pattern for the beginning of a message, and the sentence for it."""


def in_chinese(message: str) -> str:
    """The message in Chinese where its cause is known; else as it is, and whose words they are."""
    for pattern, sentence in _COMPLAINTS:
        if found := re.match(pattern, message):
            return sentence.format(*found.groups())
    return f"MkDocs 报告：{message}"
