"""Head words -> the entities they stand for: lists, "representatives of", "including", pronouns."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from kg.extract.lexicon import Lexicon, singular
from kg.extract.prepositions import repeated
from kg.extract.reading import Reading, Setting
from kg.extract.reference import antecedents, is_pointing
from kg.extract.tree import Token
from kg.model import ACTORS, Link, Mention

_BETWEEN = re.compile(
    r"(?: (?:in|on) (?:[A-Z][a-z]+ )?(?:\d{1,2}, )?(?:19|20)\d\d(?=,? and ))?"  # "the Palermo Protocol in 2003 and …"
    r"\s*(?:\([^)]{0,60}\)?)?\s*(?:,|;|and|or|as well as|and by|and with|and to|and in|and from|,\s?and|,\s?or|, as well as|, and by|\band also\b)\s*"
    r"(?:the|a|an|several|other|both|its|their|with|by|to|from|in|of)?\s*"
    r"(?:(?:representatives|members|officials|officers|staff|delegates|employees) (?:of|from) (?:the )?)?"
    r"(?:(?:(?:local|domestic|international|news)\s+)?(?:NGOs?|networks?|newspapers?|foundations?|charity|agency)\s+)?"
)
_TITLE_GAP = re.compile(r",? ?(?:on|called|named|titled|entitled|known as)? ?[\"“]?")
_NEAR = 8  # tokens that may stand between two that "and" joins
_KINDS = {"newspapers", "channels", "stations", "ngos", "organizations", "networks", "magazines"}
_TO_TITLE = 14  # characters of ' on "' or ' entitled "'
_THROUGH = {"of", "from", "for", "in", "about", "against"}
_DECLARED = "list of one kind"
_WITH_MEMBERS = {"CoordinationBody", "NGONetwork", "Committee", "IntergovernmentalOrganization", "NGO"}
_FAMILIES = (
    ACTORS,
    {"Country", "Place"},
    {"Facility", "Shelter", "Hotline", "AssistanceCentre"},
    {"Law", "LegalInstrument", "LegalProvision", "ActionPlan", "Treaty", "Order", "Agreement", "Programme"},
    {"Event", "Training", "Meeting", "Publication", "Programme"},
)


class Arguments:
    """Resolves the argument heads of one document's readings."""

    def __init__(self, lexicon: Lexicon) -> None:
        """The lexicon names the nouns that stand for the people of what follows."""
        self._transparent = lexicon.words["transparent_nouns"]

    def links(
        self,
        reading: Reading,
        token: Token,
        setting: Setting,
        *,
        owners: bool = False,
        classes: AbstractSet[str] = ACTORS,
    ) -> list[Link]:
        """The links of the phrase around a head word, with all that is listed beside it.

        `owners`: officials stand for the body that they come from. `classes`: of what kind a pronoun's thing must be.
        """
        if is_pointing(token) and not reading.link_at(token):
            return antecedents(reading, token, classes)
        expand = token.pos_ != "PRON"
        found = _maker(reading, token, setting) or self._own(reading, token) or self._author(reading, token, setting)
        if not found and expand:  # a name that nobody knows begins the list
            found = [k for t in token.children if t.dep_ in {"conj", "appos"} for k in self._own(reading, t)]
        if owners:
            found = [_home(reading, k) for k in found]
        if not found:
            return []
        joined: list[Link] = []
        for link in found:
            joined += [link, *(_listed_after(reading, link) if expand else ())]
        joined += [k for k in _joined_farther(reading, token, found[0]) if expand]
        unique = {(k.mention.start, k.entity.id): k for k in joined}
        return list(unique.values())

    def before(self, reading: Reading, verb: Token) -> list[Link]:
        """The list of entities that ends right before a verb and its auxiliaries, whatever the parser made of it."""
        first = verb
        while first.i > verb.sent.start and first.nbor(-1).dep_ in {"aux", "auxpass", "advmod", "neg"}:
            first = first.nbor(-1)
        links = reading.links
        index = next((n for n in range(len(links) - 1, -1, -1) if links[n].mention.end <= first.idx), -1)
        if index < 0 or not re.fullmatch(r"\)?,? ?", reading.text[links[index].mention.end : first.idx]):
            return []
        group = [links[index]]
        while index and _joined(reading, links[index - 1], links[index]):
            index -= 1
            group.insert(0, links[index])
        return group

    def _own(self, reading: Reading, token: Token) -> list[Link]:
        link = reading.link_at(token)
        whose = token.lower_ in {"member", "members"} and link is None
        below = {c.lower_ for c in token.children if c.dep_ in {"poss", "compound"}}
        if whose or ("member" in below and below & {"whose", "its", "their"}):  # "whose member organizations include"
            holders = [c for c in token.children if c.dep_ == "poss"]
            if holders:
                return [k for h in holders for k in self._holder(reading, token, h)]
        titled = _titled(reading, token) if link is None else None
        if titled:
            return [titled]
        whole = _declared_list(reading, link, token)
        if whole:
            return whole
        if link and _continues_list(reading, link):
            return [k for t in _outside_list(reading, token) for k in self._own(reading, t)]
        members = _instances(reading, link) if link else []
        if members:
            return members
        included = [k for t in _included(token) for k in self._plain(reading, t)]
        title = _title_behind(reading, link.mention.end if link else token.idx + len(token))
        if title and token.pos_ == "NOUN":
            return [title]
        if link:
            return self._called(reading, token, link) or [link, *included]
        return [*self._through(reading, token), *included]

    def _called(self, reading: Reading, token: Token, link: Link) -> list[Link]:
        """What a role or a common phrase stands for, where its name or its people are told beside it."""
        if link.entity.cls == "Role":
            person = _person_behind(reading, link)
            return [person] if person else []
        if link.mention.rule != "noun phrase":
            return []
        named = _apposition(reading, token, link) or _named_before(reading, token, link)
        if named:
            return [named]
        return self._through(reading, token) if _noun(token) in self._transparent else []

    def _holder(self, reading: Reading, token: Token, holder: Token) -> list[Link]:
        """Whose members: "its", "the network's", "a council whose members are appointed by …"."""
        if holder.lower_ == "whose" and token.head.dep_ == "relcl":
            return self._own(reading, token.head.head)
        return antecedents(reading, holder, _WITH_MEMBERS) or self._plain(reading, holder)

    def _author(self, reading: Reading, token: Token, setting: Setting) -> list[Link]:
        """ "our work" is the author's; "our member Clean World" is Clean World, "our director Leyla Aliyeva" is she."""
        named = [k for c in token.children if c.dep_ == "appos" for k in self._own(reading, c)]
        people = all(k.entity.cls == "Person" for k in named)  # "our director, Leyla Aliyeva,"
        if named and (people or token.lower_ in {"member", "members", "partner", "partners"}):
            return named
        if any(c.dep_ == "poss" and c.lower_ == "our" for c in token.children) or token.lower_ == "our":
            mention = Mention(
                reading.index, token.idx, token.idx + len(token), setting.author.cls, token.text, "first person"
            )
            return [Link(mention, setting.author)]
        return []

    def _plain(self, reading: Reading, token: Token) -> list[Link]:
        link = reading.link_at(token)
        found = [link] if link else []
        return [k for first in found for k in (first, *_listed_after(reading, first))]

    def _through(self, reading: Reading, token: Token) -> list[Link]:
        """ "representatives from IOs and NGOs" are the IOs and the NGOs; "many of the saunas" are the saunas."""
        if _noun(token) not in self._transparent and token.pos_ not in {"NUM", "ADJ", "DET", "PRON"}:
            return []
        heads = [c for c in token.children if c.dep_ == "prep" and c.lower_ in _THROUGH]
        inner = [t for c in heads for t in (*(t for t in c.children if t.dep_ == "pobj"), *repeated(c, c.lower_))]
        found = [k for t in inner for k in self._own(reading, t)]
        if not found and token.pos_ == "NOUN":
            found = [
                k
                for c in token.children
                if c.dep_ == "acl"
                for p in c.children
                if p.dep_ == "prep"
                for t in p.children
                for k in self._plain(reading, t)
            ]
        return found


