"""Meta Business Suite's insights: one figure a day in each block of a file, and sums by format of content."""

from __future__ import annotations

from kpi_xl import Column, Export, Note, Part, titled_blocks

_PEOPLE = Note("Daily reach counts people of each day: days are never added.")
_VIEWERS = Note("Viewers are read as reach.")
_OMITTED = Note("Instagram leaves out days without new follows.")


def _daily(title: str, field: str, platform: str = "", *notes: Note) -> Part:
    return Part(
        table="account_daily",
        title=f"title_{title}",
        columns=(Column("date", position=0, looks_like=r"^\d{1,4}[-/.]\d{1,2}[-/.]\d"), Column(field, key="primary")),
        requires=("date", field),
        constants={"platform": platform} if platform else {},
        key=("date",),
        one_row_per=("date", "platform", "account"),
        omits_days=_OMITTED in notes,
        notes=notes,
    )


_UNKNOWN_TITLE = Part(
    table=None,
    columns=(Column("_date", position=0), Column("_primary")),
    requires=("_date", "_primary"),
    why_not="The title “{title}” is not known, so its figures are left out: add it to the importer's header file.",
)

DAILY_PARTS = (
    _daily("reach", "reach", "", _PEOPLE),
    _daily("viewers", "reach", "", _PEOPLE, _VIEWERS),
    _daily("views", "views"),
    _daily("interactions", "engagements_reported"),
    _daily("link_clicks", "link_clicks"),
    *(
        part
        for platform in ("facebook", "instagram")
        for part in (
            _daily(f"reach_{platform}", "reach", platform, _PEOPLE),
            _daily(f"viewers_{platform}", "reach", platform, _PEOPLE, _VIEWERS),
            _daily(f"views_{platform}", "views", platform),
            _daily(f"interactions_{platform}", "engagements_reported", platform),
            _daily(f"link_clicks_{platform}", "link_clicks", platform),
            _daily(f"visits_{platform}", "profile_visits", platform),
            _daily(f"follows_{platform}", "follows", platform, *((_OMITTED,) if platform == "instagram" else ())),
        )
    ),
    _UNKNOWN_TITLE,
)

DAILY = Export(
    name="meta_daily",
    platform=None,
    layout=titled_blocks,
    parts=DAILY_PARTS,
    notes=("The file does not name the account.",),
    decimal=".",
)

_SUMS_A_FORMAT = (
    "The file holds sums a content format, without days and without posts: it is recognised, and nothing is imported."
)

TOP_FORMATS = Export(
    name="meta_top_formats",
    platform=None,
    layout=titled_blocks,
    parts=tuple(
        Part(
            table=None,
            title=title,
            columns=(Column("_reels", key="format_reels"), Column("_photos", key="format_photos")),
            requires=("_reels", "_photos"),
            why_not=_SUMS_A_FORMAT,
        )
        for title in ("title_views", "title_interactions", "title_published", "title_reach")
    ),
)
