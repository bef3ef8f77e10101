"""What a remark on a file is about, so that a report can say it in its own language and in few words."""

from __future__ import annotations

from typing import Literal, get_args

Topic = Literal[
    "",
    "older",
    "renamed_figure",
    "fewer_figures",
    "below_total",
    "above_total",
    "unreadable",
    "two_columns",
    "not_computed",
    "date_order",
    "new_column",
    "unused_part",
    "nothing_used",
    "days_missing",
    "figure_pauses",
    "days_to_come",
    "filled_down",
    "other_days",
    "contradicting",
    "cut",
    "currencies",
    "all_zero",
    "survey_kind",
    "incomplete_days",
    "no_brand",
]
"""Blank where a remark is about something that only its own text can tell."""

TOPICS: tuple[Topic, ...] = get_args(Topic)
