"""`[Content_Types].xml`: what each part is."""

from __future__ import annotations

from kpi_xl.workbook.package.xml import Element, add_child, every, parsed, remove

NAME = "[Content_Types].xml"


class ContentTypes:
    """The types of all parts, to be read and changed."""

    def __init__(self, data: bytes) -> None:
        self.root: Element = parsed(data)

    def of(self, part: str) -> str:
        """A part's type: its own, or that of its extension."""
        override = self._override(part)
        if override is not None:
            return override.get("ContentType", "")
        extension = part.rpartition(".")[2].lower()
        for default in every(self.root, "Default"):
            if default.get("Extension", "").lower() == extension:
                return default.get("ContentType", "")
        return ""

    def set(self, part: str, content_type: str) -> None:
        """Give a part its own type."""
        override = self._override(part)
        if override is None:
            add_child(self.root, "Override", PartName=f"/{part}", ContentType=content_type)
        else:
            override.set("ContentType", content_type)

    def remove(self, part: str) -> None:
        """Forget a part."""
        override = self._override(part)
        if override is not None:
            remove(override)

    def sort(self) -> None:
        """Put the parts in the order of their names, whatever order they came in."""
        overrides = sorted(every(self.root, "Override"), key=lambda each: each.get("PartName", ""))
        for override in overrides:
            self.root.append(override)

    def _override(self, part: str) -> Element | None:
        wanted = f"/{part}".lower()
        return next((each for each in every(self.root, "Override") if each.get("PartName", "").lower() == wanted), None)
