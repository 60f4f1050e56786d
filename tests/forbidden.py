"""Things that may stand in few places of the product, or in none, and why where they may."""

import ast
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rule:
    """A kind of expression. allowed: file → why it may stand there."""

    name: str
    why: str
    finds: object
    allowed: dict[str, str] = field(default_factory=dict)

    def may_be_in(self, text):
        words = getattr(self.finds, "words", None)
        return words is None or any(word in text for word in words)

    def __str__(self):
        return self.name


def called(*names):
    """Calls of a function or method of one of these names, however it was imported."""
    return lambda tree: [
        n for n in ast.walk(tree) if isinstance(n, ast.Call) and _last(n.func) in names
    ]


def whole(*names):
    """Calls by their whole dotted name."""

    def finds(tree):
        calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call)]
        return [n for n in calls if ast.unparse(n.func) in names]

    return _hinting(finds, [name.rpartition(".")[2] + "(" for name in names])


def imported(*modules):
    """Imports of one of these modules or of something in them."""

    def finds(tree):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Import | ast.ImportFrom):
                continue
            names = [alias.name for alias in node.names]
            if isinstance(node, ast.ImportFrom):
                names = [node.module or "", *(f"{node.module}.{name}" for name in names)]
            if any(name == m or name.startswith(m + ".") for name in names for m in modules):
                yield node

    return _hinting(finds, [module.rpartition(".")[2] for module in modules])


def _hinting(finds, words):
    """Most files hold none of the words and need not be looked at closely."""
    finds.words = tuple(words)
    return finds


def with_shell(tree):
    """A command given to a shell, whatever starts it."""
    words = [n for n in ast.walk(tree) if isinstance(n, ast.keyword) and n.arg == "shell"]
    return [n for n in words if not (isinstance(n.value, ast.Constant) and n.value.value is False)]


def all_fields(tree):
    """fields = "__all__" or exclude = …: a new field of the model would be in the form at once."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name == "Meta":
            for line in node.body:
                names = [ast.unparse(t) for t in getattr(line, "targets", ())]
                if "exclude" in names or ("fields" in names and "__all__" in ast.unparse(line)):
                    yield line


def looked_up_in_a_view(tree):
    """Names of pages that fetch a thing by its key: others get it from their decorator."""
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and _takes_request(function):
            gets = [n for n in called("get")(function) if "objects.get" in ast.unparse(n.func)]
            if gets or called("get_object_or_404")(function):
                yield function.name


def weak_marks(tree):
    """Marks that are broken: MD5, SHA-1."""
    return [n for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr in ("md5", "sha1")]


def formats_of_others(tree):
    """Words put into a format that is none of ours: 「{0.__class__}」 would tell too much."""
    for call in called("format", "format_map")(tree):
        kind = getattr(call.func, "value", None)
        if not isinstance(kind, ast.Constant | ast.JoinedStr) and not _is_constant(kind):
            yield call


def _is_constant(node):
    return _last(node).lstrip("_").isupper()


def patterns_of_others(tree):
    """Regular expressions that are no text of ours, and were not escaped."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and ast.unparse(call.func) in PATTERN_CALLS:
            said = call.args[0]
            is_escaped = isinstance(said, ast.Call) and ast.unparse(said.func) == "re.escape"
            ours = isinstance(said, ast.Constant | ast.JoinedStr | ast.BinOp) or is_escaped
            if not (ours or _is_constant(said)):
                yield call


PATTERN_CALLS = {f"re.{name}" for name in ("compile", "search", "match", "fullmatch", "sub", "subn",
                                          "split", "findall", "finditer")}  # fmt: skip


def _takes_request(function):
    return bool(function.args.args) and function.args.args[0].arg == "request"


def _last(func):
    return func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")


FROM_TEMPLATE = "the template that drew it has escaped every value"
CONSTANT = "a constant of ours"
OWN_PROCESS = "the child and its minder talk in pickles; the answer is read by _AnswerReader"
OWN_TABLE = "taken from a table of ours in the source"
OWN_NAMES = "names of our own tables and columns, quoted by the database's own rule"
FIXED_SQL = "no word of a user is in the statement; values travel as parameters"

