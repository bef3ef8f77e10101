from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kpi_xl.errors import PluginError
from kpi_xl.host import Host, Plugin

Install = Callable[[str, Mapping[str, str]], Path]

TEMPLATE = """
    from pathlib import Path
    from kpi_xl import Template, hookimpl

    @hookimpl
    def kpi_xl_templates():
        return [Template("{name}", Path("{name}.xlsx"), {{"en": "{name}"}})]
"""
UNMARKED = "def kpi_xl_templates():\n    return []\n"
MISSPELLED = "from kpi_xl import hookimpl\n\n@hookimpl\ndef kpi_xl_template():\n    return []\n"
RAISING = "from kpi_xl import hookimpl\n\n@hookimpl\ndef kpi_xl_templates():\n    raise OSError('disk gone')\n"


def plugin_named(host: Host, name: str) -> Plugin:
    return next(plugin for plugin in host.plugins() if plugin.name == name)


def template_names(host: Host) -> set[str]:
    return {template.name for template in host.templates()}


def test_each_module_of_a_plugin_package_is_a_plugin_of_its_own(install: Install) -> None:
    install(
        "made_up_pack",
        {
            "__init__.py": "",
            "weekly.py": TEMPLATE.format(name="weekly"),
            "area/__init__.py": "",
            "area/yearly.py": TEMPLATE.format(name="yearly"),
        },
    )
    host = Host()
    assert template_names(host) >= {"weekly", "yearly"}
    assert {plugin.name for plugin in host.plugins()} >= {"made_up_pack.weekly", "made_up_pack.area.yearly"}


def test_a_module_without_hooks_is_no_plugin(install: Install) -> None:
    install("made_up_pack", {"__init__.py": "", "shared.py": "X = 1"})
    assert not any(plugin.name.startswith("made_up_pack") for plugin in Host().plugins())


def test_a_plugin_says_where_it_is_from_and_what_it_brings(install: Install) -> None:
    install("made_up_pack", {"__init__.py": TEMPLATE.format(name="weekly")})
    plugin = plugin_named(Host(), "made_up_pack")
    assert str(plugin) == "made_up_pack (made_up_pack 1.2.3)"
    assert plugin.brings == {"kpi_xl_templates": ("weekly",)}


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("def (", "SyntaxError"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        (MISSPELLED, "There is no hook “kpi_xl_template”"),
        (UNMARKED, "The function “kpi_xl_templates” lacks the mark @hookimpl"),
        (RAISING, "OSError: disk gone"),
        (RAISING.replace("raise OSError('disk gone')", "return ['text']"), "'str' object has no attribute 'name'"),
    ],
)
def test_a_plugin_that_fails_is_reported_and_the_rest_goes_on(install: Install, text: str, cause: str) -> None:
    install("made_up_bad", {"__init__.py": text})
    install("made_up_good", {"__init__.py": TEMPLATE.format(name="weekly")})
    host = Host()
    assert "weekly" in template_names(host)
    broken = plugin_named(host, "made_up_bad")
    assert broken in host.broken()
    assert broken.state == "broken"
    assert cause in broken.cause


def test_strict_makes_a_plugin_that_cannot_be_loaded_fatal(install: Install) -> None:
    install("made_up_bad", {"__init__.py": "import no_such_module"})
    with pytest.raises(PluginError, match=r"made_up_bad \(made_up_bad 1\.2\.3\) cannot be loaded"):
        Host(strict=True)


def test_strict_makes_a_plugin_that_raises_fatal(install: Install) -> None:
    install("made_up_bad", {"__init__.py": RAISING})
    host = Host(strict=True)
    with pytest.raises(PluginError, match="disk gone"):
        host.templates()


def test_two_things_of_one_name_are_an_error_that_names_both_plugins(install: Install) -> None:
    install("made_up_one", {"__init__.py": TEMPLATE.format(name="weekly")})
    install("made_up_two", {"__init__.py": TEMPLATE.format(name="weekly")})
    host = Host()
    with pytest.raises(PluginError, match=r"templates are called “weekly”.*made_up_one.*made_up_two"):
        host.templates()


