"""A workbook as PDF: by Excel itself where it is installed, else by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from kpi_xl.errors import FileProblemError
from kpi_xl.printing.programs import has_excel, libreoffice

_LONGEST = 300.0  # seconds; a report takes some ten


def to_pdf(workbook: Path, output: Path | None = None) -> Path:
    """Print the visible sheets of a workbook, by default to a file of its name beside it.

    Returns:
        Where the PDF is.

    Raises:
        FileProblemError: no program here can do it, it failed, or the file cannot be written.
    """
    target = output or workbook.with_suffix(".pdf")
    with tempfile.TemporaryDirectory(prefix="kpi-xl-") as scratch:
        made = Path(scratch) / f"{workbook.stem}.pdf"
        if has_excel():
            _by_excel(workbook, made)
        elif program := libreoffice():
            _by_libreoffice(program, workbook, Path(scratch))
        else:
            raise FileProblemError(
                f"No program on this computer can print {workbook.name} as PDF.",
                "Install LibreOffice (libreoffice.org), or open the workbook in Excel and choose File > Export.",
            )
        if not made.is_file():
            raise FileProblemError(f"{workbook.name} could not be printed as PDF.", "Close it in other programs.")
        return _placed(made, target)


def _by_excel(workbook: Path, made: Path) -> None:
    import xlwings  # noqa: PLC0415 - only where Excel is installed

    with xlwings.App(visible=False, add_book=False) as excel:
        book = excel.books.open(str(workbook), read_only=True, update_links=False)
        book.to_pdf(str(made))
        book.close()


def _by_libreoffice(program: Path, workbook: Path, scratch: Path) -> None:
    command = [
        str(program),
        f"-env:UserInstallation={(scratch / 'profile').as_uri()}",  # its own, so that an open LibreOffice does not mind
        "--headless",
        "--convert-to",
        "pdf:calc_pdf_Export",
        "--outdir",
        str(scratch),
        str(workbook),
    ]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST)  # noqa: S603 - no shell, and our own words
    except (OSError, subprocess.SubprocessError) as error:
        message = f"LibreOffice could not print {workbook.name} as PDF."
        raise FileProblemError(message, "See that it opens there, then try again.") from error


def _placed(made: Path, target: Path) -> Path:
    try:
        shutil.copyfile(made, part := target.with_name(f".{target.name}.part"))
        part.replace(target)
    except OSError as error:
        message = f"{target.name} could not be written: {error.strerror or error}."
        raise FileProblemError(message, "Close it in other programs and try again.") from error
    return target