RULES = [
    Rule("mark_safe", "text from people would become HTML", called("mark_safe"), {
        "resources/views/cards.py": FROM_TEMPLATE,
        "resources/printing/place_list.py": CONSTANT,
        "newsletters/printing/issue.py": CONSTANT,
        "reports/charts.py": FROM_TEMPLATE,
        "takasaki_sc/lib/form_drawing.py": FROM_TEMPLATE,
    }),
    Rule("weasyprint", "only lib/pdf.py closes its doors to the net", imported("weasyprint"), {
        "takasaki_sc/lib/pdf.py": "the one entry for printing",
        "takasaki_sc/lib/paper_grids.py": "its layout, made quicker; runs inside the entry",
        "takasaki_sc/lib/paper_speed.py": "its stylesheets, made quicker; runs inside the entry",
    }),
    Rule("HTML()", "a paper has to come through lib/pdf.py", whole("HTML", "weasyprint.HTML"), {
        "takasaki_sc/lib/pdf.py": "the one entry for printing",
    }),
    Rule("raw SQL", "words could reach the database as commands", called("raw", "extra", "RawSQL")),
    Rule("cursor", "statements of our own are looked at one by one", called("cursor"), {
        "resources/queries/finding.py": FIXED_SQL,
        "accounts/trail.py": FIXED_SQL,
        "accounts/trail_guards.py": FIXED_SQL,
        "takasaki_sc/ops/health.py": "SELECT 1: is the database there?",
        "takasaki_sc/ops/move.py": OWN_NAMES,
        "takasaki_sc/ops/postgres_copy.py": OWN_NAMES,
        "takasaki_sc/ops/rows.py": OWN_NAMES,
        "takasaki_sc/ops/sqlite_copy.py": OWN_NAMES,
        "takasaki_sc/lib/bulk_rows.py": FIXED_SQL,
    }),
    Rule("every field in a form", "somebody could write what the page does not show", all_fields),
    Rule("openpyxl reading", "a small file can take all memory: lib/sheets.py reads in a child",
         called("load_workbook")),
    Rule("network", "the server goes nowhere by itself", imported(
        "requests", "urllib.request", "http.client", "httpx", "aiohttp", "ftplib", "smtplib",
        "urllib3"), {
        "newsletters/printing/mails.py": "names the post office's fault; Django sends",
        "councils/views/roles.py": "names the post office's fault; Django sends",
    }),
    Rule("sockets", "the server goes nowhere by itself", imported("socket"), {
        "takasaki_sc/lib/limits.py": "a pair of sockets to its own child",
        "takasaki_sc/lib/nursery.py": "a pair of sockets to its own parent",
    }),
    Rule("templates from text", "words of people could become commands of a template",
         called("Template", "from_string")),
    Rule("formats", "a format could reach into our own things", formats_of_others, {
        "resources/filters.py": OWN_TABLE,
        "reports/board.py": OWN_TABLE,
        "reports/demo/words.py": OWN_TABLE,
        "reports/demo/diary.py": OWN_TABLE,
        "takasaki_sc/lib/logs.py": "logging's own method of that name",
        "accounts/trail_guards.py": OWN_TABLE,
        "takasaki_sc/lib/wareki.py": OWN_TABLE,
        "takasaki_sc/ops/postgres_copy.py": OWN_NAMES,
        "takasaki_sc/ops/rows.py": OWN_NAMES,
    }),
    Rule("patterns", "signs of a person's words would be taken for commands", patterns_of_others, {
        "newsletters/lint/words.py": OWN_TABLE,
        "takasaki_sc/lib/times.py": OWN_TABLE,
        "takasaki_sc/lib/phones.py": OWN_TABLE,
        "takasaki_sc/lib/kana.py": OWN_TABLE,
        "takasaki_sc/lib/spellings.py": "every letter of the name is escaped before it is joined",
        "accounts/subjects.py": "made by lib/spellings from escaped letters",
        "takasaki_sc/lib/schedule_words.py": OWN_TABLE,
        "takasaki_sc/lib/schedule_hours.py": OWN_TABLE,
        "takasaki_sc/lib/lists/headings.py": OWN_TABLE,
    }),
    Rule("print", "what is printed goes past the log's rules", whole("print")),
    Rule("eval", "text would become code", whole("eval", "exec", "compile", "__import__")),
    Rule("pickle", "opening one can run anything", imported("pickle", "marshal", "shelve"), {
        "takasaki_sc/lib/limits.py": OWN_PROCESS,
        "takasaki_sc/lib/nursery.py": OWN_PROCESS,
    }),
    Rule("other programs", "commands are started in few places", imported("subprocess"), {
        "takasaki_sc/lib/limits.py": "starts our own nursery, with a fixed command",
        "takasaki_sc/ops/postgres_copy.py": "pg_dump and pg_restore, a list, never a shell",
        "takasaki_sc/management/commands/timers.py": "starts manage.py job with names of our own",
    }),
    Rule("shell", "words could become commands", with_shell),
    Rule("os.system", "words could become commands", whole("os.system", "os.popen")),
    Rule("csrf_exempt", "another site could press the button", imported(
        "django.views.decorators.csrf.csrf_exempt"), {
        "resources/views/links.py": "the address itself is the key, and no cookie is asked",
        "newsletters/views/readers.py": "RFC 8058: a mail program posts it, the address is the key",
        "takasaki_sc/violations.py": "a browser posts it by itself, and nothing is changed by it",
    }),
    Rule("MD5, SHA-1", "broken as marks", weak_marks),
    Rule("random", "can be foretold: secrets are made by `secrets`", imported("random")),
    Rule("yaml, xml readers", "entities and tags can do harm", imported(
        "yaml", "xml.dom", "xml.sax.expatreader", "lxml.etree", "xml.etree"), {}),
]  # fmt: skip
MAY_BE_RANDOM = "reports/demo/"

