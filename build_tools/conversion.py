"""All originals of a collection → materials, one after the other; a bad one becomes one error and the rest go on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from build_tools.collection import Collection, Original
from build_tools.errors import Defect, FileProblem, RefusedOriginal, UnreadableOriginal, os_cause
from build_tools.model import Material
from build_tools.pipeline import read_material
from build_tools.readers.office import RENDITIONS
from build_tools.vocabulary import Vocabulary

T = TypeVar("T")


class Track(Protocol):
    """Passes items on and shows how far the work has come."""

    def __call__(self, items: Sequence[T], label: str, /) -> Iterable[T]: ...


def silently(items: Sequence[T], label: str) -> Iterable[T]:
    """A Track that shows nothing."""
    return items


def converted(
    collection: Collection, vocabulary: Vocabulary, track: Track = silently
) -> Iterator[tuple[Original, Material | FileProblem]]:
    """Each original with its material, or with the error that it is refused for."""
    RENDITIONS.prepare(((original.sha256, original.path) for original in collection.originals), collection.archive)
    for original in track(collection.originals, "转换"):
        outcome = convert(original, vocabulary)
        if isinstance(outcome, RefusedOriginal):
            RENDITIONS.forget(original.sha256)
        yield original, outcome


def convert(original: Original, vocabulary: Vocabulary) -> Material | FileProblem:
    """The material of one original, or the error that it is refused for; never raises for what stands in it."""
    try:
        material = read_material(original, vocabulary)
    except FileProblem as error:
        return error
    except OSError as error:
        return UnreadableOriginal(original.file, f"打不开：{os_cause(error)}")
    except Exception as error:  # noqa: BLE001 (whatever one file provokes must not stop the others)
        return defect(original, error)
    if not material.screening.publish:
        return RefusedOriginal(
            original.file, f"有密级标志（{material.screening.secrecy}），不得入库，请移出归档文件夹，按保密规定处理"
        )
    return material


def defect(original: Original, error: Exception) -> Defect:
    """A failure of the program on one original, as an error to be reported; raised where DUIZHAO_DEBUG is set."""
    if os.environ.get("DUIZHAO_DEBUG"):
        raise error
    return Defect(original.file, error)