def _maker(reading: Reading, token: Token, setting: Setting) -> list[Link]:
    """Who runs or pays it in "state-run shelter" and "USAID-funded hotline", where one mention covers all the words."""
    if token.i + 2 >= len(token.doc) or token.nbor().text != "-" or token.nbor(2).tag_ != "VBN":
        return []
    link = reading.link_at(token)
    owner = setting.government if token.lower_ in {"government", "state", "publicly"} else link.owner if link else None
    if owner is None:
        return []
    mention = Mention(reading.index, token.idx, token.idx + len(token), owner.cls, token.text, "compound")
    return [Link(mention, owner)]


def _joined_farther(reading: Reading, token: Token, first: Link) -> Iterator[Link]:
    """What "and" joins to the phrase behind words that describe it: "the attache's office in Bangkok and the Federal Police"."""
    for before in (t for t in token.children if t.dep_ == "nmod"):  # "the Guard and the ministry's Department": both
        own = reading.link_at(before)
        owned = any(g.dep_ == "case" for c in before.children if c.dep_ == "conj" for g in c.children)
        if own is not None and owned and _family(own) == _family(first):
            yield own
    for other in (t for t in token.children if t.dep_ == "conj" and t.i > token.i):
        between = token.doc[token.i + 1 : other.left_edge.i]
        link = reading.link_at(other)
        told_of = link is not None and _family(link) == _family(first) and link.mention.label != "Demonym"
        near = len(between) <= _NEAR and not any(t.pos_ in {"VERB", "AUX"} for t in between)
        if link is not None and told_of and near and other.head == token:
            yield from (link, *_listed_after(reading, link))


