"""Writing so that at every moment, and after every kill, the old state stands or the new one.

`storage`    one file
`staging`    many files among others that are not ours: the generated part of `docs/`
`in_place`   a whole folder: the site
`locking`    one process at a time, the owner named
"""
