"""What a parameter, a mechanism or a rule is, in words: the text behind ``pmg explain``."""

import difflib
import re
import textwrap
from pathlib import Path

from pmg_sim.parameters import MECHANISMS, PARAMETERS, Parameter
from pmg_sim.rulebook import Rule, callers, readers, rules

WIDTH = 96
LABEL = 13

_PACKAGED = Path(__file__).parent / "bibliography.md"
_CHECKOUT = Path(__file__).parents[1] / "docs" / "bibliography.md"


class UnknownNameError(ValueError):
    """Nothing in the theory has this name; the message names what is near."""


def explain(name: str) -> str:
    """Explain a parameter, a mechanism or a rule of the theory.

    Parameters
    ----------
    name : str
        A parameter (``pull_strength``) or its symbol, a mechanism (``accountability``), or a
        rule with or without its module (``pull``, ``accountability.pull``).

    Returns
    -------
    str
        Text of several lines.

    Raises
    ------
    UnknownNameError
        If nothing has this name.
    """
    name = name.strip()
    found = _rules_named(name)
    if name in PARAMETERS:
        parts = [_parameter(PARAMETERS[name])]
    elif name in MECHANISMS:
        parts = [_mechanism(name)]
    else:
        parts = [_rule(rule) for rule in found]
        found = []
    parts += [f"A rule has this name, too: pmg explain {rule.name}" for rule in found]
    if not parts:
        parts = [_parameter(entry) for entry in PARAMETERS.values() if entry.symbol == name]
    if not parts:
        raise UnknownNameError(_unknown(name))
    return "\n\n".join(parts)


def _rules_named(name: str) -> list[Rule]:
    return [rule for rule in rules() if name in (rule.function, rule.name, rule.full_name)]


def _parameter(entry: Parameter) -> str:
    return "\n".join(
        [
            f"{entry.name} (symbol {entry.symbol}): a parameter",
            _line("meaning", entry.meaning),
            _line("mechanism", entry.mechanism),
            _line("default", f"{entry.default:g}"),
            _line("unit", "none, a pure number" if entry.unit == "1" else entry.unit),
            _line("range", f"{entry.low:g} to {entry.high:g}"),
            _line("prior", f"{entry.prior}, cut to the range"),
            _line("source", source(entry.source)),
            _line("off", _off(entry)),
            "  used by",
            *_uses(readers(entry.name)),
        ]
    )


def _off(entry: Parameter) -> str:
    if entry.off is None:
        return "nothing to switch off: the model needs this number"
    return f"{entry.off:g} switches this part of the mechanism off"


def _uses(found: list[Rule]) -> list[str]:
    lines = []
    for rule in found:
        lines += _hanging(f"{rule.full_name}: {rule.headline}".removesuffix(": "), 4)
    return lines or ["    no rule reads it"]


def _mechanism(name: str) -> str:
    entries = [entry for entry in PARAMETERS.values() if entry.mechanism == name]
    names = {entry.name for entry in entries}
    lines = [f"{name}: a mechanism", "  parameters"]
    for entry in entries:
        lines += _hanging(f"{_value(entry)}: {entry.meaning}", 4)
    lines.append("  rules that read them")
    lines += _uses([rule for rule in rules() if rule.reads & names])
    return "\n".join(lines)


def _rule(rule: Rule) -> str:
    lines = [f"{rule.full_name}: a rule", textwrap.indent(rule.text or "(no description)", "  ")]
    if rule.reads:
        lines.append("  parameters")
        entries = [entry for entry in PARAMETERS.values() if entry.name in rule.reads]
        lines += [f"    {_value(entry)}" for entry in entries]
    used = ", ".join(other.full_name for other in callers(rule))
    lines.append(_line("called by", used or "no other rule"))
    return "\n".join(lines)


def _value(entry: Parameter) -> str:
    unit = "" if entry.unit == "1" else f" {entry.unit}"
    return f"{entry.name} = {entry.default:g}{unit}"


def _line(label: str, text: str) -> str:
    lines = textwrap.wrap(text, WIDTH - LABEL, break_long_words=False) or [""]
    first = f"  {label:<{LABEL - 2}}"
    return "\n".join([first + lines[0], *(" " * LABEL + line for line in lines[1:])])


def _hanging(text: str, indent: int) -> list[str]:
    pad = " " * indent
    return textwrap.wrap(text, WIDTH, initial_indent=pad, subsequent_indent=pad + "  ")


def _unknown(name: str) -> str:
    names = [*PARAMETERS, *MECHANISMS, *(rule.name for rule in rules())]
    names += [rule.function for rule in rules() if not rule.function.startswith("_")]
    near = difflib.get_close_matches(name[:60].casefold(), dict.fromkeys(names), n=3)
    hint = f" (nearest: {', '.join(near)})" if near else ""
    shown = name if len(name) <= 60 else name[:57] + "..."
    return (
        f"{shown!r}: no parameter, mechanism or rule has this name{hint}; the mechanisms are "
        f"{', '.join(MECHANISMS)}."
    )


def source(key: str) -> str:
    """Return a bibliography key with its entry, as far as the bibliography is at hand."""
    if key == "assumption":
        return "assumption: no source gives this number"
    path = next((path for path in (_PACKAGED, _CHECKOUT) if path.is_file()), None)
    entry = "" if path is None else _entry(key, path.read_text(encoding="utf-8"))
    return f"{key}: {entry}" if entry else key


def _entry(key: str, text: str) -> str:
    """Find the paragraph that begins with a key, whatever marks it as a heading or an item."""
    start = re.search(rf"^[\s#*`\[|>-]*{re.escape(key)}(?![\w-])[\]`*:|.\s]*", text, re.MULTILINE)
    if start is None:
        return ""
    rest = text[start.end() :].lstrip()
    paragraph = re.split(r"\n\s*\n|\n(?=\s*[-*#|] ?)", rest, maxsplit=1)[0]
    return " ".join(paragraph.split()).strip(" |")
