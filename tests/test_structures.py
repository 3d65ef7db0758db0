"""A fault in structures.toml is named."""

from pathlib import Path

import pytest

from kg.errors import MappingError
from kg.extract.structure_rules import load_structure_rules


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('second = "Person"', "'gap'"),
        ('second = "author"', "'before'"),
        ('second = "Person"\ngap = "("', "no regular expression"),
        ('second = "Person"\ngap = " of "\nsubject = "third"', "subject 'third'"),
        ('second = "Person"\ngap = " of "\nthird = "x"', "unknown key"),
    ],
)
def test_a_fault_in_a_rule_is_named(line: str, fault: str, tmp_path: Path) -> None:
    text = f'[classes]\n[words]\n[[rule]]\nname = "mine"\npredicate = "memberOf"\nfirst = "NGO"\n{line}\n'
    (tmp_path / "structures.toml").write_text(text, encoding="utf-8")
    with pytest.raises(MappingError, match=f"(?s)mine.*{fault}"):
        load_structure_rules(tmp_path)
