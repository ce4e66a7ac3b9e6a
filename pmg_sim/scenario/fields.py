"""Types that several tables of the schema share."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


class Table(BaseModel):
    """A TOML table: unknown keys and other types are refused, and nothing can be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class OfFile(Table):
    """A table that stands for a whole file, and knows its name and path; neither is a setting."""

    _name: str = PrivateAttr(default="unnamed")
    _path: Path | None = PrivateAttr(default=None)

    @property
    def name(self) -> str:
        """The stem of the file."""
        return self._name

    @property
    def path(self) -> Path | None:
        """The file, if it came from one."""
        return self._path

    def named(self, name: str, path: Path | None = None) -> Self:
        """Return the same under another name."""
        twin = self.model_copy()
        twin._name, twin._path = name, path
        return twin


class Among:
    """Names that a text may be, where they are known only to another module."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        """Accept these names as if the type listed them."""
        return core_schema.literal_schema(list(self.names))


class ByName:
    """Names that may stand for a whole table: a name alone sets the table's key for it."""

    def __init__(self, key: str, names: Iterable[str]) -> None:
        self.key = key
        self.names = tuple(names)

    def __get_pydantic_core_schema__(self, source: object, handler: Any) -> CoreSchema:
        """Make a table of a name, and leave everything else to the table."""
        return core_schema.no_info_before_validator_function(self._as_table, handler(source))

    def _as_table(self, value: object) -> object:
        return {self.key: value} if isinstance(value, str) else value


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return _plus_zero(value)
    if not isinstance(value, bool | int | str):
        raise PydanticCustomError("setting_type", "needs a single value")
    return value


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _as_pair(value: Any) -> Any:
    if type(value) is int:
        return (value, value)
    value = _as_tuple(value)
    if not isinstance(value, tuple) or len(value) != 2:
        raise PydanticCustomError("pair_type", "needs [shortest, longest] or one whole number")
    return value


def _in_order(pair: tuple[int, int]) -> tuple[int, int]:
    if pair[0] > pair[1]:
        raise PydanticCustomError("pair_order", "the shortest is longer than the longest")
    return pair


def _plus_zero(value: float) -> float:
    return value + 0.0  # minus zero and zero are one setting and must have one hash


# Something visible, and no line breaks or control characters: names end up in tables and logs.
_ONE_LINE = r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$"

ListOf = BeforeValidator(_as_tuple)
"""A list of a file becomes a tuple, which nobody can change."""

Number = Annotated[float, AfterValidator(_plus_zero)]
Setting = Annotated[Any, BeforeValidator(_plain)]
"""One value of a setting: a number, a text, true or false."""

Share = Annotated[Number, Field(ge=0, le=1)]
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=_ONE_LINE)]

Weeks = Annotated[int, Field(ge=1, le=1040)]
MeetingMinutes = Annotated[int, Field(ge=15, le=2880)]
FloorMinutes = Annotated[int, Field(ge=1, le=480)]

WeekBounds = Annotated[tuple[Weeks, Weeks], BeforeValidator(_as_pair), AfterValidator(_in_order)]
MeetingBounds = Annotated[
    tuple[MeetingMinutes, MeetingMinutes], BeforeValidator(_as_pair), AfterValidator(_in_order)
]
FloorBounds = Annotated[
    tuple[FloorMinutes, FloorMinutes], BeforeValidator(_as_pair), AfterValidator(_in_order)
]