FETCHED = Rule("fetched", "the mark on the page has to ask for the right", looked_up_in_a_view)
OF_THE_CITY = "a thing of the whole city; the mark asks for a right that is city-wide"
PUBLISHED = "looks among what is published alone"
FETCHED_BY = {
    "activities/views/helping.py: help_ask": "among the supporters of the page's own council",
    "activities/views/helping.py: help_answer": "among the questions of the page's own request",
    "activities/views/listing.py: activity_link": "among the places of the page's own council",
    "councils/views/roles.py: user_invite_again": OF_THE_CITY,
    "councils/views/roles.py: user_detail": OF_THE_CITY,
    "councils/views/roles.py: grant_add": OF_THE_CITY,
    "councils/views/roles.py: grant_end": OF_THE_CITY,
    "councils/views/roles.py: user_switch": OF_THE_CITY,
    "councils/views/leaving.py: user_expiry": OF_THE_CITY,
    "councils/views/leaving.py: second_step_reset": OF_THE_CITY,
    "councils/views/leaving.py: user_leave": OF_THE_CITY,
    "councils/views/leaving.py: admin_answer": OF_THE_CITY,
    "newsletters/views/correcting.py: printing_pdf": PUBLISHED,
    "newsletters/views/public.py: issue_detail": PUBLISHED,
    "newsletters/views/public.py: issue_cover": PUBLISHED,
    "newsletters/views/public.py: issue_pdf": PUBLISHED,
    "newsletters/views/public.py: photo_image": PUBLISHED,
    "newsletters/views/readers.py: series_feed": PUBLISHED,
    "reports/views/cases.py: case_detail": OF_THE_CITY,
    "reports/views/cases.py: case_sheet": OF_THE_CITY,
    "reports/views/cases.py: case_edit": OF_THE_CITY,
    "reports/views/chronicle.py: milestone_edit": OF_THE_CITY,
    "resources/views/sources.py: source_credit": OF_THE_CITY,
}
