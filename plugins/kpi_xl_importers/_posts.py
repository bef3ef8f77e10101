"""What exports of posts have in common: formats, and the id of a post in its link."""

from __future__ import annotations

from kpi_xl import Choice, Column, Derived, Id, Note
from kpi_xl_importers._platforms import platform_of_link

FORMAT = Choice(
    (
        (r"reel", "reel"),
        (r"c?karr?us|carr?ou?s|carrus|multi|album|gallery|document", "carousel"),
        (r"stor(y|ies)|histor|händelse|tarina|verha(al|len)", "story"),
        (r"live|direkte|i realtid", "live"),
        (r"v[ií]deo|short", "video"),
        (r"link|lenk|länk|enlace|lien|linkki|article", "link"),
        (r"photo|foto|image|imagem|imagen|bild|bilde|billed|kuva|afbeelding|\bpin\b", "image"),
        (r"text|tekst|texte|teksti|status|tweet|thread", "text"),
    ),
    other="other",
)

# …/p/C1, …/reel/C1, …/status/1, …/posts/1_2, …/pin/1, …?fbid=1, …/watch?v=1, urn:li:share:1
_ID_IN_LINK = (
    r"(?:/(?:p|reels?|tv|status(?:es)?|videos?|photo|pin|post|t|shorts|live|permalink)/|youtu\.be/|[?&](?:story_)?fbid="
    r"|[?&]v=|(?:activity|share|ugcPost)[:-]|/posts/(?:[^/?#]+/)*)(?:\d+_)?([\w-]+)/?(?:[?#&].*)?$"
)

# Schedulers have ids of their own, or none: the link says which post it is.
SCHEDULED_POST = (
    Column("post_id", Id(recover_from="permalink", recover=_ID_IN_LINK)),
    Column("permalink", looks_like=r"^https?://"),
)
_OF_LINK = f"nullif(regexp_extract(permalink, '{_ID_IN_LINK}', 1), '')"
POST_OF_LINK = (
    Derived("post_id", f"coalesce(post_id, {_OF_LINK}, permalink)", needs=("post_id", "permalink")),
    Derived("post_id", f"coalesce({_OF_LINK}, permalink)", needs=("permalink",)),
    Derived("platform", f"coalesce(platform, {platform_of_link('permalink')})", needs=("platform", "permalink")),
    Derived("platform", platform_of_link("permalink"), needs=("permalink",)),
)
OWN_ZONE = Note("Times are read in the project's time zone: the file does not name its own.")
