"""The pictures of the portal that the documentation shows."""

from __future__ import annotations

from collections import defaultdict

from infra.local.portal_gallery import GALLERY, WIDTHS, file_name, pages


def test_every_page_is_shown_at_every_width_and_no_other_is() -> None:
    shown = {file_name(name, width) for name, _, _ in pages(defaultdict(str)) for width in WIDTHS}
    assert {file.name for file in GALLERY.iterdir()} == shown, "run `make screenshots`"
