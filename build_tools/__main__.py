"""`python -m build_tools` is `duizhao`."""

from build_tools.cli import main

main(prog_name="duizhao")
