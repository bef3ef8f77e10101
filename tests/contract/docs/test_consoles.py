"""What happens to the blocks of a page when it is made anew."""

from __future__ import annotations

from pathlib import Path

from making.consoles import commands_of, played

PAGE = """# Page

```csv exports/a.csv
x
```

<!-- copy exports copied -->
```console lines=2
$ kpi-xl import exports/a.csv
what it printed last year
$ cd copied
$ kpi-xl "two words"
```

```sh
kpi-xl never-run
```
"""


def test_output_is_put_below_its_command_and_cut(tmp_path: Path) -> None:
    asked: list[tuple[list[str], bool]] = []

    def run(words: list[str]) -> str:
        asked.append((words, Path("a.csv").exists()))
        return f"{tmp_path}/b\n2026-10-01 09:30 done\nthird\n"

    anew = played(PAGE, tmp_path, run)
    assert asked == [(["import", "exports/a.csv"], False), (["two words"], True)]
    told = "~/b\n… done\n…"
    console = f'$ kpi-xl import exports/a.csv\n{told}\n$ cd copied\n$ kpi-xl "two words"\n{told}\n```'
    assert console in anew
    assert "last year" not in anew
    assert played(anew, tmp_path, run) == anew


def test_long_sentences_wrap_and_long_rows_are_cut(tmp_path: Path) -> None:
    sentence, row = "word " * 40, "cell  " * 40
    anew = played("```console\n$ kpi-xl x\n```\n", tmp_path, lambda _: f"{sentence}\n{row}\n")
    lines = anew.splitlines()[2:-1]
    assert max(map(len, lines)) <= 110
    assert " ".join(lines[:-1]).split() == sentence.split()
    assert lines[-1].endswith("…")


def test_only_console_blocks_hold_commands() -> None:
    assert commands_of(PAGE) == ["kpi-xl import exports/a.csv", "cd copied", 'kpi-xl "two words"']
