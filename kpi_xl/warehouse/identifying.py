"""Posts that one platform's own exports call by different ids, brought under one id.

Facebook's older Insights write page_post where Business Suite writes the post alone, and an id that a spreadsheet
destroyed comes back from the link as a short code. Their rows are snapshots of one post and merge like any others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.warehouse import sql
from kpi_xl.warehouse.repeating import OF_ID, of_links

if TYPE_CHECKING:
    import duckdb

_IS_BARE = "regexp_full_match(post_id, '\\d+')"
# Two kinds of id on one platform: bare numbers, and others.
_MIXED = (
    "SELECT platform FROM every_row WHERE post_id IS NOT NULL AND NOT _second_hand GROUP BY platform "
    f"HAVING count_if({_IS_BARE}) > 0 AND count_if(NOT {_IS_BARE}) > 0 AND count(DISTINCT _batch) > 1"
)


def identify_posts(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Make the view `identified` of the view `every_row`: posts of one mark in several files have one id."""
    mixed = [row[0] for row in connection.execute(_MIXED).fetchall()] if table == "posts" else []
    if not any(mixed):
        connection.execute("CREATE TEMP VIEW identified AS FROM every_row")
        return
    platforms = ", ".join(sql.text(one) for one in mixed if one)
    connection.execute(
        "CREATE TEMP TABLE own_marks AS SELECT DISTINCT platform, post_id, _batch, mark FROM ("
        f"SELECT platform, post_id, _batch, unnest([{OF_ID}, {of_links()}]) AS mark FROM every_row "
        f"WHERE platform IN ({platforms}) AND NOT _second_hand) WHERE mark IS NOT NULL"
    )
    # A link that several posts of one file share, such as that of an album, tells none of them.
    connection.execute(
        "CREATE TEMP TABLE one_id AS SELECT platform, post_id, min(id) AS one_id FROM own_marks JOIN ("
        f"SELECT platform, mark, arg_min(post_id, (NOT {_IS_BARE}, post_id)) AS id FROM own_marks "
        "GROUP BY platform, mark HAVING count(DISTINCT post_id) > 1 "
        "AND count(DISTINCT (_batch, post_id)) = count(DISTINCT _batch)"
        ") USING (platform, mark) GROUP BY platform, post_id"
    )
    connection.execute(
        "CREATE TEMP VIEW identified AS SELECT every_row.* REPLACE (coalesce(one_id, every_row.post_id) AS post_id) "
        "FROM every_row LEFT JOIN one_id USING (platform, post_id)"
    )
