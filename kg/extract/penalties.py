"""Whether a sentence tells what a law threatens, or what a court did."""

import re
from functools import lru_cache

_LAW = re.compile(
    r"\bpunish\w*|\bpenalt\w+|\bprescrib\w+|\bcarr(?:y|ies|ied)\b|\bprovid\w+ for\b|\bliable\b|\bshall be\b|\b(?:may|can|could) (?:receive|be sentenced)\b|\bface[sd]?\b|\bstipulat\w+|"
    r"\bprohibit\w*|\bcriminali[sz]\w+|\blaws?\b|\bcriminal code\b|\bpenal code\b|\boutlaws?\b|\bthe fine is\b|\bunder (?:the |this )?(?:law|article|section)\b",
    re.I,
)
_COURT = re.compile(
    r"(?<!can be )(?<!may be )(?<!shall be )(?<!could be )\bsentenced\b|\b(?:was|were|been) (?:\w+ )?(?:convicted|fined|jailed|imprisoned)\b|\bhanded down\b|\bcourts? (?:sentenced|imposed|gave|convicted|awarded|fined)\b|"
    r"\b(?:paid|imposed|received|serving|ranged?|ranging)\b|\bconvicted (?:\d+|\w+ (?:\w+ )?(?:traffickers?|offenders?|persons?|individuals?|men|women))\b|\bthe average sentence\b",
    re.I,
)
_PENAL = re.compile(
    r"\bpunish\w*|\bprison\w*|\bjail\w*|\bimprison\w*|\bsentenc\w*|\bpenalt\w+|\bincarcerat\w+|\bdetention\b|\bcustod\w+|\bdeprivation of (?:liberty|freedom)\b|\bprobation\w*",
    re.I,
)
_RECENT = 32  # sentences and parts of sentences: each is asked about for each of its numbers


def of_law(part: str, sentence: str) -> bool:
    """Whether a part of a sentence belongs to what a law says; where it does not tell, the sentence decides."""
    if _tells(_COURT, part):
        return False
    return _tells(_LAW, part) or (_tells(_LAW, sentence) and not _tells(_COURT, sentence))


def of_penalties(sentence: str) -> bool:
    """Whether a sentence tells of punishment at all."""
    return _tells(_PENAL, sentence)


@lru_cache(maxsize=_RECENT)
def _tells(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None
