"""Both ways into the program, templates and imports, refuse every attack quickly and in little memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.safety import attacks

# Opens each file in one process and prints what was said, the processor's seconds, and the megabytes above those that
# the process had before: the kernel forgets the highest mark where "5" is written.
_MEASURE = """
import json, re, sys, time
from pathlib import Path
from kpi_xl.errors import KpiXlError
{door}

def kilobytes(what):
    return int(re.search(what + r":\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

found = {{}}
for name, path in json.loads(sys.argv[1]).items():
    Path("/proc/self/clear_refs").write_text("5")
    before, started = kilobytes("VmRSS"), time.process_time()
    try:
        enter(Path(path))
        said = ""
    except KpiXlError as error:
        said = error.message
    found[name] = [said, time.process_time() - started, (kilobytes("VmHWM") - before) / 1024]
print(json.dumps(found))
"""
_DOORS = {
    "template": "from kpi_xl.workbook.template import Template\nenter = Template.open",
    "import": "from kpi_xl.importing.opening.opener import open_file as enter",
}


@pytest.fixture
def files(attack: Callable[[str], Path]) -> dict[str, str]:
    return {name: str(attack(name)) for name in attacks.WORKBOOK_ATTACKS}


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read from /proc")
@pytest.mark.parametrize("door", _DOORS)
def test_every_attack_is_refused_at_the_door_in_a_second_and_100_megabytes(door: str, files: dict[str, str]) -> None:
    code = _MEASURE.format(door=_DOORS[door])
    done = subprocess.run([sys.executable, "-c", code, json.dumps(files)], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert {name for name, (said, _, _) in found.items() if not said.endswith(".")} == set()
    assert {name: said for name, (said, _, _) in found.items() if Path(files[name]).name not in said} == {}
    assert {name: seconds for name, (_, seconds, _) in found.items() if seconds >= 1} == {}
    assert {name: megabytes for name, (_, _, megabytes) in found.items() if megabytes >= 100} == {}


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read from /proc")
def test_the_measure_sees_memory_and_what_is_not_refused(tmp_path: Path) -> None:
    door = "def enter(path):\n    return len(bytes(range(256)) * (200 * 4096))"
    harmless = {"a harmless file": str(tmp_path / "harmless.xlsx")}
    code = _MEASURE.format(door=door)
    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps(harmless)], capture_output=True, text=True, check=True
    )
    said, _, megabytes = json.loads(done.stdout)["a harmless file"]
    assert said == ""
    assert megabytes > 150
