"""Claims of how provisions of a law are written: "articles 127 and 128 of the Criminal Code", "article 127 (forced labour)"."""

import re
from collections.abc import Iterator

from kg.extract.grounds import told
from kg.extract.reading import Reading, Setting
from kg.model import Claim

_OFFENCE = re.compile(r"\s*\(([a-z][^)]{3,80})\)")
_SENTENCE_ENDS = re.compile(r"\.(?!\d)")  # the point of "articles 12.1 and 12.2" ends none
_CONFIDENCE = 0.9


def find_provisions(reading: Reading, setting: Setting) -> Iterator[Claim]:
    """ "articles 127 and 128 of the Criminal Code", "article 127 (forced labour)"."""
    text, links = reading.text, reading.links
    for n, link in enumerate(links):
        if link.entity.cls != "LegalProvision" or link.mention.rule != "article number":
            continue
        offence = _OFFENCE.match(text, link.mention.end)
        code = next((k for k in links[n + 1 : n + 5] if k.entity.cls != "LegalProvision"), None)
        if (
            code
            and code.entity.cls == "Law"
            and re.search(r"\bof (?:the |its )?(?:\w+ )?$", text[link.mention.end : code.mention.start])
            and not _SENTENCE_ENDS.search(text, link.mention.end, code.mention.start)
        ):
            yield told(
                reading,
                setting,
                link.mention.start,
                (link.entity.id, "partOf", code.entity.id),
                "article of a code",
                _CONFIDENCE,
            )
            offence = offence or _OFFENCE.match(text, code.mention.end)
        before = links[n - 1] if n else None
        if before and before.entity.cls == "Law" and text[before.mention.end : link.mention.start] in {" ", ", "}:
            yield told(
                reading,
                setting,
                link.mention.start,
                (link.entity.id, "partOf", before.entity.id),
                "code and article",
                _CONFIDENCE,
            )
        if offence:
            yield told(
                reading,
                setting,
                link.mention.start,
                (link.entity.id, "criminalizes", offence.group(1)),
                "article (offence)",
                _CONFIDENCE,
                literal=True,
            )
