"""What can go wrong, in words for the person who must mend it.

    KgError                 every error that the command line prints without a traceback
    ├── DocumentError       an input document cannot be read
    ├── MappingError        a mapping table or rule file has a fault (file and line are named)
    ├── OutputError         the output folder cannot be used
    ├── StoreError          a built graph cannot be opened
    ├── QueryError          a question is unknown, malformed or lacks a parameter
    └── SettingsError       a setting, such as the name of the language model, is wrong

Messages name the file, the place and the remedy.
"""


class KgError(Exception):
    """The parent of all errors that tip-kg raises on purpose."""


class DocumentError(KgError):
    """An input document cannot be read."""


class MappingError(KgError):
    """A mapping table or rule file has a fault; the message names file and line."""


class OutputError(KgError):
    """The output folder cannot be used."""


class StoreError(KgError):
    """A built graph cannot be opened."""


class QueryError(KgError):
    """A question is unknown, malformed or lacks a parameter."""


class SettingsError(KgError):
    """A setting, such as the name of the language model, is wrong."""
