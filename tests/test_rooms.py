"""The rooms of generator/ stand in a line, and nothing is imported against it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import generator
from generator.cli import COMMANDS

ROOMS = (
    "extending",
    "model",
    "diagnostics",
    "reading",
    "evidence",
    "checking",
    "keeping",
    "linking",
    "rendering",
    "exporting",
    "publishing",
    "authoring",
    "api",
    "adding",
    "cli",
)
ROOT = Path(generator.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))

FORBIDDEN = {
    "extending": {"jinja2", "mkdocs", "pydantic", "rich", "yaml"},
    "model": {
        "click",
        "io",
        "jinja2",
        "mkdocs",
        "os",
        "pathlib",
        "rich",
        "shutil",
        "tempfile",
        "yaml",
    },
    "diagnostics": {"jinja2", "mkdocs", "yaml"},
    "reading": {"jinja2", "mkdocs"},
    "evidence": {"jinja2", "mkdocs"},
    "checking": {"jinja2", "mkdocs", "yaml"},
    "keeping": {"jinja2", "mkdocs", "pydantic", "rich", "yaml"},
    "linking": {"jinja2", "markdown_it", "mkdocs", "yaml"},
    "rendering": {"mkdocs", "yaml"},
    "exporting": {"jinja2", "mkdocs", "yaml"},
    "publishing": set(),
    "authoring": {"mkdocs"},
    "api": {"mkdocs"},
    "adding": {"mkdocs"},
    "cli": set(),
}
"""What a room never touches."""


def room_of(file: Path) -> str:
    return file.relative_to(ROOT).with_suffix("").parts[0]


def imports_of(file: Path, *, lazy: bool = True) -> Iterator[str]:
    """The full names of all modules that a file imports.

    Lazy ones stand inside a function, or are there for the types alone.
    """
    tree = ast.parse(file.read_text("utf-8"))
    nodes = list(ast.walk(tree))
    if not lazy:
        later = [node for node in nodes if isinstance(node, ast.FunctionDef) or is_for_types(node)]
        inside = {id(inner) for outer in later for inner in ast.walk(outer)}
        nodes = [node for node in nodes if id(node) not in inside]
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively, which this test cannot follow"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def file_of(module: str) -> Path | None:
    package, *names = module.split(".")
    path = ROOT.joinpath(*names)
    candidates = (path.with_suffix(".py"), path / "__init__.py") if package == "generator" else ()
    return next((file for file in candidates if file in FILES), None)


def names_of(files: list[Path]) -> list[str]:
    return [file.relative_to(ROOT).as_posix() for file in files]


def test_every_file_stands_in_a_room() -> None:
    strays = [file for file in FILES if room_of(file) not in (*ROOMS, "__init__", "__main__")]
    assert names_of(strays) == []


@pytest.mark.parametrize("file", FILES, ids=names_of(FILES))
def test_a_room_imports_only_from_rooms_before_it(file: Path) -> None:
    room = room_of(file)
    allowed = ROOMS[: ROOMS.index(room) + 1] if room in ROOMS else ROOMS
    imported = {name.split(".")[1] for name in imports_of(file) if name.startswith("generator.")}
    assert imported & set(ROOMS) <= set(allowed)


@pytest.mark.parametrize("file", FILES, ids=names_of(FILES))
def test_a_room_does_not_touch_what_is_not_its_own(file: Path) -> None:
    touched = {name.split(".")[0] for name in imports_of(file)}
    assert not touched & FORBIDDEN.get(room_of(file), set())


def test_only_publishing_and_the_command_line_import_mkdocs() -> None:
    importing = [f for f in FILES if any(name.split(".")[0] == "mkdocs" for name in imports_of(f))]
    assert {"publishing"} <= {room_of(file) for file in importing} <= {"publishing", "cli"}


def reached_from(*modules: str) -> set[str]:
    """Everything that is loaded with some modules."""
    reached: set[str] = set()
    ahead = set(modules)
    while ahead:
        reached |= ahead
        files = [file for name in ahead if (file := file_of(name))]
        named = {name for file in files for name in imports_of(file, lazy=False)}
        ahead = named | {name.rpartition(".")[0] for name in named} - {""}
        ahead -= reached
    return reached


def test_the_package_itself_loads_nothing() -> None:
    """Each command imports it: what programs use is loaded when they name it."""
    assert reached_from("generator") == {"generator", "typing", "typing.TYPE_CHECKING"}
    assert "generator.api" not in reached_from("generator.cli", "generator.cli.checking")


def test_the_command_line_imports_publishing_only_when_it_publishes() -> None:
    """MkDocs takes long to import, and `briefing check` runs at each commit."""
    modules = {f"generator.cli.{name}" for name in COMMANDS.values()} - {"generator.cli.building"}
    reached = reached_from("generator.cli", *modules)
    assert "generator.keeping" in reached
    assert not {name for name in reached if name.startswith(("generator.publishing", "mkdocs"))}


@pytest.mark.parametrize(
    ("command", "what_it_needs"),
    [("building", "generator.publishing.tree"), ("checking", "generator.keeping.check")],
)
def test_what_has_nothing_to_do_loads_little(command: str, what_it_needs: str) -> None:
    heavy = ("mkdocs", "pydantic", "yaml", "jinja2", "markdown", "rich", "generator.model")
    reached = reached_from(f"generator.cli.{command}")
    assert what_it_needs in reached
    assert not {name for name in reached if name.startswith(heavy)}
