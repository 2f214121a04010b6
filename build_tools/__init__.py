"""An archive of 民主生活会 materials: originals in a folder → a site that is browsed and searched.

The way of the data, room by room:

`intake`      what is handed in becomes originals with records (`add`)
`collection`  the folder: each original with its record, checksum and id
`readers`     bytes → paragraphs;            `repair`     damage mended, every change recorded
`outline`     title, sections, points;       `describe`   year, unit, framework …, each with its evidence
`screening`   what may be shown
`pipeline`    these five, one after the other, for one original: the Material of `model`
`conversion`, `building`   the same for a whole archive; one bad original never stops the rest

What is made of materials: `structures` (computed), `pages`, `search`, `site`, `exchange`, `word`.
What serves all: `vocabulary` (facts as data), `records`, `disk` (safe writing), `checks`, `errors`, `cli`.
"""
