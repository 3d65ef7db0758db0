"""Origins, transits and destinations of one trigger, put together from the place lists around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from kg.extract.flow_rules import FlowRule, FlowRules
from kg.extract.places import MARK, Masked, PlaceList, place_of, read_lists, scan
from kg.model import Flow

_TO = {"to", "into", "toward", "towards", "en route to", "bound for", "destined for", "for"}
_THROUGH = {"through", "via"}
_IN = {"in", "within", "inside", "throughout", "across", "around"}
_INWARD = {"within", "inside", "throughout", "across"}
_OUTSIDE = {"outside", "outside of", "out of"}
_WORK_BEFORE = re.compile(
    r"\b(?:recruit\w*|work(?:ing)?|jobs?|employment|abduct\w*|kidnapped|sold|families|home|marriages?|live|living)\s+$",
    re.I,
)
_FOREIGN_FROM = re.compile(
    r"\b(?:traffickers?|tourists?|officials?|clients?|customers?|representatives|information|reports?|funding|support|pressure|experts|officers|remov\w+|range|suffer\w*|"
    r"protect\w*|benefit\w*|relief|apart|aside|away|rescued?|organi[sz]ations?|NGOs|recruiters?|criminals?|money|profits?|goods|data|statistics|separated?|differ\w*|buyers|men who|"
    r"prevent\w*|prohibit\w*|gangs?|groups?|networks?|offenders|employers|agencies|brokers)\s+$",
    re.I,
)
_RETURN_TO = re.compile(r"\b(?:repatriat\w+|return\w*)\b", re.I)
_AWAY_FROM = re.compile(
    r"\b(?:repatriat\w+|return\w*|rescued?|brought (?:back|home)|freed|victims|women|girls|children|men|nationals|citizens|persons)\b[^.;]{0,40}$",
    re.I,
)
_SUBJECT_LIST = re.compile(
    r"(?:<[OCPD]\d+>(?:\s*(?:,|and|,\s*and|as well as)\s*(?:the\s+)?)?)+\s*(?:\([^)]*\)\s*)?(?:(?:also|reportedly|itself)\s+)*$"
)
_OWN_SUBJECT = re.compile(
    r"(?:^|[,;]\s*|\bthat\s+)\W*(?:the country|it|the (?:republic|state|nation|island|kingdom|territory))\s*(?:(?:also|reportedly)\s+)*$",
    re.I,
)
_CUT_ROLES = re.compile(
    r"\b(?:for (?!which)|where|whose|who|that|which|with|because|used|by|from|through)\b|[.;]", re.I
)
_TOURISTS = re.compile(r"[^.;]{0,80}\b(?:touris(?:ts?|m)|refugees from war|asylum)\b", re.I)
_SAME_COUNTRIES = re.compile(r"\bfrom (?:these|those|the same|such|the above|all of these) (?:\w+ )?countries\b", re.I)
_WITHIN_FIRST = re.compile(r"^\W*(?:\w+,?\s+)?(?:within|inside|throughout|in) <[OD]\d+>", re.I)
_ACCUSED = re.compile(
    r"\b(?:arrest|convict|prosecut|sentenc|suspect|accus|charged|perpetrat|offender|trafficker|deport)\w*", re.I
)
_ACCUSED_BEFORE = re.compile(
    r"\b(?:arrest|convict|prosecut|sentenc|charg|detain|deport|suspect)\w*\s+(?:\w+\s+){0,3}$", re.I
)
_VICTIM = re.compile(r"\b(?:victims?|survivors?|trafficked)\b", re.I)
_MOST_PAIRS = 16
_COUNT_BEFORE = 40


@dataclass(frozen=True, slots=True)
class Ends:
    """One origin–destination pair (entity ids; "" where the text does not say). `sure` is False where a default was used."""

    origin: str
    transit: tuple[str, ...]
    destination: str
    count: int | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a trigger."""

    masked: Masked
    rules: FlowRules
    rule: FlowRule
    trigger: re.Match[str]
    clause: tuple[int, int]
    own: str
    head: str
    before: Sequence[Flow]
    lists: tuple[PlaceList, ...]