def _joined(reading: Reading, first: Link, second: Link) -> bool:
    between = reading.text[first.mention.end : second.mention.start]
    return _BETWEEN.fullmatch(between) is not None and _family(first) == _family(second) and "(" not in between


def _title_behind(reading: Reading, end: int) -> Link | None:
    """The title in 'the order on "Rules for Referral"' and in "a documentary called Protect Me"."""
    near = (k for k in reading.links if k.mention.rule == "title" and 0 < k.mention.start - end <= _TO_TITLE)
    return next((k for k in near if _TITLE_GAP.fullmatch(reading.text[end : k.mention.start])), None)


def _person_behind(reading: Reading, role: Link) -> Link | None:
    """The person that the title before a name is said of: "the deputy minister (MIA), Vilayet Eyvazov"."""
    following = next(
        (k for k in reading.links if k.mention.start >= role.mention.end and k.entity.cls == "Person"), None
    )
    if following is None or not re.fullmatch(
        r"(?:\s?\([A-Z]+\))?,? ", reading.text[role.mention.end : following.mention.start]
    ):
        return None
    return following


def _titled(reading: Reading, name: Token) -> Link | None:
    """The office in "President Colom", where the surname alone tells no person."""
    if name.pos_ != "PROPN" or name.i == 0 or name.nbor(-1).head != name:
        return None
    role = reading.link_at(name.nbor(-1))
    return role if role is not None and role.entity.cls == "Role" and role.mention.text[:1].isupper() else None


def _home(reading: Reading, link: Link) -> Link:
    """For "officials from the Ministry of Justice", the ministry."""
    if link.entity.cls != "Role" or link.owner is None:
        return link
    after = (k for k in reading.links if k.mention.start >= link.mention.end and k.entity.id == link.owner.id)
    return next(after, link)


def _noun(token: Token) -> str:
    return singular(token.lower_)


def _declared_list(reading: Reading, link: Link | None, kind: Token) -> list[Link]:
    """All items of a list whose kind is said once, behind it: "in A, B and C newspapers"."""
    if kind.lower_ not in _KINDS or kind.i == 0:
        return []
    last = link or reading.link_at(kind.nbor(-1))
    items: list[Link] = []
    for item in reversed([k for k in reading.links if last and k.mention.end <= last.mention.end]):
        gap = reading.text[item.mention.end : items[0].mention.start] if items else ""
        if item.mention.rule != _DECLARED or (items and not _BETWEEN.fullmatch(gap)):
            break
        items.insert(0, item)
    return items if len(items) > 1 and kind.left_edge.idx <= items[0].mention.start else []


def _outside_list(reading: Reading, token: Token) -> Iterator[Token]:
    """What is joined to an item of a declared list without being one itself."""
    for joined in token.children:
        link = reading.link_at(joined) if joined.dep_ == "conj" else None
        if link and link.mention.rule != _DECLARED and not _continues_list(reading, link):
            yield joined


def _continues_list(reading: Reading, link: Link) -> bool:
    """Whether a list of declared kind ("A, B and C newspapers") goes on with this link; the parser may begin a clause inside."""
    before = [k for k in reading.links if k.mention.end <= link.mention.start][-1:]
    declared = link.mention.rule == _DECLARED and bool(before) and before[0].mention.rule == _DECLARED
    return declared and _BETWEEN.fullmatch(reading.text[before[0].mention.end : link.mention.start]) is not None


