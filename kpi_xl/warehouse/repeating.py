"""Posts that a scheduler's export and a platform's own export both hold: the platform's own row counts, and no other.

Ids differ from export to export (17-digit media ids, page_post, urn:li:…), so a post is told by its marks: what its
id and its link say alike. Two rows with one mark in common are one post.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

# The part of a link that names the post; of several patterns of one platform the first that is found.
_IN_LINKS = {
    "facebook": (
        r"[?&](?:story_)?fbid=(\w+)",
        r"[?&]v=(\d+)",
        r"(pfbid\w+)",
        r"/(?:posts|videos|reel|reels|photos|permalink)/(?:[^?#]*/)?(?:\d+_)?(\d+)/?(?:[?#]|$)",
        r"facebook\.com/\d+_(\d+)",
    ),
    "instagram": (r"/(?:p|reel|reels|tv)/([\w-]+)", r"/stories/[^/]+/(\d+)"),
    "linkedin": (r"(?:activity|share|ugcPost)[:-](\d+)",),
    "pinterest": (r"/pin/(?:[^/?#]*--)?(\d+)",),
    "threads": (r"/(?:post|t)/([\w-]+)",),
    "tiktok": (r"/(?:video|photo)/(\d+)",),
    "x": (r"/status(?:es)?/(\d+)",),
    "youtube": (r"(?:[?&]v=|youtu\.be/|/shorts/|/live/|/embed/)([\w-]{11})",),
}
_ANY_LINK = "'link ' || regexp_replace(lower(permalink), '^https?://(?:www\\.|m\\.)?|[/#]+$', '', 'g')"
# 123_456 is page and post, urn:li:share:456 a post.
OF_ID = "coalesce(nullif(regexp_extract(post_id, '^(?:\\d+_|urn:li:\\w+:)(\\d+)$', 1), ''), post_id)"
# LinkedIn gives one post several ids (activity, share, ugcPost), of which each export has another.
_WORDS = 20
_OF_TEXT = (
    f"CASE WHEN platform = 'linkedin' AND length(caption) >= {_WORDS} THEN coalesce(published_at::DATE, published_on) "
    "|| ' ' || left(regexp_replace(caption, '\\s+', ' ', 'g'), 80) END"
)


def leave_out_repeats(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Make the view `rows` of the view `identified`, without second-hand posts that another row stands for.

    A row of a platform's own export goes before one of a scheduler, whichever was imported first; of two schedulers
    the newer figures count.
    """
    query = "SELECT 1 FROM identified WHERE _second_hand LIMIT 1"
    if table != "posts" or connection.execute(query).fetchone() is None:
        connection.execute("CREATE TEMP VIEW rows AS FROM identified")
        return
    connection.execute(
        "CREATE TEMP TABLE marks AS SELECT DISTINCT * FROM ("
        "SELECT platform, post_id, _second_hand, _taken, _age, _batch, _row, "
        f"unnest([{OF_ID}, coalesce({of_links()}, {_ANY_LINK}), {_OF_TEXT}]) AS mark FROM identified) "
        "WHERE mark IS NOT NULL"
    )
    connection.execute(
        "CREATE TEMP TABLE repeats AS SELECT DISTINCT mine._batch, mine._row FROM marks AS mine "
        "JOIN marks AS other USING (platform, mark) WHERE mine._second_hand AND (NOT other._second_hand "
        "OR (other.post_id <> mine.post_id "
        "AND (other._taken, other._age, other._row) > (mine._taken, mine._age, mine._row)))"
    )
    connection.execute("CREATE TEMP VIEW rows AS FROM identified ANTI JOIN repeats USING (_batch, _row)")


def of_links() -> str:
    """SQL for what a link says of a post: its number, or whatever else names it; NULL where no pattern fits."""
    cases = " ".join(f"WHEN '{platform}' THEN {_first_of(found)}" for platform, found in _IN_LINKS.items())
    return f"CASE platform {cases} END"


def _first_of(patterns: tuple[str, ...]) -> str:
    found = (f"nullif(regexp_extract(permalink, '{pattern}', 1), '')" for pattern in patterns)
    return f"coalesce({', '.join(found)})"
