"""The shared strings of a workbook, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from kpi_xl.errors import UnsafeFileError
from kpi_xl.workbook.book.text import cell_text
from kpi_xl.workbook.package.xml import Element, every, local_name


@dataclass(frozen=True)
class SharedStrings:
    """`items` are the `<si>` elements, in order."""

    items: tuple[Element, ...] = ()

    @classmethod
    def read(cls, root: Element) -> SharedStrings:
        """The strings of the part."""
        return cls(tuple(root.findall("{*}si")))

    @cached_property
    def texts(self) -> list[str]:
        """Each string's text, formats and reading aids left out."""
        return [item_text(item) for item in self.items]

    def text(self, index: int) -> str:
        """The text that a cell names by its number.

        Raises:
            UnsafeFileError: There is none of that number.
        """
        if index >= len(self.items):
            message = f"A cell shows text number {index}, and the workbook holds only {len(self.items)} texts."
            raise UnsafeFileError(message, "Open it in Excel and save it as a new file.")
        return self.texts[index]

    def is_rich(self, index: int) -> bool:
        """Whether parts of the text have formats of their own."""
        return self.items[index].find("{*}r") is not None


def item_text(item: Element) -> str:
    """The text of a `<si>` or `<is>`."""
    return cell_text("".join(node.text or "" for node in text_nodes(item)))


def text_nodes(item: Element) -> list[Element]:
    """The `<t>` elements of a string, without those of phonetic guides."""
    return [node for node in every(item, "t") if local_name(_parent(node)) != "rPh"]


def inline_xml(item: Element) -> str:
    """A shared string as an inline one, its formats kept, in the default namespace of a sheet."""
    xml = "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in item)
    for uri in set(item.nsmap.values()):
        xml = xml.replace(f' xmlns="{uri}"', "")
    return f"<is>{xml}</is>"


def _parent(node: Element) -> Element:
    parent = node.getparent()
    return node if parent is None else parent
