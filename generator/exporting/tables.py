"""The briefings as tables, for notebooks, databases and spreadsheets.

The rows of a briefing are made only from its own content, so that editing one briefing changes no
row of another. Who an actor is depends on the register and on all briefings: that is a table of its
own, `identities`. No table has archived texts or their names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from generator.evidence.proof import State
from generator.exporting.columns import (
    Column,
    Field,
    Kind,
    Row,
    fields_of,
    single,
    within,
    words_of,
)
from generator.exporting.found import (
    CLAIM_KINDS,
    JUDGEMENT,
    REMARK_KINDS,
    Find,
    Found,
    assessments,
    corrections,
    evidence,
    in_a_list,
    inside,
    remarks,
    the_briefing,
    with_ids,
)
from generator.linking.identities import Known
from generator.linking.sightings import (
    Ref,
    Sighting,
    actors_in,
    assess,
    demands_in,
    events_in,
    figures_in,
    risks_in,
    sources_in,
)
from generator.model.briefing import (
    Actor,
    Assumption,
    Briefing,
    Correction,
    Demand,
    Event,
    Evidence,
    Figure,
    Identity,
    Indicator,
    Remark,
    Resolution,
    Response,
    Risk,
    Source,
)
from generator.model.scales import ScaleName
from generator.model.vocabulary import Level
from generator.rendering.edition import Edition
from generator.rendering.pages.data import TABLES as TOLD
from generator.rendering.pages.site import actor_uri, briefing_uri

_HELD = dict(TOLD)
"""What each table holds, by its name."""


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of thing, with a row for each."""

    name: str
    description: str
    columns: tuple[Column, ...]
    """In the order of the cells of a row."""
    key: str
    """The column that identifies its rows."""


@dataclass(frozen=True, slots=True)
class _Filled:
    """A table, and how a briefing fills it."""

    table: Table
    find: Find
    fields: tuple[Field, ...]


def rows_of(ref: Ref, edition: Edition) -> dict[str, list[Row]]:
    """The rows of a published briefing, for each table but `identities`, in the table's order."""
    content = ref.content  # held here, or each entry would load it again
    page = edition.permalink(briefing_uri(ref.id))
    shared = (ref.id, ref.date, content.briefing.thread)

    def row(of: _Filled, found: Found) -> Row:
        id_ = (f"{ref.id}#{found.name}",) if of.table.key == "id" else ()
        told = chain.from_iterable(each.cells(found.thing) for each in of.fields)
        place = f"{page}#{found.anchor}" if page and found.anchor else page
        return (*id_, *shared, *found.keys, *told, place or None)

    return {of.table.name: [row(of, found) for found in of.find(ref)] for of in _FILLED}


def identity_rows(known: Iterable[Known], edition: Edition) -> list[Row]:
    """The rows of `identities`: who some actors are, as a published corpus knows them."""
    return [
        (
            each.id,
            *chain.from_iterable(told.cells(each.identity) for told in _IDENTITY),
            edition.permalink(actor_uri(each.id)) or None,
        )
        for each in sorted(known, key=lambda each: each.id)
    ]


def _text(name: str, description: str, links_to: str = "") -> Column:
    return Column(name, Kind.TEXT, description, is_required=True, links_to=links_to)


_ID = _text("id", "Names the row, among those of all tables.")
_BRIEFING = _text("briefing", "Id of the briefing.", "briefings")
_DAY = Column("briefing_date", Kind.DAY, "The day whose end the briefing speaks from.", True)
_THREAD = Column("thread", Kind.TEXT, "Id of the running story that the briefing belongs to.")
_PAGE = Column("page", Kind.TEXT, "Its place on the site; empty where the site has no address.")
_DEMAND = _text("demand", "Id of the demand: the same in one thread is the same over time.")
_RISK = _text("risk", "Id of the risk: the same in one thread is the same over time.")


def _filled(
    name: str,
    find: Find,
    fields: Iterable[Field],
    keys: tuple[Column, ...] = (),
    key: str = "id",
    note: str = "",
) -> _Filled:
    fields = tuple(fields)
    own = chain.from_iterable(each.columns for each in fields)
    shared = (*((_ID,) if key == "id" else ()), _BRIEFING, _DAY, _THREAD)
    columns = [*shared, *keys, *own, _PAGE]
    # A table does not refer to itself by its own key.
    columns = [replace(c, links_to="") if c.links_to == name else c for c in columns]
    description = f"{_HELD[name]} {note}".rstrip()
    return _Filled(Table(name, description, tuple(columns), key), find, fields)


