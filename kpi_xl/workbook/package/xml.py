"""XML parts read and written, with nothing fetched and no entity expanded."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from kpi_xl.errors import UnsafeFileError

Element: TypeAlias = etree._Element  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def parsed(data: bytes, where: str = "A part of the workbook", *, mend: bool = False) -> Element:
    """The root of a part; `mend` closes what it left open.

    Raises:
        UnsafeFileError: It is no XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=mend)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnsafeFileError(f"{where} is damaged.", "Open it in Excel and save it as a new file.") from error


def serialised(root: Element) -> bytes:
    """A part as Excel writes it: UTF-8 with a standalone declaration."""
    return _DECLARATION + etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=False)


def local_name(element: Element) -> str:
    """The tag without its namespace; no name at all for a comment or processing instruction."""
    return str(element.tag).rpartition("}")[2]


def sibling_tag(element: Element, name: str) -> str:
    """`name` in the element's own namespace, which is another one in strict files."""
    namespace, brace, _ = str(element.tag).rpartition("}")
    return f"{namespace}{brace}{name}"


def add_child(parent: Element, name: str, /, **attributes: str) -> Element:
    """Append a child in the parent's namespace."""
    return etree.SubElement(parent, sibling_tag(parent, name), attributes)


def first(parent: Element, name: str) -> Element | None:
    """The first child of that local name, in whatever namespace."""
    return parent.find(f"{{*}}{name}")


def every(root: Element, *names: str) -> list[Element]:
    """All descendants of these local names, in order, as a list that may be changed on the way."""
    return list(root.iter(*(f"{{*}}{name}" for name in names)))


def remove(element: Element) -> None:
    """Take an element out of its parent, leaving the text behind it where it is."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def id_attribute(element: Element, name: str = "id") -> str | None:
    """The attribute of that local name in the relationships' namespace (`r:id`), strict or not."""
    for key, value in element.attrib.items():
        if str(key).endswith(f"}}{name}"):
            return str(value)
    return None
