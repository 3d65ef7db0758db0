from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.numbers import NumberGrammar, canonical, number_grammar, parse_numeral

CURRENCIES = {
    "$": "USD",
    "USD": "USD",
    "dollars": "USD",
    "€": "EUR",
    "euros": "EUR",
    "EUR": "EUR",
    "manat": "AZN",
    "Rs.": "INR",
    "PHP": "PHP",
    "TRY": "TRY",
}


@pytest.fixture(scope="module")
def grammar() -> NumberGrammar:
    return number_grammar(CURRENCIES)


def shown(grammar: NumberGrammar, text: str) -> list[str]:
    """Numbers as "value unit", ranges as "low-high unit"."""
    found = grammar.find(text)
    return [f"{n.value or f'{n.minimum}-{n.maximum}'} {n.unit}".strip() for n in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("78 victims", ["78"]),
        ("1,204 people", ["1204"]),
        ("forty-five women", ["45"]),
        ("two hundred and fifty men", ["250"]),
        ("one thousand two hundred", ["1200"]),
        ("half a dozen raids and two dozen arrests", ["6", "24"]),
        ("$900USD", ["900 USD"]),
        ("approximately USD 1.19", ["1.19 USD"]),
        ("forty dollars", ["40 USD"]),
        ("1 new manat", ["1 AZN"]),
        ("€50,000 ($65,000)", ["50000 EUR", "65000 USD"]),
        ("Rs. 5,000", ["5000 INR"]),
        ("$1.2 million", ["1200000 USD"]),
        ("12 percent and 5.5%", ["12 percent", "5.5 percent"]),
    ],
)
def test_single_numbers_are_read_with_their_unit(grammar: NumberGrammar, text: str, expected: list[str]) -> None:
    assert shown(grammar, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("five to ten years", ["5-10"]),
        ("100 to 500 times", ["100-500"]),
        ("between 18-25 years old", ["18-25"]),
        ("between the ages of 12 and 17", ["12-17"]),
        ("from 2 to 6 years", ["2-6"]),
        ("six months to three years", ["6-36 months"]),
        ("1 year and 6 months", ["18 months"]),
        ("not less than three years and not more than seven years", ["3-7"]),
        ("a minimum of 5 years and a maximum of 10 years", ["5-10"]),
        ("$5,000 to $10,000", ["5000-10000 USD"]),
        ("two to three million dollars", ["2000000-3000000 USD"]),
        ("10,000-15,000 children", ["10000-15000"]),
        ("one or two cases", ["1-2"]),
    ],
)
def test_two_numerals_with_range_words_between_them_are_one_range(
    grammar: NumberGrammar, text: str, expected: list[str]
) -> None:
    assert shown(grammar, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("over 30 NGOs", ["30-"]),
        ("at least 12,500 people", ["12500-"]),
        ("30+ victims", ["30-"]),
        ("10 or more", ["10-"]),
        ("up to 240 hours", ["-240"]),
        ("as many as 3,000", ["-3000"]),
        ("no more than two", ["-2"]),
    ],
)
def test_bounds_give_one_end_of_a_range(grammar: NumberGrammar, text: str, expected: list[str]) -> None:
    assert shown(grammar, text) == expected


@pytest.mark.parametrize("text", ["the 1990s", "the 15th of", "24/7", "H-2A visas", "B-12", "[12]", "8:30"])
def test_what_only_looks_like_a_number_is_left_out(grammar: NumberGrammar, text: str) -> None:
    assert shown(grammar, text) == []


def test_a_change_from_one_number_to_another_stays_two_numbers(grammar: NumberGrammar) -> None:
    assert shown(grammar, "convictions rose from 30 to 45") == ["30", "45"]


def test_currency_codes_count_only_in_capitals(grammar: NumberGrammar) -> None:
    assert shown(grammar, "5 try to flee; TRY 5") == ["5", "5 TRY"]


def test_skipped_spans_hold_no_number(grammar: NumberGrammar) -> None:
    text = "in 2008, 78 victims"
    assert [n.value for n in grammar.find(text, [(3, 7)])] == ["78"]


def test_a_number_says_where_its_bound_its_numeral_and_its_end_are(grammar: NumberGrammar) -> None:
    text = "with over 30 NGOs"
    number = grammar.find(text)[0]
    assert (text[number.start : number.end], text[number.at :]) == ("over 30", "30 NGOs")


@given(st.integers(min_value=0, max_value=10**9))
def test_every_integer_is_read_back_with_or_without_separators(value: int) -> None:
    grammar = number_grammar({})
    assert [n.value for n in grammar.find(f"about {value:,} people")] == [str(value)]
    assert [n.value for n in grammar.find(f"about {value} people")] == [str(value)]


@given(st.decimals(min_value=0, max_value=10**6, places=2))
def test_canonical_decimals_have_no_idle_zeros_and_keep_their_value(value: Decimal) -> None:
    text = canonical(value)
    assert Decimal(text) == value
    assert "." not in text or not text.endswith("0")


@given(st.text(max_size=200))
def test_numbers_of_any_text_lie_inside_it_in_order(text: str) -> None:
    found = number_grammar(CURRENCIES).find(text)
    assert all(0 <= n.start <= n.at < n.end <= len(text) for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_scales_multiply() -> None:
    assert parse_numeral("1.5", "million") == Decimal(1_500_000)
