"""Where results come from, as a manifest tells it."""

from typing import Any

from pmg_sim.report.cells import in_text, in_words

Pairs = tuple[tuple[str, str], ...]

LONGEST = 400
"""Characters of one entry; the manifest has the whole."""


def provenance(manifest: dict[str, Any], more: dict[str, Any]) -> Pairs:
    """Tell versions, machine, commit and command, and what else repeats the results.

    Parameters
    ----------
    manifest : dict
        With the keys that manifests of all kinds of folder have.
    more : dict
        Further entries by name, such as the seed; they come first.
    """
    package, machine = manifest["package"], manifest["machine"]
    libraries = (f"{name} {version}" for name, version in manifest["libraries"].items())
    told = {
        **{in_words(name): in_text(value) for name, value in more.items()},
        "version": f"{package['name']} {package['version']}, Python {manifest['python']}",
        "theory": f"{manifest['theory']} (hash of its sources)",
        "libraries": ", ".join(libraries),
        "machine": f"{machine['platform']}, {machine['processors']} processors",
        "git": _git(manifest["git"]),
        "command": manifest["command"] or "none: called from Python",
    }
    return tuple((_capital(name), _short(text)) for name, text in told.items())


def _git(state: dict[str, Any] | None) -> str:
    if state is None:
        return "no repository"
    changed = "with changes that were not committed" if state["dirty"] else "nothing changed since"
    return f"{state['commit'] or 'before the first commit'}, {changed}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} ... (the whole: manifest.json)"
