"""The facts of the domain, as data: every file here is edited by hand and read by `load_vocabulary`.

| file | holds |
|---|---|
| frameworks.yml | the years' lists of aspects (带头 headings), their occasion and theme |
| strands.yml | concerns that recur over the years, each a list of aspects |
| parts.yml | how headings name 问题, 原因, 措施 … |
| genres.yml | kinds of document, kinds of meeting, whom a material examines |
| units.yml | kinds of organisation, their level and sector, posts |
| labels.yml | 内部资料, 征求意见稿 …; secrecy grades |
| leads.yml | patterns of 小标题, headings that are none |
| check.yml | what the structural check looks at |
| skeleton.yml | the words of a skeleton to start from |
| damage.yml | masked words, site lines, slips … for the repair rules |
| phrases.yml | set phrases, for keywords |
| findings.yml | what each finding means and what to do about it |

An archive may add to or change any of them: `archive/vocabulary/<same name>.yml` is laid over the
file here: mappings key by key, lists by adding at the end (a year's aspects by
replacing), single values by replacing.
`schema/` says what each file may hold; a broken file is one clear line (`BrokenVocabulary`).
"""

from build_tools.vocabulary.loading import Vocabulary, load_vocabulary

__all__ = ["Vocabulary", "load_vocabulary"]