def combine(
    masked: Masked,
    rules: FlowRules,
    rule: FlowRule,
    trigger: re.Match[str],
    clause: tuple[int, int],
    own: str,
    before: Sequence[Flow],
) -> list[Ends]:
    """The pairs that the trigger's surroundings tell; `before` are the flows of the preceding sentence."""
    text = masked.text
    end = clause[1]
    stop = rules.stop.search(text, trigger.end(), end)
    tail_end = stop.start() if stop else end
    head = text[clause[0] : trigger.start()]
    lists = tuple(read_lists(masked, trigger.end(), tail_end, own, rules.places))
    around = _Around(masked, rules, rule, trigger, clause, own, head, before, lists)
    reader = {"role": _role, "ends": _listed_ends, "return": _returned, "nation": _nation}.get(rule.kind, _moved)
    return list(reader(around))


def _role(a: _Around) -> Iterator[Ends]:
    """ "X is a source, transit and destination country for V …"."""
    text = a.masked.text
    subjects = _subjects(a)
    window = text[a.trigger.end() : min(a.clause[1], a.trigger.end() + 160)]
    cut = _CUT_ROLES.search(window)
    window = window[: cut.start()] if cut else window
    rule = a.rule
    if rule.roles is None or rule.nouns is None or not subjects or not rule.nouns.search(window):
        return
    roles = {name for match in rule.roles.finditer(window) for name, value in match.groupdict().items() if value}
    sources = _origins(a, a.trigger.end())
    targets = [i for p in a.lists if p.preposition in _TO - {"for"} for i in p.ids]
    through = tuple(i for p in a.lists if p.preposition in _THROUGH for i in p.ids if i not in subjects)
    if _TOURISTS.match(text, a.trigger.end()):
        return
    for subject in subjects:
        if "source" in roles:
            yield from (
                Ends(subject, through, "" if t == "abroad" else t) for t in [t for t in targets if t != subject] or [""]
            )
        if "transit" in roles:
            whence = [""] if "destination" in roles else [s for s in sources if s != subject] or [""]
            whither = (
                [t for t in targets if t not in {subject, "abroad"}] or [""]
                if sources or "source" not in roles
                else [""]
            )
            yield from (Ends(s, (subject,), t) for s, t in product(whence, whither))
        if "destination" in roles:
            whence = [s for s in sources if s != subject] or (
                [a.own] if subject != a.own and not sources and _own_victims(a) else [""]
            )
            yield from (Ends(s, through, subject) for s in whence)


def _own_victims(a: _Around) -> bool:
    """Whether the clause is about victims from the document's country."""
    return bool(re.search(r"<[MO]\d+>", a.masked.text[a.trigger.end() : a.clause[1]]))


def _subjects(a: _Around) -> list[str]:
    match = _SUBJECT_LIST.search(a.head)
    if match:
        return [place_of(a.masked, m[1], int(m[2]), a.own) for m in MARK.finditer(match[0])]
    if _OWN_SUBJECT.search(a.head) and a.own:
        return [a.own]
    marks = [m for m in MARK.finditer(a.head) if m[1] in "OCPD"]
    if (
        marks
        and len(a.head) - marks[-1].end() < 25
        and a.head[marks[-1].end() : marks[-1].end() + 1] in {" ", ",", "("}
    ):
        return [place_of(a.masked, marks[-1][1], int(marks[-1][2]), a.own)]
    return []


def _listed_ends(a: _Around) -> Iterator[Ends]:
    """ "The main destination countries include A and B"."""
    ids, _ = scan(a.masked, a.trigger.end(), a.clause[1], a.own, a.rules.places)
    named = a.trigger.groupdict()
    for place in dict.fromkeys(i for i in ids if i not in {"abroad", a.own}):
        if named.get("destination"):
            yield Ends(a.own, (), place)
        elif named.get("source"):
            yield Ends(place, (), a.own)
        else:
            yield Ends(a.own, (place,), "")


def _returned(a: _Around) -> Iterator[Ends]:
    """ "repatriated from A": the victims of the document's country had been taken there."""
    text = a.masked.text
    for lst in a.lists:
        near = text[a.trigger.end() : lst.start]
        if lst.preposition == "from" and len(near) < 80 and not _FOREIGN_FROM.search(near):
            origin = _demonyms(a, a.clause[0], lst.start) or [(a.own, None)]
            for place in lst.ids:
                if place in {a.own, "abroad"}:
                    continue
                yield from (Ends(o, (), place, c, sure=False) for o, c in origin if o != place)


