"""The search engine: an index of the archive in static files, and the Python reference of what the browser does.

**Building** (`writer.py`)::

    writer = IndexWriter(folder, aspect_labels, phrases)   # folder: docs/assets/search-index
    for material in ...:                                   # in a fixed order; unpublished ones are skipped
        writer.add(material)                               # bounded memory: postings spill to a temporary folder
    written = writer.finish()                              # writes only what changed, removes what is stale

**Searching in Python** (`query.py`)::

    index = Index(folder)
    answer = search(index, "两个确立 年度:2021", limit=10, offset=0, filters={"part": "措施"})
    counts = facets(index, "两个确立", filters=..., fields=("year", "part"))
    words = complete(index, "zzb", limit=8)
    others = related(index, material_id)
    leads = find_leads(structures_data, "两个确立")        # 小标题, which the search page shows above the results

**Searching in the browser**: `docs/assets/search/*.js`, plain scripts loaded in the order of `SCRIPTS` below;
the index is expected in `../search-index/` beside the scripts' folder. No request is made before the first call.

* `archiveSearch.query(text, {limit: 10, offset: 0, filters}) → Promise<Answer>`
* `archiveSearch.facets(text, {filters, fields}) → Promise<{total, exact, facets: {field: [{value, label, count}]}, message,
  kind}>`; `kind` is that of the results that are counted (there are no counts of near ones)
* `archiveSearch.complete(text, {limit}) → Promise<[{text, kind, count}]>`
* `archiveSearch.related(id) → Promise<[{id, title, year, url}]>`
* `archiveSearch.parse(text)`, `archiveSearch.mark(text, query) → [[start, end], …]` (for marking the opened page),
  `archiveSearch.ready(text) → Promise` (resolves when what folding the text needs is loaded; `mark` needs that)

None of them ever rejects or throws. An Answer is

* `kind`: `exact` (every result holds all words in one section), `material` (no section does; all words stand in one
  material), `pinyin` (letters spell a title or unit, or other words stand in such a unit's materials), `near` (相近结果:
  nothing holds the words), `none`;
* `total`, `exact`: how many results there are of kind exact, material or pinyin; where `exact` is false, at most so
  many (postings allow them; those checked against the text so far are right). `total` is 0 for near and none,
  and `exact` then tells whether all texts that might hold the words were looked at;
* `alike`: results that have the words but for quotation marks which were not typed, or lack some that were, where others
  have them to the letter: listed after all `results` and not counted in `total`; paged together with them;
* `results`: `{id, url, title, heading, anchor, part, year, unit, snippet, near, also}`; `snippet` is escaped HTML with
  `<mark>`; `url` is complete in the browser and relative to the site in Python; `near` is true for 相近结果 and in `alike`; `also` are
  the further places of a result of kind `material`, which hold its other words: `{heading, anchor, part, snippet}`;
* `message`: a Chinese sentence for the user (nothing found, words ignored, index missing), or null;
* `query`: what was understood: `{terms, filters, ignored}`.

Filters, typed or given: `year unit sector subject meeting framework aspect part`, each a value or a list of values
(one of them). Typed: 年度:2021 年度:2019-2022 单位:财政 系统: 主体:班子 会议: 框架:2021 方面:担当 部分:措施, `-部分:原因`.

**How it works.** Documents (`documents.py`) are numbered in the order of the pages. Folded (`fold.py`) and cut into single
characters, overlapping pairs and joints over punctuation (`pieces.py`), each piece has the list of documents that have
it, in their headings, once, twice or more often; where a pair stands once, a few bits tell what stands beside it and where
it is, modulo 4: what does not fit the word is dropped without reading it (`packing.py`, `fitting.py`). Where two common
pairs make a run of three, it has a list too (`trigrams.py`). Lists are written in arrays (`cutting.py`, `spill.py`,
`encoding.py`) into shards of some twenty kilobytes and, where one fills a file, into files of their own (`postings.py`,
`shards.py`).

A query loads the rarest pieces first, orders the documents that have them by heading, frequency and year, and reads the
texts of the first ones (`texts.py`) until it has as many *checked* results as it needs (`checking.py`). Texts that prove
wrong tell which other piece would have told so, and it is loaded while it costs less than texts read in vain
(`candidates.py`, `costs.py`). Results are ordered by `ranking.py`, ten at a time. A quotation mark in the text that was
not typed sets a result apart where others are literal, and parts two characters for good.
"""

from build_tools.search.facets import complete, facets, related
from build_tools.search.index import Index, IndexFault
from build_tools.search.leads import LeadAnswer, find_leads
from build_tools.search.query import Answer, Result, as_json, search
from build_tools.search.writer import IndexWriter, IndexWritten

SCRIPTS = (
    "fold.js",
    "codec.js",
    "packing.js",
    "store.js",
    "parse.js",
    "rank.js",
    "pinyin.js",
    "filters.js",
    "costs.js",
    "fitting.js",
    "candidates.js",
    "find.js",
    "listing.js",
    "spelling.js",
    "near.js",
    "facets.js",
    "engine.js",
)
"""The browser's scripts in the order in which they are loaded."""

__all__ = [
    "SCRIPTS",
    "Answer",
    "Index",
    "IndexFault",
    "IndexWriter",
    "IndexWritten",
    "LeadAnswer",
    "Result",
    "as_json",
    "complete",
    "facets",
    "find_leads",
    "related",
    "search",
]
