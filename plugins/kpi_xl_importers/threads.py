"""Threads: posts and their insights, with the names of its interface for programs. The app itself exports nothing."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Column, Derived, Export, Id, Importer, Moment, Note, Part, headers_beside, hookimpl
from kpi_xl_importers._posts import FORMAT

POSTS = Export(
    name="threads_posts",
    parts=(
        Part(
            table="posts",
            columns=(
                Column("post_id", Id(recover_from="permalink", recover=r"/(?:post|t)/([\w-]+)")),
                Column("account", key="username"),
                Column("published_at", Moment("UTC"), key="timestamp"),
                Column("permalink", looks_like=r"threads\.(?:net|com)/(?:@[\w.]+/post|t)/"),
                Column("caption", key="text"),
                Column("format", FORMAT, key="media_type"),
                "views",
                "likes",
                Column("comments", key="replies"),
                Column("shares", key="reposts"),
                Column("_quotes"),
            ),
            derived=(
                Derived(
                    "post_id",
                    "coalesce(post_id, regexp_extract(permalink, '/(?:post|t)/([\\w-]+)', 1))",
                    ("permalink",),
                ),
                Derived("account", "nullif(regexp_extract(permalink, '/@([\\w.]+)/', 1), '')", needs=("permalink",)),
            ),
            requires=("permalink", "published_at", "views"),
            key=("post_id",),
            notes=(Note("Shares are reposts: quotes and shares by message are left out.", needs=("shares",)),),
        ),
    ),
)

IMPORTER = Importer("threads", "1", "threads", (POSTS,), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Threads."""
    return [IMPORTER]