def test_two_plugins_of_one_name_are_an_error_that_names_both_places(install: Install, tmp_path: Path) -> None:
    install("made_up_pack", {"__init__.py": TEMPLATE.format(name="weekly")})
    own = tmp_path / "made_up_pack.py"
    with pytest.raises(PluginError, match=r"made_up_pack 1\.2\.3 .*this project"):
        Host({own: TEMPLATE.format(name="other")})


@pytest.mark.parametrize("name", ["made_up_pack", "made_up_pack.weekly"])
def test_a_plugin_is_switched_off_by_its_name_or_its_package(install: Install, name: str) -> None:
    install("made_up_pack", {"__init__.py": "", "weekly.py": TEMPLATE.format(name="weekly")})
    host = Host(disabled=[name])
    assert "weekly" not in template_names(host)
    assert plugin_named(host, "made_up_pack.weekly").state == "off"


def test_the_environment_switches_plugins_off_before_their_code_runs(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("made_up_bad", {"__init__.py": "raise OSError('ran')"})
    monkeypatch.setenv("KPI_XL_DISABLE", "something, made_up_bad")
    assert plugin_named(Host(), "made_up_bad").state == "off"


def test_a_projects_own_plugin_runs_the_text_that_was_allowed_and_not_the_file(tmp_path: Path) -> None:
    path = tmp_path / "own.py"
    path.write_text("raise OSError('edited since')", encoding="utf-8")
    source = TEMPLATE.format(name="own").replace("\n    ", "\n")
    host = Host({path: source})
    assert "own" in template_names(host)
    assert str(plugin_named(host, "own")) == "own (this project)"


WORKING = """
    from kpi_xl import Export, Importer, Kpi, hookimpl

    def layout(opened):
        raise OSError("no such disk")

    def calculate(data, scope):
        return 1 / 0

    @hookimpl
    def kpi_xl_importers():
        return [Importer(name="made_up", version="1", platform="x", formats=(Export("any", (), layout=layout),))]

    @hookimpl
    def kpi_xl_kpis():
        return [Kpi(id="made_up", unit="ratio", better="higher", area="reach", label={"en": "Made up"},
                    source="https://example.org", calculate=calculate)]
"""


def test_an_importer_that_raises_while_working_takes_nothing_and_is_reported(install: Install) -> None:
    install("made_up_pack", {"__init__.py": WORKING})
    host = Host()
    importer = next(one for one in host.importers() if one.name == "made_up")
    assert list(importer.formats[0].layout(None)) == []
    assert "no such disk" in plugin_named(host, "made_up_pack").cause


def test_a_kpi_that_raises_while_working_is_missing_and_says_whose_fault_it_is(install: Install) -> None:
    install("made_up_pack", {"__init__.py": WORKING})
    host = Host()
    kpi = next(one for one in host.kpis() if one.id == "made_up")
    missing = kpi.calculate(None, None).missing
    assert "made_up_pack (made_up_pack 1.2.3) failed while working: ZeroDivisionError" in missing.text
    assert plugin_named(host, "made_up_pack").state == "broken"


def test_strict_makes_what_is_raised_while_working_fatal(install: Install) -> None:
    install("made_up_pack", {"__init__.py": WORKING})
    kpi = next(one for one in Host(strict=True).kpis() if one.id == "made_up")
    with pytest.raises(PluginError, match="ZeroDivisionError"):
        kpi.calculate(None, None)


def test_what_an_entry_point_promises_is_imported_when_it_is_asked_for() -> None:
    program = (
        "import sys; from kpi_xl.host import Host; host = Host(); host.importers();"
        "assert 'kpi_xl_importers.ga4' in sys.modules and 'kpi_xl_kpis.reach.reach' not in sys.modules;"
        "host.kpis(); assert 'kpi_xl_kpis.reach.reach' in sys.modules;"
        "assert 'kpi_xl_analyses.content.top_content' not in sys.modules;"
        "assert {'kpi_xl_analyses.content.top_content', 'kpi_xl_templates'} <= {one.name for one in host.plugins()}"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
