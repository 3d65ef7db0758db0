"""Names found by the letters alone: governments, articles, quoted titles, lists of one declared kind, acronyms."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.candidate import PATTERN, Candidate

_GO = re.compile(r"\bG[Oo][A-Z][A-Za-z]{0,3}\b")
_GOVERNMENT = re.compile(
    r"\b(?:[Tt]he |[Hh]ost |[Nn]ational |[Cc]entral )(?:(?:national|central|host|state|federal) )?[Gg]overnment\b(?!['’]s (?:of|in)\b)(?! of [A-Z])(?! (?:officials?|shelter|hotline|agenc|bod|employees?|ministr|authorit|TIP|entit|institution|representative|hospital|school|personnel|prosecutor|department|social|policy|efforts?|working|contacts?|sources?|offices?|workers?|program|facilit|websites?|funding|budget|interlocutor))"
)
_AUTHORITIES = re.compile(
    r"(?:^|[.;:,] |\b(?:[Tt]he|by|to|if|and|for|that|with|when|from|whether) )([Aa]uthorities)\b(?! (?:of|in) (?:the )?[A-Z])"
)
_ARTICLES = re.compile(
    r"\b([Aa]rticles?|[Ss]ections?|[Ss]ec\.|[Aa]rt\.) ((?:\d+[\d.\-]*[A-Za-z]?(?:\([\da-z]+\))*)(?:(?:, and | and |, | or | through )(?:\d+[\d.\-]*[A-Za-z]?(?:\([\da-z]+\))*))*)"
)
_NUMBERED_LAW = re.compile(
    r"\b((?:(?:Federal|Legislative|Presidential|Royal|Supreme|Government|Cabinet|Ministerial|Executive|Emergency|Organic|Republic|Public)\s)?"
    r"(Law|Act|Decree|Decree-Law|Ordinance|Proclamation|Resolution|Regulation|Order))\s"
    r"((?:[Nn]o\.?|[Nn]umber|#)?\s?\d[\w./\-]*\w|\d)(?:\s(?:of|from)\s((?:19|20)\d\d)\b)?"
)
_NUMBER = re.compile(r"\d+[\d.\-]*[A-Za-z]?(?:\([\da-z]+\))*")
_QUOTED = re.compile(
    r"\b(order|decree|law|plan|program|programme|campaign|documentary|film|report|strategy|resolution|regulation|project|study|survey|book|song|website|series|magazine|newspaper|rules|directive|play|drama|comic|opera|brochure|booklet|manual|video|leaflet|spot|announcement|poster|musical|exhibition|pamphlet|guide|handbook)(?:,\s*|\s+)(?:on |called |titled |entitled |named |known as )?[\"“*]([^\"”*\n]{4,120})[\"”*]",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(documentary|film|campaign|program|programme|project|newspaper|magazine|hotline|shelter|NGO|organization|network|website|series|song|book) (?:called|named|titled|entitled|known as) ([A-Z][\w'’\-]*(?: (?!that\b|which\b|and\b|in\b|on\b|has\b|was\b|is\b)[\w'’\-]+){0,5})"
)
_QUOTED_BEFORE = re.compile(
    r"[\"“]([^\"“”\n]{3,80}?),?[\"”] (?:[a-z][\w-]+ ){0,2}?(campaign|project|program|programme|initiative|documentary|film|video|series|play|brochure|leaflet|poster|manual|handbook|magazine|hotline)\b",
)
# What a record is about: "Project: Safe Roads", or a title with its years and nothing else: '"Safe Roads" (2010-2012)'.
_LABELLED_TITLE = re.compile(
    r"\W*(Project|Programme|Program|Campaign|Training|Event|Workshop|Seminar)(?: (?:title|name))?: [\"“]?([^\"”:|]{3,100}?)[\"”]?[.;]?\s*$"
)
_TITLE_ALONE = re.compile(r"\W*[\"“]([^\"”\n]{3,80})[\"”],? \([^)]*\d{4}[^)]*\)\W*$")
_QUOTED_CLASS = {
    "order": "Order", "decree": "Order", "resolution": "Order", "regulation": "Order", "rules": "Order", "directive": "Order", "law": "Law", "plan": "ActionPlan", "strategy": "ActionPlan",
    "program": "Programme", "programme": "Programme", "campaign": "Programme", "project": "Programme", "initiative": "Programme", "newspaper": "MediaOutlet", "magazine": "MediaOutlet",
    "hotline": "Hotline", "shelter": "Shelter", "ngo": "NGO", "organization": "NGO", "network": "NGONetwork",
}  # fmt: skip
_BRACKETED_LAW = re.compile(
    r"\b(?!(?:The|A|An|In|Under) )((?:[A-Z][\w'’\-]*,? (?:(?:and|of|in|for|the|to|on) )*)+\([A-Z][\w ,&\-]+\)(?: [A-Z][\w'’\-]*)*? (?:Act|Law|Ordinance|Bill|Code|Decree|Rules|Regulations|Order))\b"
    r"((?:,? of|,) (?:19|20)\d\d\b)?"
)
_ACT_AGAINST = re.compile(
    r"\b((?:Prevention|Suppression|Prohibition|Control|Protection|Abolition|Elimination|Regulation|Combating|Punishment|Promotion|Employment|Recruitment)"
    r"(?:,? (?:of|and|in|for|from|against|the|to) (?:the )?[A-Z][\w'’\-]*|,? [A-Z][\w'’\-]*){1,9} (?:Act|Law|Ordinance|Bill|Code|Rules|Regulations))\b"
    r"((?:,? of|,) (?:19|20)\d\d\b)?"
)
_STATION = re.compile(
    r"\b(?:(?:[A-Z]{1,4}|[a-z])TV(?: \d| [A-Z][a-z]+)?|TV ?\d\d?|(?:[A-Z][\w'’\-]+ ){1,3}FM|[A-Z][\w\-]+ (?:Radio|TV)(?= [^A-Z]|[,.;]))(?![\w(])"
)
_SHORT_LAW = re.compile(r"\b(?:[Tt]h(?:e|is)|[Ss]aid) (Act)\b(?! (?:[A-Z0-9(]|of|on|for|against)|-)")
_ACRONYM_AFTER = re.compile(r"\(\s*(?:the\s+)?[\"“']?([A-Z][A-Za-z/\-]{0,9}[A-Z]|[A-Z]{2,10})[\"”']?\s*(?:[,;)–-]|$)")
_ACRONYM_BEFORE = re.compile(
    r"\b([A-Z]{3,10})(?: - | – |\s?\()((?:[A-Z][\w'’\-]*)(?: (?:[a-z]{2,7} )?[A-Z][\w'’\-]*)+)"
)
_SMALL = {"of", "the", "for", "and", "in", "on", "to", "against", "de", "with"}  # words that give an acronym no letter


def find_governments(text: str) -> Iterator[Candidate]:
    """ "GOAJ", "the government" and "authorities" stand for the government of the document's country."""
    for match in _GO.finditer(text):
        if match.group() not in {"GOOD", "GOAL", "GOALS", "GOING", "GOODS"}:
            yield Candidate(
                match.start(),
                match.end(),
                "Government",
                match.group(),
                "GO- acronym",
                PATTERN,
                "country",
                "government|",
                "government",
                (match.group(),),
            )
    spans = [
        (m.start() + (4 if m.group()[:4].casefold() == "the " else 0), m.end()) for m in _GOVERNMENT.finditer(text)
    ]
    for start, end in [*spans, *(m.span(1) for m in _AUTHORITIES.finditer(text))]:
        words = text[start:end]
        yield Candidate(
            start, end, "Government", words, "the government", PATTERN, "country", "government|", "government", (words,)
        )


