"""A sheet's parts copied with all that belongs to it alone: drawings, charts, comments, tables."""

from __future__ import annotations

from kpi_xl.errors import TemplateError
from kpi_xl.workbook.package.package import Package
from kpi_xl.workbook.package.relationships import Relationship, relationships_name
from kpi_xl.workbook.package.xml import serialised

# What a copy needs for itself; pictures, printer settings and themes are shared.
_OWN = frozenset({
    "drawing", "vmlDrawing", "comments", "threadedComment", "table", "chart", "chartEx", "chartStyle",
    "chartColorStyle", "chartUserShapes", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors",
    "diagramDrawing", "ctrlProp",
})  # fmt: skip
_REFUSED = {
    "pivotTable": "a pivot table",
    "slicer": "a slicer",
    "timeline": "a timeline",
    "oleObject": "an embedded object",
    "package": "an embedded object",
    "control": "an ActiveX control",
    "queryTable": "a query",
    "tableSingleCells": "a mapped XML cell",
    "webExtension": "an add-in",
}


def refused_in(package: Package, part: str) -> str | None:
    """What keeps a sheet from being copied, in words; None if nothing does."""
    for relation in package.relations(part).all():
        if relation.kind in _REFUSED:
            return _REFUSED[relation.kind]
        if relation.kind in _OWN and relation.kind != "chart" and not relation.external and relation.target in package:
            inner = refused_in(package, relation.target)
            if inner is not None:
                return inner
    return None


def check_copyable(package: Package, part: str, sheet: str) -> None:
    """Refuse a sheet that holds what can be in a workbook only once."""
    refused = refused_in(package, part)
    if refused is not None:
        raise TemplateError(
            f"The sheet “{sheet}” repeats, and it holds {refused}, which cannot be repeated.",
            "Move that to a sheet of its own.",
        )


def copy_part(package: Package, part: str) -> str:
    """Copy a part and what belongs to it; the new part's name is returned."""
    twin = package.free_name(part)
    package.set(twin, package.data(part))
    content_type = package.types.of(part)
    if package.types.of(twin) != content_type:
        package.types.set(twin, content_type)
    relations = package.relations(part)
    if relations.all():
        package.set(relationships_name(twin), serialised(relations.root))
        for relation in relations.all():
            _copy_target(package, twin, relation)
        package.touch_relations(twin)
    return twin


def _copy_target(package: Package, twin: str, relation: Relationship) -> None:
    if relation.external or relation.target not in package:
        return
    target = copy_part(package, relation.target) if relation.kind in _OWN else relation.target
    package.relations(twin).retarget(relation.id, target)


def remove_part(package: Package, part: str) -> None:
    """Take a part out, with what belongs to it alone."""
    own = [each.target for each in package.related(part) if each.kind in _OWN]
    package.remove(part)
    for target in own:
        if target in package:
            remove_part(package, target)
