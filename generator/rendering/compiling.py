"""How templates become Python: by Jinja, without what it prepares for and our pages never need.

A large desk's pages print and call millions of times. Jinja looks each time whether a function
asks for its context, whether a value was escaped already, whether an argument is missing.
Should a later Jinja name its methods otherwise, pages stay the same and take longer.
"""

from __future__ import annotations

from functools import cache
from keyword import iskeyword
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro
from jinja2.utils import missing

from generator.rendering.escape import safe


class QuickMacro(Macro):
    """A macro that is quick to call with its arguments in their places."""

    def __call__(self, *args: Any, **values: Any) -> Any:
        """Write what it says."""
        absent = self._argument_count - len(args)
        if values or absent < 0 or self.caller or self.catch_kwargs or self.catch_varargs:
            return super().__call__(*args, **values)
        return safe(self._func(*args, *(missing,) * absent) if absent else self._func(*args))


class QuickCompiler(CodeGenerator):
    """Writes the Python of a template, for a `QuickEnvironment`."""

    def visit_Call(  # noqa: N802 # Jinja's name
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Call a function at once: none that a template can reach asks for its context."""
        is_plain = not (forward_caller or node.dyn_args or node.dyn_kwargs)
        if not is_plain or any(iskeyword(value.key) for value in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Define a macro: Jinja writes `Macro(…)`, the name of its own class."""
        self.write("environment.Quick")
        super().macro_def(macro_ref, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _is_escaped(frame):
            self.write(finalize.src)
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _is_escaped(frame):
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)


def _is_escaped(frame: Frame) -> bool:
    return bool(frame.eval_ctx.autoescape and not frame.eval_ctx.volatile)


class QuickEnvironment(Environment):
    """An environment whose `finalize` returns text that is safe to print."""

    code_generator_class = QuickCompiler
    QuickMacro = QuickMacro


class Kept(BytecodeCache):
    """The Python of templates, kept for the next build of this process.

    What a filter says may stand in it already, so that no language takes another's.
    """

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find what was kept of the same text."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        if bucket.code:
            self._codes[bucket.key, bucket.checksum] = bucket.code


@cache
def kept(language: str) -> Kept:
    """What is kept of a language."""
    return Kept()
