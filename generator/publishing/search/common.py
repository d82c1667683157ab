"""Words that hold a question together and say nothing about what is looked for.

A record need not have them: “what did the minister say” finds what the minister says. There are
lists only for languages that the site's own words come in.
"""

from __future__ import annotations

_COMMON = {
    "en": """
        a about after all also am an and any are as at be been before being but by can could did do
        does for from had has have he her him his how i if in into is it its me my no not of on or
        our shall she should so than that the their them then there these they this those to up us
        was we were what when where which while who whom whose why will with would you your
    """,
    "de": """
        aber als am an auch auf aus bei bin bis bist da damit dann das dass dein dem den der des die
        dies diese diesem diesen dieser dieses doch du durch ein eine einem einen einer eines er es
        für gegen hat hatte hatten habe haben ich ihm ihn ihr ihre ihrem ihren ihrer im in ist ja
        kann kein keine können man mein mit muss nach nicht noch nun nur ob oder ohne sein seine
        seinem seinen seiner sich sie sind so soll sollen über um und uns unser unter vom von vor
        war waren was weil welche welchem welchen welcher welches wenn wer werden wem wen wie wieso
        wird wir wo wurde wurden würde zu zum zur
    """,
}


def common_words(language: str) -> list[str]:
    """The common words of a language, as they are written."""
    return _COMMON.get(language.partition("-")[0].partition("_")[0].lower(), "").split()