def find_articles(text: str) -> Iterator[Candidate]:
    """ "articles 127 and 128": one provision each."""
    for match in _ARTICLES.finditer(text):
        word = "article" if match.group(1)[0] in "aA" else "section"
        for number in _NUMBER.finditer(text, match.start(2), match.end(2)):
            first = number.start() == match.start(2)
            bare = number.group().rstrip(".-")
            start = match.start() if first else number.start()
            names = (f"{word} {bare}", f"{word} {bare.replace('-', '.')}")
            key = f"{word}|{bare.replace('-', '.')}"
            end = number.start() + len(bare)
            yield Candidate(
                start,
                end,
                "LegalProvision",
                f"{word} {bare}",
                "article number",
                PATTERN,
                "country",
                key,
                "article",
                names,
            )


def find_numbered_laws(text: str) -> Iterator[Candidate]:
    """ "Law 985 of 2005", "Republic Act 9208", "Presidential Decree No. 123/2008": the number is the name."""
    for match in _NUMBERED_LAW.finditer(text):
        kind, word, number, year = match.groups()
        cls = "Law" if word in {"Law", "Act"} else "Order"
        digits = re.sub(r"^(?:[Nn]o\.?|[Nn]umber|#)\s?", "", number)
        names = (match.group(), f"{kind} {number}", f"{kind} {digits}", f"{word} {digits}")
        label = f"{kind} {digits}" + (f" of {year}" if year else "")
        yield Candidate(
            match.start(), match.end(), cls, label, "numbered law", PATTERN, key=f"{word.casefold()}|{digits.casefold()}",
            head=word.casefold(), names=tuple(dict.fromkeys(names)),
        )  # fmt: skip


