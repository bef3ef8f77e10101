"""What the command line says, in one place, so that it can be said in another language."""

from __future__ import annotations


def counted(count: int, thing: str) -> str:
    """“1 file”, “2,000 files”."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


ERROR = "Error:"
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
WRONG_KPI = "Left out: {finding}"
BROKEN_PLUGIN = "The plugin {plugin} failed and was left out: {cause}"
SEE_LOG = "The details are in {log}; run again with --verbose to see them here."

# inspect
FORMAT = "{format} of {platform}, read by {importer}"
TABLE = "{name}: {rows:,} rows"
TABLE_OF_DAYS = "{name}: {rows:,} rows, {first_date} to {last_date}"
REJECTED = "{rows} cannot be used"

# doctor
NOT_INSTALLED = 'is not installed: python -m pip install "{requirement}"'
TIME_ZONES = "Time zones"
PRESENT = "present"
NO_TIME_ZONES = "The time zone data is missing: python -m pip install tzdata"
NO_LIBREOFFICE = "not found; only needed to print reports on machines without Excel"
WRITING_TO = "Writing to {folder}"
FREE_DISK = "allowed, {gigabytes:.1f} GB free"
PLUGIN = "Plugin"
PLUGINS = "Plugins"
PLUGINS_WORK = "{count} work"
PROJECT = "Project"
KPIS = "KPIs"
IMPORTS = "Imports"
INPUTS = "Inputs workbook"
WRONG_INPUT = "inputs.xlsx, {reason}"
MORE_WRONG_INPUTS = "inputs.xlsx has {count} more such cells; kpi-xl doctor names them."
ROWS_LOST = "The rows of {file} are gone from the project's folder: kpi-xl imports undo {id}, then import it again."
ASKING = "{count} files need an answer: kpi-xl imports"
LEFTOVERS = "{count} unfinished imports were left; the next import removes them."
DOCTOR_WELL = "All is well."
DOCTOR_WRONG = "{count} things need mending."

# kpis
NEARLY_FOUND = "No KPI and no analysis has all of the words “{words}”. These have most of them:"
NOT_FOUND = "No KPI and no analysis has the words “{words}”. kpi-xl kpis lists all of them."

# new
ASK_CLIENT = "Whom are the reports about?"
ASK_LANGUAGE = "Language of the reports (en, nb, sv)"
ASK_TIMEZONE = "Time zone of the business"
ASK_MODEL = "Kind of business (shop, b2b, saas, car_dealer, store, restaurant)"
NO_MODEL = "There is no funnel of “{model}”."
WRITE_MODEL = "Write one of: {models}."
ASK_CURRENCY = "Currency of the reports"
NO_LANGUAGE = "There are no reports in “{language}”."
WRITE_LANGUAGE = "Write en, nb or sv."
ASK_PLATFORMS = "Which platforms, with commas between them? (Enter: tell me later, with kpi-xl guide)"
NEW_PROJECT = "Made {folder}."
NEW_NEXT = 'Next: cd "{folder}", put export files into its folder “exports”, then kpi-xl import and kpi-xl report.'
NEW_GUIDE = "Where each platform's export is found: kpi-xl guide"

# import
IMPORTING = "Importing"
NO_EXPORTS = "There are no export files in {places}."
PUT_EXPORTS = "Put the files that the platforms let you download there, or name them."
NO_DAY = "One of the days given is no day."
WRITE_DAY = "Write it as 2026-10-31."
FILE = "File"
WHAT_IT_IS = "What it is"
DAYS = "Days"
ROWS_KEPT = "Rows"
ROWS_REJECTED = "Rejected"
REFUSED = "Refused"
KNOWN = "imported before"
ROWS_REJECTED_BECAUSE = "{rows} rejected: {reason}"
NOTES = "{notes} on how the files were read: kpi-xl imports show ID"
NEEDS_ANSWER = "Needs an answer:"
HELD_BACK = " Until then no KPI uses these rows."
AND_MORE = " and {count} more"
IMPORT_TOTALS = (
    "{files}: {imported} imported, {known} known already, {refused} refused. {kept} kept, {rejected:,} rejected."
)

# The command imports
ID = "Id"
ACCOUNT = "Account"
IMPORTED = "Imported"
ASKED = "Asks for"
NO_IMPORT = "There is no import “{id}”."
LIST_IMPORTS = "`kpi-xl imports` lists them."
UNDONE = "{file} is taken back: {rows:,} rows."
READ_BY = "{format}, read by {importer} (version {version})"
ROWS_OF_FILE = (
    "{read:,} rows = {kept:,} kept + {rejected:,} rejected + {totals:,} totals + {footers:,} notes and footers"
)
REJECTED_ROW = "row {row} rejected: {reason}"

# kpis
NAME = "Name"
AREA = "Area"
FORMULA = "Formula"
UNIT = "Unit"
BETTER = "Better"
SOURCE = "Source"
ALSO = "Also"
CALCULATED = "calculated outside formulas"
A_TABLE = "an analysis: a table"
KIND = "Kind"
DEFINITION = "In words"
EXCEL = "In Excel"
AS_VALUE = "a value: it is worked out outside Excel, and the cell looks it up"
STAGE = "Stage"
LEVEL = "Level"
NEEDS = "Needs"
EXPORTS = "Exports"
NO_EXPORT = "no platform exports it; it follows from other figures"
SETTINGS = "Settings"
COLUMNS = "Columns"
TYPED = "By hand"
CHECKED = "Checked against"
NOW = "Now"
NO_PROJECT_HERE = "This is no project, so there are no figures."
WORKS = "Works"
BY = "by {names}"
IN_EXCEL = "In Excel"
FED_BY = "Fed by"
DEFINITION_ONLY = "the definition at {source}"
COVERAGE_TOTALS = (
    "{kpis} KPIs, {analyses} analyses, {practices} practices: {working} work, {native} as native formulas; "
    "{published} are held against figures that others published or counted."
)

# value
NO_JSON = "{file} is no JSON: {error}."
NO_LIST = "{file} holds no list of queries."
QUERY_INCOMPLETE = "Query {number} lacks “kpi”, “from” or “to”."
QUERY_DAYS = "Query {number} names a day that is no day."
WRITE_QUERIES = 'Write [{"kpi": "ctr", "from": "2026-10-01", "to": "2026-10-31", "platform": "instagram"}].'

# calc
NO_NAME = "“{text}” is no number with a name."
TWICE = "“{name}” is given twice."
WRITE_NUMBERS = "Write kpi-xl calc ctr link_clicks=1210 impressions=100000."
NO_UTF8 = "{file} is no text in UTF-8."
SAVE_AS_UTF8 = "Save it as “CSV UTF-8” and try again."
NO_ROWS = "{file} has no rows."
WRITE_ROWS = "The first line names the columns; each further line is a row."
YES = "yes"
NO = "no"

# excel
EXCEL_ALLOWED = "Functions in cells may read {client} in {folder}."
EXCEL_INSTALLED = "The add-in is {place}. Start Excel anew and type =KPI( into a cell."
EXCEL_PYTHON = "It starts {interpreter}, with xlwings {xlwings}."
CALC_INSTALLED = "LibreOffice has the functions. Start it anew and type =KPI( into a cell."
CALC_KEPT = "LibreOffice's extension is {place}."
NO_HELP_LANGUAGE = "There are no help texts in “{text}”."
EXCEL_REMOVED = "Removed: {place}"
CALC_REMOVED = "LibreOffice's extension is removed."
NOTHING_INSTALLED = "Nothing was installed."
EXCEL_ELSEWHERE = (
    "Excel's functions need Excel on Windows: run this command there. On a Mac and on Linux the same functions work in "
    "LibreOffice Calc, and reports show their stored values everywhere."
)
EXCEL_NO_OFFICE = "LibreOffice is not installed either, so there was nothing to do."
DEFAULT_PROJECT = "Default project"
NO_DEFAULT = "none: kpi-xl excel install --project FOLDER"
FROZEN = "Cells that hold their values now: {values}. Formulas that go on without the add-in: {formulas}."
MENDED = "Formulas that call the functions by their names alone: {formulas}. Links to another add-in removed: {links}."
LINKS_LEFT = "Links to it that had to stay: {count}. In Excel, choose Data > Edit Links > Break Link."
WRITTEN_TO = "The workbook is {path}."
EXCEL_DISALLOWED = "Functions in cells do not read {client} in {folder} any more."

# plugins
FROM = "From"
STATE = "State"
BRINGS = "Brings"
NONE = "none"
TRUSTED = "These plugins of the project may run as they are now: {names}."
UNTRUSTED = "The project's own plugins do not run any more."
NOT_TRUSTED = "The project has {count} plugins of its own that do not run: see them through, then kpi-xl plugins trust."

# explain
VALUE = "Value: {value}"
MISSING = "No value: {text}"
BOUNDS = "Between {low} and {high}"
WORKED_OUT = "Worked out as: {formula}"
FROM_ROWS = "From {rows} of {files}:"
FROM_FILE = "{rows:>9,}  {file}"

# report
MAKING_REPORT = "Making the report"
PRINTING = "Printing it"
BESIDES_AT = {"pdf": "The PDF is {path}", "pptx": "The presentation is {path}"}
UPDATE_AND_TEMPLATE = "--update already says which workbook is filled, so --template has no place."
CHOOSE_ONE = "Give one of the two."
RESTATED = "! {count} figures of earlier months have changed since the last report: see its checks, or kpi-xl diff."
NO_MONTH = "“{text}” is not a month."
WRITE_MONTH = "Write it as 2026-10."
NO_FIGURES = "KPIs without a figure, and why:"
FIGURES_AGREE = (
    "{month}: {kpis} KPIs have figures; {compared:,} were also worked out by the workbook's formulas: all agree."
)
FIGURES_DIFFER = "{month}: {kpis} KPIs have figures; {differing:,} of {compared:,} differ from the workbook's formulas."
REPORT_AT = "The report is {path}"

# demo
DEMO_ANSWER = "Google Analytics leaves the currency out, so we say it: kpi-xl import exports/GA4 --currency {currency}"
DEMO_SURVEY = (
    'Its scores are what they were taken for, so we confirm it: kpi-xl import "exports/Google Forms" --survey yes'
)
DEMO_WRITTEN = "Wrote {count} export files and the inputs of {client}, which does not exist."

# template
PLACES = "Where"
NOTE = "Note"
TEMPLATE_FINE = "{file}: a report can fill all of it."
TEMPLATE_PROBLEMS = "{count} things are wrong with {file}."
TEMPLATE_WRITTEN = "Wrote {path}."
TEMPLATE_NEXT = "Change it in Excel, then: kpi-xl template check {path}, kpi-xl report --template {path}"
FIELDS_WITHOUT_DATA = "There are no data here yet, so it cannot be told whether they can give this."
FIELDS_TOTAL = "{count} things are asked for, {lacking} of them cannot be given."

# diff
NOTHING_CHANGED = "Both tell the same figures."
FIGURES_CHANGED = "{count} figures have changed, the largest change first:"
MORE_CHANGED = "and {count} more; --json lists them all"
FIGURES_ADDED = "{count} figures are new:"
FIGURES_GONE = "{count} figures are gone:"
FIGURES_OF_MONTH = "{month}: {count} figures"
MONTH = "Month"
PLATFORM = "Platform"
ALL_PLATFORMS = "all"
BEFORE = "Before"
CHANGE = "Change"

# watch
WATCHING = "Watching {folder}; Ctrl+C ends it."
WATCH_ENDED = "No longer watching."
NO_PAUSE = "A pause of {every} seconds is none."
WRITE_PAUSE = "Give a number above 0, such as --every 10."
NO_EXPORTS_YET = "There are no figures yet: put export files into the folder “exports”."
WAITING_FOR = "The report of {month} still waits for exports of:"
WAITING_LINE = "  {what}: until {until} so far"
REPORTED_ALREADY = "The report of {month} is made already, and nothing new has come."

# map
MAP_GUESS = "A row seems to be one of {table}. The columns:"
MAP_HEAD = "Column"
MAP_EXAMPLES = "Holds"
MAP_FIELD = "Is"
MAP_SURE = "Sure"
MAP_ASK = "Enter takes what stands there; write another field of {table}, or {nothing} to leave the column out."
MAP_COLUMN = "“{header}” is"
MAP_TAKE = "Take “{header}” as that? (y/n)"
MAP_ROWS = "{rows} rows of {table}: {totals}"
MAP_KEPT = "Kept in {path}: files like this are read so from now on."
MAP_TAKEN = "{file} is read as {format} as it is: there is nothing to say about it. For a mapping of your own: --table."
MAP_NOT_SURE = "Nobody can be asked what the columns are."
MAP_SAY_YES = "Add --yes to take what they seem to be, or --set “COLUMN=FIELD” for each."
MAP_NO_PAIR = "“{text}” does not say what a column is."
MAP_WRITE_PAIR = "Write --set “COLUMN=FIELD”, such as --set “Dato=posts.published_on”."
MAP_NO_HEAD = "The file has no column “{head}”."
MAP_HEADS = "Its columns: {heads}."
MAP_NO_COLUMN = "Files of this format have no column for {field}."
MAP_OTHER_TABLE = "To read the file in your own way instead, add --table."

# guide
NO_GUIDE = "There is no export of “{platform}” that can be read."
GUIDES_ARE = "There are: {platforms}."

# new-plugin
PLUGIN_NO_KIND = "There is no kind of plugin “{kind}”."
PLUGIN_KINDS = "Kinds: {kinds}."
PLUGIN_NO_NAME = "“{name}” cannot be the name of a plugin."
PLUGIN_WRITE_NAME = "Write letters a to z and digits, a letter first."
PLUGIN_THERE = "The folder {folder} is there already and holds something."
PLUGIN_OTHER_FOLDER = "Give another one with --folder."
PLUGIN_WRITTEN = "Wrote {folder}."
PLUGIN_NEXT = 'Next: pip install -e "{folder}[test]", pytest "{folder}", kpi-xl plugins'
