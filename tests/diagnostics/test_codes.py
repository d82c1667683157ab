import ast
import re
from pathlib import Path

import pytest

import generator
from generator.diagnostics.codes import CODES, Code

SOURCE = sorted(Path(generator.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_a_code_is_named_in_kebab_case_and_explained_in_a_sentence(code: Code) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.name)
    assert re.fullmatch(r"[A-Z].*\.", code.what)


def test_every_code_is_given_somewhere() -> None:
    strings = {
        node.value
        for file in SOURCE
        if file.name != "codes.py"
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert CODES.keys() - strings == set()
