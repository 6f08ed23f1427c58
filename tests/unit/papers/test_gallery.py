"""``docs/papers`` shows every form as it is drawn today, small enough to be read by the way."""

from __future__ import annotations

import platform

import pytest

from services.papers.forms import Edition, Form, blanks
from tests.support.paper_gallery import GALLERY, image_name, images


def test_every_form_has_its_image_and_no_image_is_left_over() -> None:
    wanted = {image_name(edition, form) for edition, form in blanks()}
    assert {path.name for path in GALLERY.iterdir()} == wanted


@pytest.mark.skipif(platform.machine() != "x86_64", reason="others may round pixels otherwise")
def test_the_images_are_of_todays_templates() -> None:
    stale = [name for name, drawn in images() if (GALLERY / name).read_bytes() != drawn]
    assert stale == [], "run `python -m tests.support.paper_gallery`"


def test_no_image_weighs_more_than_150_kilobytes() -> None:
    assert [p.name for p in GALLERY.iterdir() if p.stat().st_size > 150_000] == []


def test_our_own_forms_are_drawn_once() -> None:
    assert {image_name(edition, Form.RECEIPT) for edition in Edition} == {"receipt.png"}
