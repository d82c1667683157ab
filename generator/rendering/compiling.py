"""Compile templates to faster Python than Jinja does, by leaving out checks our pages never need.

The pages of a large desk print, call and look things up millions of times. Each time, Jinja checks
whether a function asks for its context, whether a value is escaped already, whether a name is an
attribute or a key, and whether an argument is missing. The code written here assumes the usual
answer. A page where that is wrong fails, and plain Jinja renders it again: see
`QuickEnvironment.careful`. If a later Jinja renames the methods overridden here, pages stay the
same but take longer.
"""

from __future__ import annotations

import re
from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef, find_undeclared
from jinja2.visitor import NodeTransformer

_OWN_NAMES = frozenset(
    {"concat", "cond_expr_undefined", "context", "environment", "escape", "macro", "missing"}
    | {"resolve", "undefined"}
)
"""Names that the Python written by Jinja uses for itself."""
_OWN_NAME = re.compile(r"[A-Z_]|[lt]_[0-9]")
"""The same, for names that Jinja numbers or capitalizes: known by how they begin."""
_CALLER = "undefined('No caller defined', name='caller') if caller is missing else caller"
_PLACE = re.compile(r"l_[0-9]+_")
"""The prefix that Jinja puts before a template's name."""


class QuickCompiler(CodeGenerator):
    """Writes the Python of a template, for a `QuickEnvironment`."""

    def __init__(self, *rest: Any, **more: Any) -> None:
        super().__init__(*rest, **more)
        self._macros: list[bool] = []
        """For each macro being written, innermost last: whether it becomes a plain function."""
        self._is_function = False
        """Whether the macro just written became one."""
        self._places: dict[str, str] = {}
        """Arguments of the macro just begun: Jinja's name for each, mapped to the template's."""

    def visit_Call(  # noqa: N802 # Jinja's name
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Call a function directly: none that a template can reach asks for its context."""
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

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Look up an attribute directly. Plain Jinja finds a key that is written as one."""
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        """Look up a key directly. Plain Jinja finds an attribute that is written as one."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(")[")
        self.visit(node.arg, frame)
        self.write("]")

    def macro_body(
        self, node: nodes.Macro | nodes.CallBlock, frame: Frame
    ) -> tuple[Frame, MacroRef]:
        """Write a macro as a plain function with its own arguments, where that is possible."""
        names = [argument.name for argument in node.args]
        undeclared = find_undeclared(node.body, ("caller", "kwargs", "varargs"))
        self._macros.append(
            _is_escaped(frame)
            and undeclared <= {"caller"}
            and not any(map(iskeyword, names))
            and _OWN_NAMES.isdisjoint(names)
            and not any(map(_OWN_NAME.match, names))
        )
        found = super().macro_body(node, frame)
        self._is_function = self._macros.pop()
        return found

    def writeline(self, x: str, node: nodes.Node | None = None, extra: int = 0) -> None:
        """Write a line; the one that begins a macro gives its arguments the template's names."""
        if x.startswith("def macro(") and self._macros[-1]:
            places = x.removeprefix("def macro(").removesuffix("):")
            self._places = {place: _PLACE.sub("", place) for place in places.split(", ") if place}
            names = [f"{name}=missing" for name in self._places.values()]
            at = names.index("caller=missing") if "caller=missing" in names else len(names)
            names[at:at] = ["*"] if at < len(names) else []
            x = f"def macro({', '.join(names)}):"
        super().writeline(x, node, extra)

    def enter_frame(self, frame: Frame) -> None:
        """Begin a frame; for a macro, copy its arguments to the names that Jinja expects."""
        for place, name in self._places.items():
            value = _CALLER if name == "caller" else name
            self.writeline(f"{place} = {value}")
        self._places = {}
        super().enter_frame(frame)

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        """End a macro, or a different function that returns HTML."""
        is_function = force_unescaped and self._macros[-1]
        super().return_buffer_contents(frame, force_unescaped and not is_function)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Define a macro."""
        if self._is_function:
            self.write("macro")
        else:
            super().macro_def(macro_ref, frame)

    def write(self, x: str) -> None:
        """Write some Python; text joined from safe pieces is not checked again."""
        super().write(x.replace("Markup(concat(", "environment.safe(concat("))

    def write_commons(self) -> None:
        """Begin a page, or a block of one, with our `escape` in place of Jinja's."""
        super().write_commons()
        self.writeline("escape = environment.escape")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _is_escaped(frame):
            self.write("(said if (kind := (said := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _is_escaped(frame):
            self.write(").__class__) is Markup else escape(said) if kind is str else ")
            self.write(f"{finalize.src}said))")
        else:
            super()._output_child_post(node, frame, finalize)


def _is_escaped(frame: Frame) -> bool:
    return bool(frame.eval_ctx.autoescape and not frame.eval_ctx.volatile)


class Sayings(NodeTransformer):
    """Turns messages without values into look-ups in `environment.said`."""

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        """Replace a call by a look-up if it is for such a message."""
        self.generic_visit(node)
        name, args = node.node, node.args
        is_one = len(args) == 1 and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        is_message = isinstance(name, nodes.Name) and name.name == "_"
        if is_one and is_message and isinstance(args[0], nodes.Const):
            said = nodes.EnvironmentAttribute("said", lineno=node.lineno)
            return nodes.Getitem(said, args[0], "load", lineno=node.lineno)
        return node
