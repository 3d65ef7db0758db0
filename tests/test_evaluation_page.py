"""The evaluation as a file: the page is complete in itself, escaped and marks the passage; JSON holds every fault."""

import json
import re
from html.parser import HTMLParser

from kg.evaluate import Evaluation, Finding, Missed, Score, Scores, Share
from kg.evaluate.page import evaluation_page, paragraphs
from kg.evaluate.report import evaluation_json
from kg.evaluate.scores import Place

TEXT = "The ministry <b>funds</b> a shelter.\nHarbour Watch & friends run a hotline."


def _finding(text: str, rule: str, *, right: bool, place: Place) -> Finding:
    return Finding("relations", "funds", text, right=right, quote="q", places=(place,), rules=(rule,), confidence=0.5)


def _scores(document: str = "08RURI1", text: str = TEXT) -> Scores:
    start, end = text.index("The"), text.index("shelter")
    return Scores(
        document=document,
        kinds={"relations": Score(1, 2, 1, 2), "flows": Score(0, 0, 0, 0)},
        predicates={"funds": Score(1, 2, 1, 2)},
        indicators={},
        shares={"polarity of right relations": Share(1, 1)},
        counts={"statements": 2},
        findings=(
            _finding("A --funds--> B", "rule", right=True, place=Place("1", start, end)),
            _finding("<script>x</script>", "r & s", right=False, place=Place("1", start, end)),
        ),
        missed=(
            Missed("relations", "operates", "C --operates--> D", "run a hotline", (Place("1", 4, len(text) - 1),)),
            Missed("flows", "", "XR -> ?", "nowhere in the text"),
        ),
        passages={"header": "HEADER", "1": text},
    )


class _Reader(HTMLParser):
    """Tags, texts of `mark` elements and the texts of everything."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.marked: list[str] = []
        self.references: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.references += [value or "" for name, value in attrs if name in {"src", "href"}]

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] == "mark":
            self.marked.append(data)


def test_the_page_asks_for_nothing_and_runs_only_its_own_script() -> None:
    page = evaluation_page(Evaluation((_scores(),)))
    reader = _Reader()
    reader.feed(page)
    assert reader.references == []
    assert reader.tags.count("script") == 1
    assert "b" in reader.tags  # ours, in the introduction
    assert "default-src &#39;none&#39;" in page
    assert "//" not in re.sub(r"(?s)<script>.*?</script>|<style>.*?</style>", "", page)


def test_the_page_bears_the_markings_of_the_documents() -> None:
    marked = Evaluation((_scores(),), markings=("Confidential", "NOFORN"))
    assert "Made from material marked Confidential \u00b7 NOFORN" in evaluation_page(marked)
    assert json.loads(evaluation_json(marked))["markings"] == ["Confidential", "NOFORN"]
    assert "Made from material" not in evaluation_page(Evaluation((_scores(),)))


def test_text_from_documents_is_escaped_and_its_passage_marked() -> None:
    page = evaluation_page(Evaluation((_scores(),)))
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<b>funds" not in page
    reader = _Reader()
    reader.feed(page)
    assert "".join(reader.marked).startswith("The ministry <b>funds</b> a")


def test_stretches_of_a_paragraph_join_to_its_text_and_tell_what_is_wrong_where() -> None:
    located, homeless = paragraphs(_scores())
    assert "".join(stretch.text for stretch in located.stretches) == TEXT
    assert [stretch.states for stretch in located.stretches] == [("wrong",), ("missed", "wrong"), ("missed",), ()]
    assert [fault.number for fault in located.faults] == [1, 2]
    assert [number for stretch in located.stretches for number in stretch.ends] == [1, 2]
    assert homeless.number == "without a passage"
    assert homeless.stretches == ()


def test_the_json_holds_the_totals_and_every_fault_of_every_document() -> None:
    body = json.loads(evaluation_json(Evaluation((_scores("a"), _scores("b")), ("c",))))
    assert body["kinds"]["relations"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "gold": 4, "found": 4}
    assert [one["document"] for one in body["documents"]] == ["a", "b"]
    (wrong,) = body["documents"][0]["wrong"]
    assert wrong["rules"] == ["r & s"]
    assert wrong["places"] == [{"passage": "1", "start": 0, "end": TEXT.index("shelter")}]
    assert len(body["documents"][0]["missed"]) == 2
    assert body["absent"] == ["c"]


def test_equal_evaluations_give_equal_bytes_and_broken_characters_do_no_harm() -> None:
    one, other = (evaluation_page(Evaluation((_scores(text=TEXT + "\ud800"),))) for _ in range(2))
    assert one == other
    assert one.encode()