def _instances(reading: Reading, group: Link) -> list[Link]:
    """The names that a common phrase introduces: "several channels (A, B, C)", "international organizations A and B"."""
    if group.mention.rule != "noun phrase":
        return []
    following = next((k for k in reading.links if k.mention.start >= group.mention.end), None)
    if (
        following is None
        or following.mention.rule == "noun phrase"
        or _family(following) != _family(group)
        or following.mention.label == "Demonym"
    ):
        return []
    between = reading.text[group.mention.end : following.mention.start]
    if group.entity.cls == following.entity.cls == "Place" and between in {" of ", " of the "}:
        return [following]  # "the region of Transnistria"
    if between not in {" (", " ", ", namely ", ": "} and not re.fullmatch(r" of [a-z]+(?: [A-Za-z]+)? \(", between):
        return []
    return [following, *_listed_after(reading, following)]


def _included(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.lower_ == "including" and child.dep_ == "prep":
            yield from (t for t in child.children if t.dep_ == "pobj")


def _apposition(reading: Reading, token: Token, link: Link) -> Link | None:
    """ "Local NGO, Clean World," is Clean World."""
    for child in token.children:
        if child.dep_ == "appos":
            named = reading.link_at(child)
            near = named and re.fullmatch(
                r"(?: \([^)]*\))?,? (?:the )?", reading.text[link.mention.end : named.mention.start]
            )
            if named and near and named.mention.rule != "noun phrase" and _family(named) == _family(link):
                return named
    return None


def _named_before(reading: Reading, token: Token, link: Link) -> Link | None:
    """ "Interaction, an NGO in Tiraspol," is Interaction."""
    before = next((k for k in reversed(reading.links) if k.mention.end <= link.mention.start), None)
    if (
        before is None
        or before.mention.rule == "noun phrase"
        or _family(before) != _family(link)
        or before.entity.cls != link.entity.cls
    ):
        return None
    gap = reading.text[before.mention.end : token.left_edge.idx].strip()
    return before if gap == "," and token.left_edge.lower_ in {"a", "an", "the"} and _closes(reading, link) else None


def _closes(reading: Reading, link: Link) -> bool:
    """Whether a comma or the end follows within the next words, as it does after an apposition."""
    return (
        re.match(r"[^.;]{0,80}?(?:,|\)| (?:is|was|has|runs|operates|provides)\b)", reading.text[link.mention.end :])
        is not None
    )


def _family(link: Link) -> int:
    return next((n for n, family in enumerate(_FAMILIES) if link.entity.cls in family), -1)


def _listed_after(reading: Reading, first: Link) -> list[Link]:
    """What the same list names after `first`: entities of one family with only commas and "and" between them."""
    links = reading.links
    found: list[Link] = []
    index = next((n for n, k in enumerate(links) if k.mention.start == first.mention.start), len(links))
    previous = first
    for link in links[index + 1 :]:
        between = reading.text[previous.mention.end : link.mention.start]
        if not _BETWEEN.fullmatch(between) or _family(link) != _family(first) or link.mention.label == "Demonym":
            break
        described = link.mention.rule == "noun phrase" and first.mention.rule != "noun phrase"
        if described and re.fullmatch(r",\s+(?:an?|the)?\s*", between) and not _is_conjunct(reading, link):
            break  # "Interaction, an NGO in Tiraspol": the phrase says what the name is
        if not found and re.match(r",\s+and", between) and _joined_to_verb(reading, link):
            break  # "chairs the council, and the ministry …" begins another clause
        declared = first.mention.rule == link.mention.rule == _DECLARED
        if not declared and _opens_clause(reading, first, link):
            break
        found.append(link)
        previous = link
    return found


def _opens_clause(reading: Reading, first: Link, link: Link) -> bool:
    """Whether the entity is the subject of another verb than the list it seems to continue."""
    head, start = reading.root_of(link), reading.root_of(first)
    if head is None or start is None:
        return True
    subject = head.dep_ in {"nsubj", "nsubjpass"}
    return (
        subject
        and not (start.dep_ in {"nsubj", "nsubjpass"} and start.head == head.head)
        and head.sent == start.sent
        and start.dep_ not in {"nsubj", "nsubjpass", "nmod", "npadvmod", "ROOT"}
    )


def _is_conjunct(reading: Reading, link: Link) -> bool:
    root = reading.root_of(link)
    return root is not None and root.dep_ == "conj"


def _joined_to_verb(reading: Reading, link: Link) -> bool:
    root = reading.root_of(link)
    return root is not None and root.dep_ == "conj" and root.head.pos_ in {"VERB", "AUX"}