def _assessed(sighting: Sighting[Risk]) -> Row:
    step, level = (assessment := assess(sighting)).likelihood, assessment.level
    band = (step.low, step.high) if step else (None, None)
    return (sighting.ref.outline.scale, *band, level)


_ASSESSED = Field(
    (
        Column("scale", Kind.TEXT, "The scale of the word.", True, words_of(ScaleName)),
        Column("likelihood_low", Kind.WHOLE, "Lower end of the word's band, per cent."),
        Column("likelihood_high", Kind.WHOLE, "Upper end of the word's band, per cent."),
        Column(
            "level",
            Kind.TEXT,
            "Level of risk that follows from likelihood and impact (NIST SP 800-30, table I-2).",
            words=words_of(Level),
        ),
    ),
    _assessed,
)
_KEY = replace(fields_of(Assumption, only=["key"])[0].columns[0], is_required=False)
_IDENTITY = fields_of(Identity)

_FILLED = (
    _filled(
        "briefings",
        the_briefing,
        fields_of(Briefing, without=("date", "thread", "status")),
        key="briefing",
    ),
    _filled(
        "actors",
        with_ids(actors_in),
        fields_of(Actor),
        (_text("actor", "Id of the actor.", "identities"),),
        note="Who each is, `identities` says.",
    ),
    _filled(
        "demands",
        with_ids(demands_in),
        fields_of(Demand),
        (_DEMAND,),
    ),
    _filled(
        "answers",
        inside(demands_in, "responses"),
        fields_of(Response),
        (_text("demand_id", "The demand that it answers.", "demands"), _DEMAND),
        note="Several briefings may report one answer.",
    ),
    _filled(
        "risks",
        with_ids(risks_in),
        (
            *fields_of(Risk, without=JUDGEMENT),
            *within("resolution", fields_of(Resolution), "resolution_"),
        ),
        (_RISK,),
    ),
    _filled(
        "assessments",
        assessments,
        (*within("entry", fields_of(Risk, only=JUDGEMENT)), _ASSESSED),
        (_text("risk_id", "The risk that is judged.", "risks"), _RISK),
        key="risk_id",
    ),
    _filled(
        "indicators",
        inside(risks_in, "indicators"),
        fields_of(Indicator),
        (_text("risk_id", "The risk that it would show.", "risks"), _RISK),
    ),
    _filled("events", in_a_list(events_in), fields_of(Event)),
    _filled("figures", in_a_list(figures_in), fields_of(Figure)),
    _filled(
        "sources",
        with_ids(sources_in),
        fields_of(Source, without=("text", "republish")),
        (_text("source", "Id of the source within its briefing."),),
        note="Rows with one `url` are one document.",
    ),
    _filled(
        "evidence",
        evidence,
        (
            *within("evidence", fields_of(Evidence, without=["source"])),
            single(
                Column("state", Kind.TEXT, "What is known of it.", True, words_of(State)),
                lambda claim: claim.state,
            ),
            single(
                Column("url", Kind.TEXT, "The source's address; for a quote, at its words."),
                lambda claim: claim.address or None,
            ),
        ),
        (
            Column("claim_kind", Kind.TEXT, "What it stands under.", True, CLAIM_KINDS),
            _text("claim_id", "The row that it stands under, in the table that its kind tells."),
            replace(_text("source_id", "Its source.", "sources"), is_required=False),
        ),
    ),
    _filled(
        "remarks",
        remarks,
        (*fields_of(Remark), single(_KEY, lambda remark: getattr(remark, "key", None))),
        (Column("kind", Kind.TEXT, "What kind of remark.", True, REMARK_KINDS),),
    ),
    _filled(
        "corrections",
        corrections,
        fields_of(Correction),
    ),
)

IDENTITIES = "identities"
"""The table that no briefing has a row in."""
_IDENTITIES = Table(
    IDENTITIES,
    _HELD[IDENTITIES],
    (
        _text("actor", "Id of the actor."),
        *chain.from_iterable(each.columns for each in _IDENTITY),
        _PAGE,
    ),
    "actor",
)

TABLES = {table.name: table for table in (*(of.table for of in _FILLED), _IDENTITIES)}
"""All tables by their names; `identities` is filled by `identity_rows`, the others by `rows_of`."""
