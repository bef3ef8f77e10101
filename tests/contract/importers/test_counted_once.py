"""Real layouts of a platform's own export and of schedulers, imported in every order: each post counts once."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from kpi_xl.importing.importer import Importer
from kpi_xl.importing.staged import Answers
from kpi_xl.project.intake import Intake
from kpi_xl.warehouse.data import DataSettings
from kpi_xl.warehouse.warehouse import Warehouse

META = (
    "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,"
    "Data comment,Date,Views,Reach,Likes,Shares,Comments,Saves,Follows\n"
    "17900000000000001,17841000000000001,madeup.no,Made-up,Hei,0,03/15/2026 01:05,https://www.instagram.com/reel/Cone/,"
    "IG reel,,Lifetime,1000,800,90,2,3,1,\n"
    "17900000000000002,17841000000000001,madeup.no,Made-up,Hei,0,03/16/2026 01:05,https://www.instagram.com/p/Ctwo/,"
    "IG image,,Lifetime,500,400,40,2,3,1,\n"
)
X = (
    "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts\n"
    '1775000000000000001,"Tue, Apr 2, 2024",Hei,https://x.com/madeup/status/1775000000000000001,800,15,25,0,0,0,4,6\n'
)
SPROUT = (
    "Date,Post ID,Network,Post Type,Content Type,Profile,Sent by,Link,Post,Impressions,Reach,Engagements,Reactions,"
    "Comments,Shares,Saves\n"
    "03/15/2026 10:05 am,17900000000000001,Instagram,Post,Reel,madeup.no,Kari,https://www.instagram.com/reel/Cone/,Hei,"
    "2000,799,130,89,3,2,1\n"
    "03/20/2026 10:05 am,17900000000000003,Instagram,Post,Photo,madeup.no,Kari,https://www.instagram.com/p/Cthree/,Hei,"
    "300,200,30,20,3,2,1\n"
)
BUFFER = (
    "Date,Update,Service,Service Link,Type,Impressions,Reach,Engagements,Likes,Comments,Shares,Clicks\n"
    "2024-04-02T08:00:00Z,Hei,twitter,https://twitter.com/madeup/status/1775000000000000001,text,790,,24,14,4,6,12\n"
)
METRICOOL = (
    "Date;Text;URL;Type;Impressions;Reach;Likes;Saved;Comments;Shares;Interactions;Engagement\n"
    "16/03/2026 09:05;Hei;https://www.instagram.com/p/Ctwo;Image;900;390;39;1;3;2;45;5,67\n"
    "20/03/2026 10:05;Hei;https://www.instagram.com/p/Cthree;Image;310;210;20;1;3;2;26;5,67\n"
)
FILES = {"meta.csv": META, "x.csv": X, "sprout.csv": SPROUT, "buffer.csv": BUFFER, "metricool.csv": METRICOOL}


_FIRST, *_OTHERS = list(permutations(FILES))[::24]


@pytest.mark.parametrize("order", [_FIRST, *(pytest.param(order, marks=pytest.mark.slow) for order in _OTHERS)])
def test_each_post_counts_once(tmp_path: Path, importers: tuple[Importer, ...], order: tuple[str, ...]) -> None:
    warehouse = Warehouse(tmp_path / "warehouse")
    intake = Intake(warehouse, importers, "Europe/Oslo", bytes(32))
    for name in order:
        path = tmp_path / name
        path.write_text(FILES[name], encoding="utf-8")
        assert [outcome.kind for outcome in intake.take(path, Answers())] == ["imported"]
    posts = warehouse.data(DataSettings()).frames["posts"].select("platform", "likes").collect("pyarrow").rows()
    assert sorted(posts) == [("instagram", 20), ("instagram", 40), ("instagram", 90), ("x", 15)]
