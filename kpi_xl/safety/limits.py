"""What is still a file that a person made, and what is a bomb."""

from __future__ import annotations

MEGABYTE = 1024 * 1024

MAX_ENTRIES = 10_000
MAX_DIRECTORY_BYTES = 4 * MEGABYTE  # Python holds a dozen times as much; ten thousand entries need about one
MAX_PART_BYTES = 512 * MEGABYTE
MAX_TOTAL_BYTES = 2048 * MEGABYTE

# Sheet XML shrinks to a tenth or, full of equal rows, a hundredth. Deflate itself ends at 1032:1.
MAX_RATIO = 200
RATIO_COUNTS_FROM = 8 * MEGABYTE

MAX_SHEETS = 1_000
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_SHEET_CELLS = 50_000_000  # readers allocate the whole rectangle from A1 to the last cell
