import pytest

from kg.markings import Marking, read_marking, strictest


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("", "Unmarked"),
        ("U", "U"),
        ("(SBU)", "SBU"),
        ("UNCLAS SENSITIVE", "SBU"),
        ("unclassified", "U"),
        ("Sensitive But\nUnclassified", "SBU"),
        ("UNCLASSIFIED//FOR OFFICIAL USE ONLY", "FOUO"),
        ("C/NF", "C"),
        ("SECRET", "S"),
        ("COSMIC", "Unknown"),
    ],
)
def test_a_marking_is_read_by_any_of_its_names_and_the_strictest_holds(text: str, level: str) -> None:
    assert read_marking(text).level == level


def test_caveats_are_told_from_levels() -> None:
    assert read_marking("S/NF") == Marking("S", ("NOFORN",))
    assert read_marking("NOT FOR INTERNET DISTRIBUTION").caveats == ("NotForInternetDistribution",)


def test_words_that_the_scheme_lacks_stay_as_a_caveat() -> None:
    assert read_marking("C/REL RUR") == Marking("C", ("REL RUR",))


def test_a_marking_nobody_knows_is_the_strictest() -> None:
    assert strictest(["TS", "Gibberish", "U"]) == "Unknown"
    assert strictest([]) == "Unmarked"
