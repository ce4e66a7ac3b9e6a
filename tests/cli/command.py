"""Calling ``pmg`` inside a test."""

from typer.testing import CliRunner

from pmg_sim.cli import app


def pmg(*arguments):
    return CliRunner().invoke(app, list(arguments), prog_name="pmg")


def refused(*arguments):
    """Return the message of a command that must be refused as the user's mistake."""
    done = pmg(*arguments)
    assert done.exit_code == 2, done.output
    assert isinstance(done.exception, SystemExit)
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.stderr


def run(file, *arguments):
    return pmg("run", file, "--replicates", "2", "--no-figures", *arguments)