def find_quoted(text: str) -> Iterator[Candidate]:
    """Titles in quotation marks, and names after "called"."""
    for pattern in (_QUOTED, _CALLED) if any(mark in text for mark in '"“*') else (_CALLED,):
        for match in pattern.finditer(text):
            title = match.group(2).strip(" .,")
            start = match.start(2)
            cls = _QUOTED_CLASS.get(match.group(1).casefold(), "Publication")
            yield Candidate(
                start,
                start + len(title),
                cls,
                title,
                "title",
                PATTERN,
                "country",
                f"{match.group(1).casefold()}|{title.casefold()}",
                match.group(1).casefold(),
                (title, f"{match.group(1)} called {title}"),
            )


def find_quoted_before(text: str) -> Iterator[Candidate]:
    """Titles in quotation marks before the word that says what they are: 'the "Safe Roads" campaign'. The words are one name."""
    for match in _QUOTED_BEFORE.finditer(text):
        title, kind = match[1].strip(" .,"), match[2]
        yield Candidate(
            match.start(), match.end(), _QUOTED_CLASS.get(kind, "Publication"), title, "quoted name", PATTERN, "country",
            f"{kind}|{title.casefold()}", kind, (title, f"{title} {kind}"),
        )  # fmt: skip


def find_record_titles(text: str) -> Iterator[Candidate]:
    """What a record of labelled lines is about."""
    for match in (m for p in (_LABELLED_TITLE, _TITLE_ALONE) if (m := p.match(text))):
        kind = match[1].casefold() if match.re is _LABELLED_TITLE else "project"
        title = match[match.lastindex or 1].strip()
        start = match.start(match.lastindex or 1)
        cls = {"training": "Training", "workshop": "Training", "seminar": "Training", "event": "Meeting"}.get(
            kind, "Programme"
        )
        yield Candidate(
            start, start + len(title), cls, title, "title alone", PATTERN, "country", f"{kind}|{title.casefold()}", kind, (title, f"{title} {kind}"),
        )  # fmt: skip


def find_row_titles(heading: str, text: str) -> Iterator[Candidate]:
    """The names of projects and trainings in the cells of a table row, by the labels of its columns."""
    start = 0
    for label, cell in zip(heading.split(" | "), text.split(" | "), strict=False):
        yield from (
            replace(c, start=start, end=start + len(cell))
            for c in find_record_titles(f"{label}: {cell}")
            if c.label == cell
        )
        start += len(cell) + 3


