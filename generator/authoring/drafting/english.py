"""The English of newspapers on both sides of the Atlantic.

A list is written as one string, its words separated by white space; `_` is a space in a word.
"""

from __future__ import annotations

from generator.authoring.drafting.language import Language, Words


def _words(text: str) -> Words:
    return frozenset(word.replace("_", " ") for word in text.split())


def _by_kind(**kinds: str) -> dict[str, str]:
    return {word: kind for kind, text in kinds.items() for word in _words(text)}


ENGLISH = Language(
    tag="en",
    no_names=_words("""
        a about above according after again against all almost also although always am among an and
        another any anyone anything are around as at away back be because been before behind being
        below between both but by can cannot could despite did do does doing done down during each
        either else even ever every everyone everything few fewer first following for former from
        further had has have having he her here hers him his how however i if in including indeed
        inside instead into is it its itself just last late later least less like many may me
        meanwhile might mine more most much must my near nearly neither never next no
        nobody none nor not nothing now of off on once one only onto or other others
        our ours out outside over own perhaps please rather recent same second several shall she
        should since so some somebody someone something soon still such than that the their theirs
        them then there these they third this those though three through throughout thus to today
        together tomorrow too toward towards two under unless unlike until up upon us very was we
        well were what when where whether which while who whom whose why will with within without
        would yes yesterday yet you your yours four five six seven eight nine ten
        monday tuesday wednesday thursday friday saturday sunday january february march april june
        july august september october november december jan feb mar apr jun jul aug sept sep oct nov
        dec monday's tuesday's wednesday's thursday's friday's saturday's sunday's christmas easter
        internet god spring summer autumn winter north south east western eastern northern southern
        about asked told says said let q a_"""),
    articles=_words("a an the one another"),
    one=_words("a an one another"),
    openers=_words("a an the one another our their its his her my your other"),
    leading_there=_words("""
        a an the north south east west northern southern eastern western central neighbouring
        neighboring"""),
    linking=_words("of the for and & de da del di du la le van von der den al bin"),
    offices=_words("""
        adviser advisor ambassador analyst attorney bishop boss captain chair chairman chairwoman
        chairperson chancellor chief colonel commander commissioner councillor congressman
        congresswoman coach deputy diplomat director economist editor envoy executive expert founder
        general governor head inspector judge justice king lawmaker lawyer leader lieutenant major
        manager marshal mayor minister mp monk nurse officer official owner pastor politician pope
        premier president prince princess professor prosecutor queen rapporteur representative
        researcher resident scientist secretary senator sergeant sheikh sheriff speaker spokesman
        spokesperson spokeswoman student superintendent teacher treasurer undersecretary witness
        worker sen gen rep gov prof lt col capt sgt"""),
    honorifics=_words("mr mrs ms miss dr sir dame lord lady"),
    bodies=_by_kind(
        government="""
            ministry government administration cabinet department treasury chancellery
            intelligence_service embassy""",
        organization="""
            agency alliance association assembly authority bank board bureau chamber charity church
            club coalition college commission committee confederation congress council court
            federation foundation front fund gazette herald hospital institute institution league
            movement office opposition organisation organization parliament party police press
            senate society times tribune trust union university watchdog regulator army navy
            military televison television radio news daily post service""",
        company="""
            airline asa bhp co company corp corporation firm gmbh group holding holdings inc limited
            llc ltd plc sa ag airlines energy_company""",
        group="brigade militia gang",
    ),
    standing=_words("government army parliament cabinet police opposition military navy treasury"),
    groups=_words("""
        activists allies analysts authorities businesses campaigners captors citizens civilians
        commanders commentators companies consumers countries critics delegates demonstrators
        diplomats doctors dockers economists employers employees experts families farmers fighters
        fishermen forces governments groups guards guerrillas hackers hostages individuals
        inspectors insurgents investigators investors journalists judges kidnappers lawmakers
        lawyers leaders members militants ministers mps nations neighbours neighbors nurses officers
        officials owners parents parties passengers patients people pilots police politicians
        powers prisoners prosecutors protesters rebels refugees regulators representatives
        researchers residents rivals scientists senators separatists shareholders shippers sailors
        soldiers states strikers students suppliers teachers troops unions victims villagers voters
        witnesses workers"""),
    sides={
        "separatist": "separatists",
        "rebel": "rebels",
        "insurgent": "insurgents",
        "militant": "militants",
    },
    vague=_words("""
        authorities companies countries employees families forces governments groups individuals
        leaders members nations parties people powers states soldiers troops workers"""),
    known_as=_words("familiar close briefed who"),
    places=_words("""
        airport avenue bay beach border bridge canal coast creek crossing gulf hall harbour harbor
        highway hill hills island islands isle lake mountain mountains ocean park peninsula port
        reactor river road sea square station strait street valley village"""),
    at_places=_words("across around as at in inside into near off outside via within from beyond"),
    prepositions=_words("""
        about across after against among around as at before behind between by during for from in
        inside into near of off on onto outside over since through to toward towards under until
        upon via with within without"""),
    persons={"he": "person", "she": "person", "it": "body", "they": "several"},
    verbs=(
        r"has|have|had|is|are|was|were|will|would|can|could|may|might|does|did|do|be|found|took|held|"
        r"began|came|went|met|left|lost|won|made|gave|fled|blame|\w{3,}ed"
    ),
    subordinate=_words("if when after while although though as because since unless before"),
    saying=(
        r"(?:sa(?:id|ys)|tells?|told|add(?:s|ed)|announce[sd]?|argue[sd]?|ask(?:s|ed)|call(?:s|ed)|"
        r"caution(?:s|ed)|claim(?:s|ed)|conced(?:es|ed)|conclude[sd]|confirm(?:s|ed)|"
        r"dismiss(?:es|ed)|declare[sd]?|describe[sd]?|estimate[sd]|explain(?:s|ed)|"
        r"insist(?:s|ed|ing)|not(?:es|ed)|predict(?:s|ed)|put|raged|repeat(?:s|ed)|"
        r"repl(?:ies|ied)|report(?:s|ed)|respond(?:s|ed)|saying|stat(?:es|ed)|stress(?:es|ed)|"
        r"suggest(?:s|ed)|tweet(?:s|ed)|underline[sd]|vow(?:s|ed)|warn(?:s|ed|ing)?|wr(?:ites|ote)|"
        r"urge[sd]?|demand(?:s|ed)?|fear(?:s|ed)?|quoted|acknowledge[sd]|admit(?:s|ted)|"
        r"accuse[sd]|think(?:s)?|thought|believe[sd]?)"
    ),
    according=(
        r"according to(?: (?:figures|data|a statement|a report|estimates) (?:from|by|of))?|"
        r"in the words of"
    ),
    stances={
        "demand": (
            r"demand(?:s|ed|ing)?|call(?:s|ed|ing)? (?:\w+ )?(?:on|for|upon)|insist(?:s|ed|ing)?|"
            r"urg(?:e|es|ed|ing)|request(?:s|ed|ing)?|ask(?:s|ed|ing)? (?:for|everyone|everybody)|"
            r"appeal(?:s|ed|ing)? (?:to|for)|order(?:s|ed|ing)|wants|wanted|(?:will|would|to) seek|"
            r"seeks|sought|press(?:es|ed) (?:for)?|only if|on condition|ultimatum|requir(?:es|ed)|"
            r"begg?(?:s|ed|ing)|(?:have|has|had) \w+ (?:hours|days|weeks|months) to|"
            r"(?:gave|gives|given) [\w .]{1,40} (?:hours|days|weeks|months) to|red line|"
            r"plead(?:s|ed|ing)?|must"
        ),
        "threat": (
            r"threaten(?:s|ed|ing)?|or (?:else|face)|unless|serious consequences|"
            r"(?:will|would) (?:be )?(?:answered?|retaliate|respond|punish(?:ed)?|kill|strike|"
            r"attack|blockade|shut|cut off|suspend|expel|subpoena|appeal|go on strike)|"
            r"vow(?:s|ed|ing)? to|ultimatum|vot(?:e|es|ed) [\w ]{0,30}to (?:strike|walk out)"
        ),
        "warning": (
            r"warn(?:s|ed|ing)?|caution(?:s|ed|ing)?|fear(?:s|ed|ing)?|alarm(?:s|ed)?|risks? of|"
            r"playing with fire|(?:could|may|might) (?:well |soon |also )?(?:be |have |\w+ )?"
            r"(?:collapse|run|drop|fall|spill|spread|escalate|trigger|lead|cause|signal|hurt|fail|"
            r"worsen|die|lose)"
        ),
        "refusal": (
            r"refus(?:e|es|ed|ing|al)|reject(?:s|ed|ing|ion)?|rul(?:e|es|ed|ing) out|"
            r"declin(?:e|es|ed|ing) to|dismiss(?:es|ed|ing)?|oppos(?:e|es|ed)|"
            r"turn(?:s|ed|ing)? down|rebuff(?:s|ed)|veto(?:es|ed)?|"
            r"(?:will|would|can|could|do|does|did)(?: not|n't) (?:\w+ )?"
            r"(?:accept|allow|agree|negotiate|give|yield|talk|sign|pay|load|stop|be \w+ed)|"
            r"(?:cannot|won't|can't) (?:\w+ \w+ \w+ )?(?:accept|allow|agree|negotiate)"
        ),
    },
    before_object=_words("on the that of to for its"),
    a_noun_after=_words("the a an this that these those its their his her any every no"),
    months=(
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ),
    weekdays=("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    feasts=_words("christmas easter eid hanukkah passover pentecost ramadan thanksgiving"),
    relative_days={"yesterday": -1, "last night": -1, "today": 0, "tomorrow": 1},
    deadline=r"by|until|till|before|no later than|deadline(?: of| is)?|not later than",
    numbers={
        word: number
        for number, word in enumerate(
            [
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
            ],
            2,
        )
    }
    | {"dozen": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50},
    multiples={
        "hundred": 10**2,
        "thousand": 10**3,
        "k": 10**3,
        "million": 10**6,
        "mn": 10**6,
        "m": 10**6,
        "billion": 10**9,
        "bn": 10**9,
        "trillion": 10**12,
    },
    currencies={"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen"},
    units={"%": "per cent", "per cent": "per cent", "percent": "per cent"},
    about=r"about|around|some|roughly|approximately|nearly|almost|an estimated|circa",
    at_least=r"more than|over|at least|no fewer than|not less than|exceeding|upwards of",
    up_to=r"up to|as many as|at most|no more than|fewer than|less than|under|below",
    between=r"between|from",
    abbreviations=_words("""
        mr mrs ms dr sen gen rep gov prof lt col capt sgt st vs no inc ltd co corp jr sr jan feb mar
        apr jun jul aug sept sep oct nov dec e.g i.e approx"""),
    other_names={
        "us": "United States",
        "u.s.": "United States",
        "usa": "United States",
        "uk": "United Kingdom",
        "u.k.": "United Kingdom",
        "britain": "United Kingdom",
    },
)
