"""Dates as documents write them → ISO 8601 ("2009-02-23", "2011-03", "2010")."""

import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(rf"(?<![\w.]){form}(?!\w)", re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)(?=[T\s]|$|\W)",
        rf"{_DAY}\s+{_MONTH},?\s+{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_YEAR}\s+{_MONTH}\s+{_DAY}",
        rf"{_MONTH},?\s+{_YEAR}",
        rf"{_YEAR}-(?P<number>\d\d)(?!-)",
        _YEAR,
    )
)
# A precedence, day, hour and minute, zone, month and year: "R 230830Z FEB 09".
GROUP = re.compile(r"\b(?P<day>\d{2})(?P<clock>\d{4})Z\s+(?P<month>[A-Z]{3})[A-Z]*\s+(?P<year>(?:19|20)?\d{2})\b")
_OLDEST = 60  # two-digit years from 60 on belong to the twentieth century; telegrams in electronic archives begin 1973


def read_date(text: str) -> str:
    """The first date in a text, or "". A day that no month has is dropped, as is a month that no year has."""
    for form in _FORMS:
        found = form.search(text)
        if found:
            part = found.groupdict()
            month = int(part["number"]) if part.get("number") else _month_number(part.get("month") or "")
            return _iso(int(found["year"]), month, int(part.get("day") or 0))
    return ""


def read_group(text: str) -> str:
    """The ISO date of the first date-time group in a text, or ""."""
    found = GROUP.search(text)
    if not found or found["month"][:3].lower() not in _MONTHS:
        return ""
    year = int(found["year"])
    if year < 100:
        year += 1900 if year >= _OLDEST else 2000
    return _iso(year, _month_number(found["month"]), int(found["day"]))


def _month_number(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1 if name else 0


def _iso(year: int, month: int, day: int) -> str:
    if not 1 <= month <= len(_MONTHS):
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= 31 else f"{year:04d}-{month:02d}"