def find_titled_laws(text: str) -> Iterator[Candidate]:
    """ "Human Trafficking (Control) Act of 2007", "Prevention of Smuggling of Migrants Act": what ends in the law's kind."""
    for match in (*_BRACKETED_LAW.finditer(text), *_ACT_AGAINST.finditer(text)):
        name = match[1]
        names = (name, match.group(), re.sub(r" \([^)]*\)", "", name))
        cls = "Order" if name.endswith(("Rules", "Regulations", "Order")) else "Law"
        label = match.group().replace(", ", " of ") if match[2] else name
        yield Candidate(match.start(), match.end(), cls, label, "capitalised name", PATTERN, names=names)


def find_short_laws(text: str) -> Iterator[Candidate]:
    """ "the Act" is the law last named, where one is; "an act" is none."""
    for match in _SHORT_LAW.finditer(text):
        yield Candidate(
            match.start(1), match.end(1), "Law", match[1], "short name", PATTERN, key="law|", head="law", definite=True, determiner="said",
        )  # fmt: skip


def find_stations(text: str) -> Iterator[Candidate]:
    """ "GTV", "Joy FM", "TV5": stations by the letters of their names."""
    for match in _STATION.finditer(text):
        name = match.group()
        yield Candidate(match.start(), match.end(), "MediaOutlet", name, "station", PATTERN, names=(name,))


def find_definitions(text: str) -> Iterator[tuple[str, int, int]]:
    """Acronyms and the words they stand for, as (acronym, start, end) of the long form, wherever a text defines one."""
    for match in _ACRONYM_AFTER.finditer(text):
        span = _long_form(text, match.start(), match.group(1))
        if span:
            yield match.group(1), *span
    for match in _ACRONYM_BEFORE.finditer(text):
        if _initials_fit(match.group(1), match.group(2)):
            yield match.group(1), match.start(2), match.end(2)


def _long_form(text: str, end: int, acronym: str) -> tuple[int, int] | None:
    """The words right before `end` whose initials spell the acronym, small words left out or in."""
    words = list(re.finditer(r"[\w'’\-]+", text[max(0, end - 160) : end]))
    shift = max(0, end - 160)
    letters = [c for c in acronym if c.isalpha()]
    for size in range(
        max(1, len(letters) // 2), min(len(letters) * 2 + 3, len(words)) + 1
    ):  # "Inter-Agency" is one word
        run = words[-size:]
        if (
            _initials_fit(acronym, text[shift + run[0].start() : shift + run[-1].end()])
            and run[0].group()[0].casefold() == letters[0].casefold()
        ):
            return shift + run[0].start(), shift + run[-1].end()
    return None


def _initials_fit(acronym: str, words: str) -> bool:
    """Whether the letters come in order, each beginning a word or standing inside the word before it."""
    parts = [w for w in re.split(r"[\s\-/]+", words) if w]
    letters = [c.casefold() for c in acronym if c.isalpha()]
    full = [p[0].casefold() for p in parts]
    strong = [p[0].casefold() for p in parts if p.casefold() not in _SMALL]
    if letters in (full, strong):
        return True
    return _subsequence(letters, parts) and len(strong) >= len(letters) - 2 >= 1


def _subsequence(letters: list[str], parts: list[str]) -> bool:
    """Every letter in order inside the words, and every word but the small ones gives its first."""
    i = 0
    for part in parts:
        word = part.casefold()
        if i < len(letters) and word[0] == letters[i]:
            i += 1
            for c in word[1:]:
                if i < len(letters) and c == letters[i] and len(letters) - i > len(parts) - parts.index(part) - 1:
                    i += 1
        elif word not in _SMALL:
            return False
    return i == len(letters)


def acronym_uses(text: str, table: dict[str, Candidate]) -> Iterator[tuple[str, int, int, Candidate]]:
    """Every place in the text where an acronym of the table stands by itself, with its long form."""
    if not table:
        return
    for match in re.finditer(r"\b(?:" + "|".join(map(re.escape, sorted(table, key=len, reverse=True))) + r")\b", text):
        yield match.group(), match.start(), match.end(), table[match.group()]