def _nation(a: _Around) -> Iterator[Ends]:
    """People of a nationality, or from a country, counted among the victims."""
    text = a.masked.text
    clause = text[a.clause[0] : a.clause[1]]
    if _ACCUSED.search(clause) and not _VICTIM.search(clause):
        return
    if a.trigger[0].casefold().endswith(" of "):
        ids, _ = scan(a.masked, a.trigger.end(), a.clause[1], a.own, a.rules.places)
        yield from (Ends(i, (), "", sure=False) for i in dict.fromkeys(ids) if i != "abroad")
        return
    if text[a.trigger.end()] == "<":
        match = a.rules.national.match(text, a.trigger.end())
        if match:
            place = place_of(a.masked, match["letter"], int(match["link"]), a.own)
            yield Ends(place, (), "", _count(a, a.trigger.end()), sure=False)
        return
    subject = text[max(a.clause[0], a.trigger.start() - 60) : a.trigger.end()]
    first = next((p for p in a.lists if p.start == a.trigger.end()), None)
    if first is None or not a.rules.victims.search(subject) or _FOREIGN_FROM.search(subject):
        return
    whither = [i for p in a.lists if p.preposition in _TO - {"for"} for i in p.ids] or [""]
    each = 1 if re.search(r"\b(?:one|a)\b[^.;]{0,20}\beach\b", subject, re.I) else None
    for origin in first.ids:
        if origin != "abroad":
            yield from (Ends(origin, (), "" if t == "abroad" else t, each, sure=False) for t in whither if t != origin)


def _moved(a: _Around) -> Iterator[Ends]:
    """Victims taken from, through, to, or exploited in places."""
    text = a.masked.text
    own, clause = a.own, text[a.clause[0] : a.clause[1]]
    if not a.rules.victims.search(clause) and "<N" not in clause and "<M" not in clause and a.rule.kind != "noun":
        return
    origins: list[tuple[str, int | None]] = [(o, None) for o in _origins(a, a.clause[0])]
    origins += [d for d in _demonyms(a, a.clause[0], a.clause[1]) if d[0] not in {o for o, _ in origins}]
    places, inside = _destinations(a)
    through = tuple(
        dict.fromkeys(i for p in a.lists if p.preposition in _THROUGH for i in p.ids if i not in {"abroad"})
    )
    if a.trigger[0].casefold().startswith("transit"):  # "transiting Georgia"
        through = tuple(
            dict.fromkeys(
                (
                    *through,
                    *(i for i in scan(a.masked, a.trigger.end(), a.clause[1], own, a.rules.places)[0] if i != "abroad"),
                )
            )
        )
    foreign = bool(a.rules.foreign.search(clause))
    yield from _pairs(a, origins, places, through, inside=inside, foreign=foreign)


def _pairs(
    a: _Around,
    origins: list[tuple[str, int | None]],
    places: list[str],
    through: tuple[str, ...],
    *,
    inside: bool,
    foreign: bool,
) -> Iterator[Ends]:
    own = a.own
    told = bool(origins)
    if not origins and a.before and a.rules.pronoun.match(a.masked.text) and own in places:
        origins = [(f.origin, None) for f in a.before if f.origin]
    if inside and own:
        yield Ends(own, (), own, None, sure=True)
        places = [p for p in places if p != own]
    if not places:
        yield from _without_destination(a, origins, through, foreign=foreign, inside=inside)
        return
    if not origins:
        origins = [("" if foreign or (through and own in through) else own, None)]
    if len(origins) * len(places) > _MOST_PAIRS:  # nobody means every pair of two long lists
        yield from (Ends(o, through, "", c, sure=False) for o, c in origins)
        origins = [("", None)]
    for (origin, count), place in product(origins, places):
        if place == "abroad":
            if origin and not (told and len(places) > 1):
                yield Ends(origin, tuple(t for t in through if t != origin), "", count)
        elif (origin == place and origin != own) or (origin == place and (through or inside)):
            continue
        elif origin or place:
            yield Ends(
                origin, tuple(t for t in through if t not in {origin, place}), place, count, sure=told or place != own
            )


def _without_destination(
    a: _Around, origins: list[tuple[str, int | None]], through: tuple[str, ...], *, foreign: bool, inside: bool
) -> Iterator[Ends]:
    """The document's country is the other end of what only names an origin or a transit."""
    own = a.own
    for origin, count in origins:
        if origin != own:
            yield Ends(origin, through, "" if own in through else own, count, sure=False)
        elif not inside and a.rule.kind in {"move", "state"} and a.rule.name != "victims lured":
            yield Ends(own, through, "", count, sure=False)
    if not origins and through:
        yield Ends("" if own in through else own, through, "", None, sure=False)
    if not origins and not through and foreign and not inside and a.rule.name != "victims lured" and own:
        yield Ends("", (), own, None, sure=False)


