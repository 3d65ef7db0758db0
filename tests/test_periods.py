from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.periods import find_periods, period_at, reported_year

ISSUED = "2009-02-23"


def values(text: str, issued: str = ISSUED) -> list[str]:
    return [p.value for p in find_periods(text, issued)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 2008", ["2008"]),
        ("in February, 2009,", ["2009-02"]),
        ("on 12 May 2008", ["2008-05-12"]),
        ("on May 3, 2008", ["2008-05-03"]),
        ("dated 2008-11-30", ["2008-11-30"]),
        ("for 2009-2013", ["2009/2013"]),
        ("the period from 2009 to 2013", ["2009/2013"]),
        ("between 2005 and 2007", ["2005/2007"]),
        ("the 2009-10 school year", ["2009/2010"]),
        ("in 2009/10", ["2009/2010"]),
        ("from April 2008 through March 2009", ["2008-04/2009-03"]),
        ("January to June 2008", ["2008-01/2008-06"]),
        ("July 1 to December 31, 2008", ["2008-07/2008-12"]),
        ("the first half of 2008", ["2008-01/2008-06"]),
        ("in the 1990s", ["1990/1999"]),
        ("in FY 2008", ["2008"]),
        ("in 2007 and 2008", ["2007", "2008"]),
    ],
)
def test_absolute_periods_need_no_date_of_issue(text: str, expected: list[str]) -> None:
    assert values(text, "") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("during the reporting period", ["2008"]),
        ("last year", ["2008"]),
        ("During the year", ["2008"]),
        ("in the previous year", ["2007"]),
        ("this year", ["2009"]),
        ("Since the last reporting date", ["2008/2009"]),
        ("since 2005", ["2005/2009"]),
        ("over the past five years", ["2004/2008"]),
        ("In October", ["2008-10"]),
        ("in January", ["2009-01"]),
        ("on February 14", ["2009-02-14"]),
    ],
)
def test_relative_periods_are_counted_from_the_date_of_issue(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize("text", ["during the reporting period", "last year", "this year", "In October"])
def test_relative_periods_stay_empty_without_a_date_of_issue(text: str) -> None:
    assert values(text, "") == [""]


@pytest.mark.parametrize(
    "text", ["2000 victims", "$2500", "may 20 percent", "2,008 cases", "Resolution S/2009/14", "children may work"]
)
def test_numbers_that_are_no_years_are_no_periods(text: str) -> None:
    assert values(text) == []


def test_a_report_of_spring_looks_back_on_the_year_before_one_of_autumn_on_its_own() -> None:
    assert reported_year("2009-02-23") == 2008
    assert reported_year("2009-11-02") == 2009
    assert reported_year("") is None


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("In 2013 police opened 140 cases, compared with 118 in 2012.", "140", "2013"),
        ("In 2013 police opened 140 cases, compared with 118 in 2012.", "118", "2012"),
        ("They had 20 cases in 2012, up from 12 in 2011; of these, 5 ended.", "5", "2012"),
        ("Cases rose from 120 in 2008 to 175 in 2009.", "120", "2008"),
        ("Cases rose from 120 in 2008 to 175 in 2009.", "175", "2009"),
        ("Police found 12 women from Ukraine in 2010.", "12", "2010"),
        ("Police found 12 women.", "12", ""),
    ],
)
def test_a_number_takes_the_period_of_its_own_part_of_the_sentence(text: str, word: str, expected: str) -> None:
    periods = find_periods(text, ISSUED)
    assert period_at(periods, text, (0, len(text)), text.index(word)) == expected


@given(st.integers(min_value=1950, max_value=2049))
def test_every_year_after_in_is_found(year: int) -> None:
    assert values(f"in {year}.", "") == [str(year)]


@given(st.text(max_size=200), st.sampled_from(["", "2009", "2009-02", "2009-02-23"]))
def test_periods_of_any_text_lie_inside_it_in_order(text: str, issued: str) -> None:
    found = find_periods(text, issued)
    assert all(0 <= p.start < p.end <= len(text) for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
