"""The search page: what stands on it with JavaScript off; `docs/assets/search-ui/` does the rest."""

from __future__ import annotations

from build_tools.pages.rendering import Page, index_page


def search_page() -> Page:
    """search.md: room for the interface, how to write a query, and where to go where scripts do not run."""
    return index_page("search.md", "查找", "search.md.j2")
