"""What the command line says, in one place, so that it can be said in another language."""

from __future__ import annotations

A_FILE = "a file"
DISK_FULL = "There is no space left on the disk for {place}; nothing half written was kept."
FREE_SPACE = "Free some space and run the command again."
NO_SUCH_FILE = "There is no file {place}."
CHECK_SPELLING = "See how it is spelled, and in which folder it is."
NOT_ALLOWED = "{place} cannot be read or written: it is open in another program, or you have no permission."
CLOSE_OR_ASK = "Close it there, or ask whoever owns the folder for permission."
FILE_TROUBLE = "{place} cannot be used: {cause}."
TRY_AGAIN = "See that it exists and is not in use, then run the command again."
UNEXPECTED = "Something went wrong that should not have ({kind}: {error})."
SEE_LOG = "The details are in {log}; run again with --verbose to see them here."

# inspect
FORMAT = "{format} of {platform}, read by {importer}"
TABLE = "{name}: {rows:,} rows, {first_date} to {last_date}"
REJECTED = "{count} rows cannot be used"

# doctor
NOT_INSTALLED = "is not installed: python -m pip install “{requirement}”"
TIME_ZONES = "Time zones"
PRESENT = "present"
NO_TIME_ZONES = "The time zone data is missing: python -m pip install tzdata"
NO_LIBREOFFICE = "not found; only needed to print reports on machines without Excel"
WRITING_TO = "Writing to {folder}"
FREE_DISK = "allowed, {gigabytes:.1f} GB free"
DOCTOR_WELL = "All is well."
DOCTOR_WRONG = "{count} things need mending."