def _origins(a: _Around, start: int) -> list[str]:
    """Places after "from", where victims come from them."""
    text = a.masked.text
    found: list[str] = []
    for lst in [*read_lists(a.masked, start, a.trigger.start(), a.own, a.rules.places), *a.lists]:
        if lst.preposition != "from":
            continue
        before = text[max(a.clause[0], lst.start - _COUNT_BEFORE) : lst.start]
        ahead = lst.start < a.trigger.start()
        if _FOREIGN_FROM.search(before) or (ahead and not a.rules.victims_from.search(before)):
            continue
        found += [i for i in lst.ids if i != "abroad" and i not in found]
    if not found and _SAME_COUNTRIES.search(text, *a.clause):
        found = list(dict.fromkeys(f.origin for f in a.before if f.origin not in {"", a.own}))
    return found


def _destinations(a: _Around) -> tuple[list[str], bool]:
    """Where victims end, "abroad" for unnamed foreign places; and whether some stay inside their own country."""
    text, own = a.masked.text, a.own
    places: list[str] = []
    inside = bool(a.rules.inside.search(text, *a.clause))
    for lst in a.lists:
        before = text[max(a.trigger.start(), lst.start - 25) : lst.start]
        if lst.preposition in _TO - {"for"} or (lst.preposition in {"bound for", "destined for"}):
            places += lst.ids
        elif lst.preposition in _OUTSIDE:
            places += ["abroad"] if own in lst.ids and not _domestic_mark(text, lst) else list(lst.ids)
        elif lst.preposition in _IN and _takes_in(a, lst, before):
            inside = inside or (
                lst.preposition in _INWARD
                and lst.ids == (own,)
                and not _demonyms(a, a.clause[0], a.clause[1])
                and not _origins(a, a.clause[0])
            )
            places += lst.ids
    if own and not places and a.rule.kind != "noun" and _WITHIN_FIRST.match(a.head):
        places.append(own)
    unnamed = a.rules.places.abroad.search(text, a.trigger.end(), a.clause[1])
    if (
        unnamed
        and unnamed[0].casefold() in {"abroad", "overseas"}
        and not [p for p in places if p not in {own, "abroad"}]
    ):
        places.append("abroad")
    return list(dict.fromkeys(places)), inside


def _domestic_mark(text: str, lst: PlaceList) -> bool:
    return "<D" in text[lst.start : lst.end]


def _takes_in(a: _Around, lst: PlaceList, before: str) -> bool:
    """Whether "in A" tells where victims end: not "recruited in A", and for a bare noun only after "occurs"."""
    kind = a.rule.kind
    if kind == "noun":
        return lst.preposition in _INWARD or bool(a.rules.occurs.search(a.masked.text, a.trigger.end(), lst.start))
    between = a.masked.text[a.trigger.start() : lst.start]
    if kind == "move":
        named_to = any(p.preposition in _TO for p in a.lists if p.end <= lst.start and p.ids)
        return not (
            re.fullmatch(r"(?:recruit|abduct|kidnap|lur)\w*(?:\s\w+)?\s*", between, re.I)
            or (named_to and lst.preposition == "in" and not re.search(r"\band\s*$", before))
        )
    return True


def _demonyms(a: _Around, start: int, end: int) -> list[tuple[str, int | None]]:
    """Nationalities of victims in the clause, with their number where one stands right before."""
    found: dict[str, int | None] = {}
    for match in a.rules.national.finditer(a.masked.text, start, end):
        place = place_of(a.masked, match["letter"], int(match["link"]), a.own)
        if place not in found and not _ACCUSED_BEFORE.search(
            a.masked.text, max(start, match.start() - 40), match.start()
        ):
            found[place] = _count(a, match.start())
    return list(found.items())


def _count(a: _Around, position: int) -> int | None:
    text = a.masked.text
    start = max(0, position - _COUNT_BEFORE)
    numbers = [
        n for n in a.rules.numbers.find(text[start:position]) if n.value and not text[start + n.end : position].strip()
    ]
    return int(float(numbers[-1].value)) if numbers else None
