"""Segments: what a text costs, at the edges of both alphabets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pastdue.domain.segments import gsm7, is_gsm7, segments


@pytest.mark.parametrize(
    ("letters", "count"),
    [(0, 0), (1, 1), (159, 1), (160, 1), (161, 2), (305, 2), (306, 2), (307, 3), (458, 3), (459, 3), (460, 4)],
)
def test_gsm7_holds_160_letters_and_153_in_each_part(letters: int, count: int) -> None:
    assert segments("a" * letters) == count


@pytest.mark.parametrize(
    ("letters", "count"), [(1, 1), (69, 1), (70, 1), (71, 2), (133, 2), (134, 2), (135, 3), (201, 3), (202, 4)]
)
def test_anything_else_holds_70_letters_and_67_in_each_part(letters: int, count: int) -> None:
    assert segments("á" * letters) == count


@pytest.mark.parametrize(("euros", "count"), [(79, 1), (80, 1), (81, 2)])
def test_a_letter_of_the_extension_costs_two_places(euros: int, count: int) -> None:
    assert segments("€" * euros) == count


def test_no_letter_of_the_extension_is_split_between_two_segments() -> None:
    assert segments("a" * 152 + "€" + "a" * 152) == 3
    assert segments("a" * 152 + "b" + "a" * 153) == 2


@pytest.mark.parametrize(("pictures", "count"), [(34, 1), (35, 1), (36, 2), (66, 2), (67, 3)])
def test_a_picture_costs_two_places_and_is_not_split(pictures: int, count: int) -> None:
    assert segments("🙂" * pictures) == count


@pytest.mark.parametrize("letter", "éñüÑ¿¡àèùìòÇ@$€[]{}~^|\\")
def test_these_are_in_the_alphabet(letter: str) -> None:
    assert is_gsm7(letter)
    assert gsm7(letter) == letter


@pytest.mark.parametrize(
    ("letter", "plain"),
    [
        ("á", "a"),
        ("í", "i"),
        ("ó", "o"),
        ("ú", "u"),
        ("Á", "A"),
        ("ç", "c"),
        ("‘’“”", "''\"\""),
        ("–—…", "--..."),
        ("\u00a0", " "),
        ("e\u0301", "é"),
        ("№", "No"),
        ("½", "1/2"),
        ("ł", "l"),
        ("ß", "ß"),
        ("李", "?"),
        ("가", "?"),
        ("🙂", ""),
        ("`", "'"),
    ],
)
def test_these_are_not_and_are_written_plainly(letter: str, plain: str) -> None:
    assert gsm7(letter) == plain


@given(st.text())
def test_whatever_is_written_plainly_is_gsm7_and_stays_as_it_is(text: str) -> None:
    plain = gsm7(text)

    assert is_gsm7(plain)
    assert gsm7(plain) == plain
