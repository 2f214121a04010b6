"""What leaves the archive and what comes back corrected.

| file | does |
|---|---|
| columns.py, columns.yml, kinds.py | the catalogue's columns |
| values.py | values ↔ cells, whatever a spreadsheet made of them |
| catalogue.py | material → row |
| sheets.py | rows → .xlsx, .csv, .json |
| tables.py | a saved table → raw rows |
| comparing.py, corrections.py | raw rows against the archive → changes, conflicts, refusals |
| applying.py | changes → records; the account of them |
| material_text.py | a material as a Word file, Markdown, text |
| bag.py, mapping.py, mapping.yml | the archive as a BagIt bag with Dublin Core and DA/T 18 tables |

Everything reads Materials, which have passed the screening: what a page does not show leaves by no way.
"""
