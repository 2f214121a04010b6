"""What people decided of an original: `<original>.yml` beside it.

`record`     the record, read and judged
`writing`    a record changed with comments and order kept
"""
