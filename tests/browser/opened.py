"""What the browser tests share: a page with everything it did that it should not, and pages of invented findings."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from factories import MINISTRY, sample_findings
from playwright.sync_api import Browser, Page

from kg.disagreement import contradictions
from kg.explore import explorer_page
from kg.graph import findings_triples
from kg.model import Findings

HOSTILE = '<img src=x onerror="window.hurt=1"></script><script>window.hurt=2</script>'
DOCUMENT = "document/08RURI1"
FOCUS = f"at={MINISTRY}"


@dataclass(slots=True)
class Opened:
    """A page and everything that it did which it should not."""

    page: Page
    file: Path
    faults: list[str] = field(default_factory=list)

    def go(self, state: str) -> Page:
        self.page.goto(f"{self.file.as_uri()}#{state}")
        self.page.wait_for_selector("html[data-ready]")
        return self.page

    def node(self, iri: str) -> int:
        found: int = self.data()["nodes"]["iri"].index(iri)
        return found

    def data(self) -> dict[str, Any]:
        tables: dict[str, Any] = self.page.evaluate("document.getElementById('data').tables")
        return tables

    def place(self, iri: str) -> tuple[float, float]:
        """Where a node stands on the screen, once the picture has come to rest."""
        self.page.wait_for_timeout(300)
        at = self.page.evaluate("node => document.getElementById('canvas').picture.locate(node)", self.node(iri))
        box = self.page.locator("#canvas").bounding_box()
        assert box
        return box["x"] + at["x"], box["y"] + at["y"]


@contextmanager
def watched(browser: Browser, file: Path, *, height: int = 800) -> Iterator[Opened]:
    """A page in a window of its own; behind the test, that it did nothing it should not."""
    context = browser.new_context(viewport={"width": 1280, "height": height}, color_scheme="light")
    opened = watch(context.new_page(), file)
    yield opened
    context.close()
    assert opened.faults == []


def watch(page: Page, file: Path) -> Opened:
    opened = Opened(page, file)
    page.on("console", lambda message: opened.faults.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: opened.faults.append(str(error)))
    page.on(
        "request", lambda request: None if request.url.startswith(file.as_uri()) else opened.faults.append(request.url)
    )
    return opened


def wait_for(page: Page, expression: str, value: object) -> None:
    """Playwright's own way of waiting evaluates text inside the page, which the page's policy forbids."""
    for _ in range(50):
        if page.evaluate(expression) == value:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{expression} is {page.evaluate(expression)}, not {value}")


def triples(findings: Findings | None = None, *, hostile: bool = False) -> set[ox.Triple]:
    findings = findings or sample_findings()
    if hostile:
        entities = tuple(replace(e, label=HOSTILE + e.label, aliases=(HOSTILE,)) for e in findings.entities)
        findings = replace(findings, entities=entities, document=replace(findings.document, title=HOSTILE))
    found = set(findings_triples(findings))
    return found | set(contradictions(found))


def written(folder: Path, findings: Findings | None = None, *, hostile: bool = False) -> Path:
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples(findings, hostile=hostile))
    file = folder / "explorer.html"
    file.write_text(explorer_page(store, HOSTILE if hostile else "Sample"), encoding="utf-8")
    return file
