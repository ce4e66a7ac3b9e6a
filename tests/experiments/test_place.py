"""A folder of results appears as a whole or not at all, and nothing else is ever replaced."""

import errno
import os

import pytest

from pmg_sim.experiments.place import MANIFEST, FolderError, check_place, whole_folder


def fill(folder, text="new"):
    (folder / MANIFEST).write_text(text)


def write(target, text="new", **options):
    with whole_folder(target, **options) as folder:
        fill(folder, text)


def fail_midway(target, fault, **options):
    with whole_folder(target, **options) as folder:
        fill(folder)
        raise fault


def write_while_another_does(target):
    with whole_folder(target) as folder:
        fill(folder)
        target.mkdir()
        (target / "theirs").write_text("theirs")


def left_in(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def results(tmp_path):
    folder = tmp_path / "results"
    folder.mkdir()
    fill(folder, "old")
    (folder / "more.txt").write_text("old")
    return folder


def test_a_new_folder_is_made_with_its_parents(tmp_path):
    write(tmp_path / "a" / "b")
    assert left_in(tmp_path / "a") == ["b"]
    assert left_in(tmp_path / "a" / "b") == [MANIFEST]


def test_a_check_leaves_nothing_behind(tmp_path):
    check_place(tmp_path / "a" / "b")
    assert left_in(tmp_path) == []


@pytest.mark.parametrize("force", [False, True])
def test_a_file_is_never_replaced(tmp_path, force):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(FolderError, match=r"file is a file; allowed: a folder"):
        write(tmp_path / "file", force=force)
    assert (tmp_path / "file").read_text() == "mine"


def test_results_are_not_replaced_unasked(results):
    with pytest.raises(FolderError, match=r"exists already; allowed: .* --out, or --force"):
        check_place(results)
    with pytest.raises(FolderError, match="exists already"):
        write(results)
    assert left_in(results) == [MANIFEST, "more.txt"]


def test_results_are_replaced_as_a_whole_when_asked(results):
    write(results, force=True)
    assert left_in(results) == [MANIFEST]
    assert left_in(results.parent) == ["results"]


def test_an_empty_folder_may_be_filled_when_asked(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(FolderError, match="exists already"):
        write(tmp_path / "empty")
    write(tmp_path / "empty", force=True)
    assert left_in(tmp_path / "empty") == [MANIFEST]


def test_a_folder_of_other_things_is_not_replaced_even_when_asked(tmp_path):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter").write_text("mine")
    with pytest.raises(FolderError, match=r"holds no manifest\.json and so no results"):
        write(tmp_path / "thesis", force=True)
    assert left_in(tmp_path / "thesis") == ["chapter"]


@pytest.mark.parametrize("fault", [KeyboardInterrupt, RuntimeError])
def test_what_fails_midway_leaves_the_old_results(results, fault):
    with pytest.raises(fault):
        fail_midway(results, fault, force=True)
    assert (results / MANIFEST).read_text() == "old"
    assert left_in(results.parent) == ["results"]


def test_a_full_disk_is_told(results):
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with pytest.raises(FolderError, match=r"cannot be written to .* \(No space left on device\)"):
        fail_midway(results, full, force=True)
    assert (results / MANIFEST).read_text() == "old"
    assert left_in(results.parent) == ["results"]


def test_results_survive_a_folder_that_came_in_between(tmp_path):
    target = tmp_path / "results"
    with pytest.raises(FolderError, match="The results of this run stand in ") as caught:
        write_while_another_does(target)
    assert left_in(target) == ["theirs"]
    kept = str(caught.value).rpartition(" stand in ")[2].removesuffix(".")
    assert os.path.exists(os.path.join(kept, MANIFEST))


def test_old_results_come_back_when_the_new_ones_cannot_be_moved(results, monkeypatch):
    def refuse(self, target):
        if "partial" in self.name:
            raise OSError(errno.EBUSY, "Device or resource busy")
        os.rename(self, target)

    monkeypatch.setattr("pathlib.Path.rename", refuse)
    with pytest.raises(FolderError, match="Device or resource busy"):
        write(results, force=True)
    assert (results / MANIFEST).read_text() == "old"


def test_a_link_to_results_stays_a_link(results):
    link = results.parent / "link"
    link.symlink_to(results)
    write(link, force=True)
    assert link.is_symlink()
    assert (results / MANIFEST).read_text() == "new"


def test_a_link_in_a_circle_is_told(tmp_path):
    link = tmp_path / "loop"
    link.symlink_to(link)
    with pytest.raises(FolderError):
        check_place(link, force=True)


@pytest.mark.parametrize("name", ["", "  ", "a\0b"])
def test_what_is_no_name_of_a_folder(name):
    with pytest.raises(FolderError, match="allowed: the name of a folder"):
        check_place(name)


def test_a_name_that_is_too_long_is_told_before_the_run(tmp_path):
    with pytest.raises(FolderError, match="cannot be written"):
        check_place(tmp_path / ("x" * 5000))


def test_a_file_in_the_way_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(FolderError, match=r"cannot be made|cannot be written"):
        check_place(tmp_path / "file" / "results")


def test_a_folder_that_may_not_be_written_to(tmp_path, monkeypatch):
    # Permissions do not bind an administrator, so the system's refusal is put in by hand.
    def refuse(self, *_, **__):
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr("pathlib.Path.mkdir", refuse)
    with pytest.raises(FolderError, match=r"\(Permission denied\)"):
        check_place(tmp_path / "results")
