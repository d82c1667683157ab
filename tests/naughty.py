"""Strings that somebody might take for something other than text, for every test of them.

`ANYWHERE` has no mark of prose that makes a pair, so that its strings show as typed in prose as
well; `IN_PLAIN` is made of such marks, which a plain field shows as typed. `texts` are any texts
that a file can hold, mixed with these.
"""

from __future__ import annotations

from hypothesis import strategies as st

from generator.reading.text import CONTROL

_SCRIPTS = (
    "<script>window.hacked=1</script>",
    '"><img src=x onerror="window.hacked=1">',
    "'><svg onload=window.hacked=1>",
    "</title><script>window.hacked=1</script>",
    "</script><script>window.hacked=1</script>",
    "</style></textarea></noscript></template></svg><script>window.hacked=1</script>",
    "]]><script>window.hacked=1</script><![CDATA[",
    "--><script>window.hacked=1</script><!--",
    "\u2028<script>window.hacked=1</script>\u2029window.hacked=1",
    "<svg><script>window.hacked=1</script><animate onbegin=window.hacked=1 attributeName=x>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.hacked=1>",
    "<iframe srcdoc='<script>parent.hacked=1</script>'></iframe>",
    "<scr<script>ipt>window.hacked=1</scr</script>ipt>",
    "%3Cscript%3E ${7+7} #{7+7} \uff1cscript\uff1ewindow.hacked=1\uff1c/script\uff1e",
    "' autofocus onfocus=window.hacked=1 x=' onmouseover=window.hacked=1 ",
)
_MARK_UP = (
    "</article></div><!--",
    "<details markdown='1' open>",
    "<base href=https://elsewhere.example/><meta http-equiv=refresh content=0>",
    "<style>@import 'https://elsewhere.example/x.css';</style><link rel=stylesheet href=x>",
    "<form action=https://elsewhere.example/><input name=x>",
    "<?xml version='1.0'?><!DOCTYPE x SYSTEM 'https://elsewhere.example/x.dtd'><?php x ?>",
    "&amp; &lt; &#x41; &#0; &#x110000; &lt &notin; &nothing;",
)
_LINKS = (
    "[x](javascript:alert(1))",
    "[x](data:text/html,<script>window.hacked=1</script>)",
    "[x](&#106;avascript:window.hacked=1) [x](java&Tab;script:window.hacked=1)",
    "[x](java\tscript:window.hacked=1) [x](\u2003javascript:window.hacked=1)",
    "[x](vbscript:x) [x](//elsewhere.example/) [x](<file:///etc/passwd>)",
    "https://elsewhere.example/x www.elsewhere.example x@elsewhere.example javascript:alert(1)",
    "[^1] [TOC] ++ctrl++ [[wiki]]",
)
_MARKDOWN = (
    "a | b",
    "# heading",
    "- item",
    "!!! note",
    "??? note",
    '=== "tab"',
    "/// html | div",
    "{: .x onclick=alert(1) }",
    "{ .x #y onclick=alert(1) data-x='1' }",
    ":smile: :material-account: :fontawesome-brands-x:",
    '--8<-- "x" -8<- "x" ;--8<-- "x"',
    "{>>x<<} {++x++} {--x--} {~~x~>y~~} {==x==}",
    "~~~",
    "==x== ^^x^^ ~~x~~",
    "~x~ ^x^ $x$ $$x$$",
    '(c) (tm) --> <-- +/- =/= 1/2 1st "quoted" -- dashed ...',
    "port HTML @someone #123 someone/somewhere#1",
)
_TEMPLATES = (
    "{{ 7*7 }}",
    "{% raise %}",
    "{% endraw %}{{ config }}{# x #}",
    "{!x.md!} <%= 7 %> #{x} ${x} %s %(x)s %d %n {0} {x} $1",
)
_CHARACTERS = (
    "bidi \u202egnp.exe\u202c \u2066x\u2069 \u200e\u200f \u202dx",
    "zero\u200bwidth\u200c\u200d\u2060 \ufeffmark soft\u00adhyphen \u180e\u3164 \U000e0041",
    "العربية עברית فارسی می\u200cخواهم ١٢٣",
    "e\u0301 é Å \u212b ﬁ ǅ ß İı Z\u0336\u0489\u0321\u0347A\u0336\u0350 ไก่ नि",
    "😀 👩\u200d👩\u200d👧 🏴\U000e0067\U000e0062\U000e007f 𝒳 \ue000 \U0010fffd \ufffd",
    "\ufdd0 \U0001fffe \ufff9x\ufffa \ufffc",
    "line\u2028separator paragraph\u2029end next\x85line non\u00a0breaking \u3000wide",
    "W" * 400 + "/" + "\u4e00" * 200,
    "=1+1 @SUM(1) -1 +1 ' OR 1=1; DROP TABLE x; -- ../../x %2e%2e%2f%00 CON",
    "undefined null NaN true nil None constructor Infinity 1e999",
)
_LINES = (
    "one\n\n# two\n\n    three\n\n---\ntitle: four\n---\n\nterm\n:   definition\n\n"
    "--8<--\nx.md\n--8<--\n\n```\nfive"
)

ANYWHERE = (
    *_SCRIPTS,
    *_MARK_UP,
    *_LINKS,
    *_MARKDOWN,
    *_TEMPLATES,
    *_CHARACTERS,
    _LINES,  # it comes last, as its backticks begin what nothing ends
)

IN_PLAIN = (
    "*x* **x** _x_ __x__ __proto__",
    "`x` ``` x",
    "[x](https://elsewhere.example/)",
    "![x](https://elsewhere.example/x.png)",
    "<https://elsewhere.example/> [x][y]",
    "*[port]: a place [x]: javascript:window.hacked=1",
    "\\ \\* \\ \\(x\\) \\u003cscript\\u003e C:\\x",
)

MARKS = str.maketrans("", "", "*_`[\\")
"""Takes the marks of prose out of a text, which test_prose.py is about."""

_BETWEEN = ("\n", "\\\n", "\n\n", "\n    ", "\t", "\x85", "///", "|")
readable = st.text().map(lambda text: CONTROL.sub("", text))
"""What reading lets through: it refuses the other characters."""
texts = readable | st.lists(
    st.sampled_from((*ANYWHERE, *IN_PLAIN, *_BETWEEN)) | st.text(max_size=5), max_size=6
).map(lambda parts: CONTROL.sub("", "".join(parts)))
