from kg.provenance import Input, Run, Software, run_triples
from kg.rdf import expand
from kg.terms import mint


def test_a_run_records_what_was_used_and_has_no_clock_of_its_own() -> None:
    run = Run(("document/08RURI1",), (Input("actors.sssom.tsv", "ab" * 32),), (Software("tip-kg", "0.1.0"),))
    triples = set(run_triples(run))
    assert triples == set(run_triples(run))
    assert not any(triple.predicate.value.endswith("AtTime") for triple in triples)
    used = {triple.object for triple in triples if triple.predicate.value == expand("prov:used")}
    assert mint("document/08RURI1") in used
    assert len(used) == 2
