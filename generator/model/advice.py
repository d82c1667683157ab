"""What to write where a value does not fit: the same for findings and for the JSON Schema."""

ADVICE = {
    "bad-date": "write 2021-12-03, 2022-01, 2014, 199X, about 2014~, or from/to as 2014/2021",
    "bad-day": "write its year, month and day: YYYY-MM-DD",
    "bad-number": "use ~ for about, / for from–to and .. for an open end; units go into `unit`",
    "bad-boolean": "write true or false",
    "bad-id": "use a to z, 0 to 9 and single hyphens between them, at most 64 characters",
    "bad-url": "start it with https:// or http://, and leave out spaces",
    "bad-language": "write a tag such as en, fr or pt-BR",
    "bad-wikidata": "write the item's number, such as Q7747",
    "bad-file-name": "name a file below `sources/`, such as 2021-12-03-agency.txt",
}
"""By the code of the mistake; `bad-day` is for a `bad-date` in a field that needs a whole day."""
