"""Text out of a picture, by models that come with the `rapidocr` package; nothing is ever downloaded."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.errors import CrmError
from crmcli.exchange.photo.layout import Corners, Piece
from crmcli.exchange.photo.spaces import with_spaces
from crmcli.language import _

if TYPE_CHECKING:
    from PIL.Image import Image

_FIRST_LOOK = 640  # of the long side, to find where on a picture the text is
_CLOSER_LOOK = 1_024  # to find each line of it
_MARGIN = 0.04  # of the long side, around the text
_LEAST_SCORE = 0.5
_THREADS = 2
_TURNED = 1.5  # a box that much higher than wide is a line that stands upright
_SAMPLE = 5  # lines whose direction tells that of the picture
_SURE = 0.7


class Scan(NamedTuple):
    """The text of a picture in pieces, and by how much the picture was turned to be upright: 0, 90, 180 or 270."""

    pieces: list[Piece]
    turned: int


class Ocr:
    """The models, loaded when the first picture is read and kept for all that follow."""

    def __init__(self) -> None:
        self._loaded: Any = None

    def scan(self, image: "Image") -> Scan:
        """Return the text on a picture in RGB."""
        image, boxes = self._found(image)
        if not boxes:
            return Scan([], 0)
        turned = self._direction(image, boxes)
        boxes = [turn(box, image.size, turned) for box in boxes]
        image = _rotated(image, turned)
        read = [self._read(_crop(image, box)) for box in boxes]
        pieces = [Piece(text, score, box) for (text, score), box in zip(read, boxes, strict=True)]
        return Scan([one for one in pieces if one.text.strip() and one.score >= _LEAST_SCORE], turned)

    def _engine(self, image: "Image", **steps: bool) -> Any:
        import numpy

        if self._loaded is None:
            self._loaded = _models()
        pixels = numpy.ascontiguousarray(numpy.asarray(image)[:, :, ::-1])
        return self._loaded(pixels, **{"use_det": False, "use_cls": False, "use_rec": False, **steps})

    def _found(self, image: "Image") -> tuple["Image", list[Corners]]:
        """Return the part of a picture where there is text, and the corners of each line in it."""
        if max(image.size) > _CLOSER_LOOK:
            boxes = self._detected(image, _FIRST_LOOK)
            if boxes:
                image = image.crop(_around(boxes, image.size))
        return image, self._detected(image, _CLOSER_LOOK)

    def _detected(self, image: "Image", longest: int) -> list[Corners]:
        part = min(1.0, longest / max(image.size))
        small = image if part == 1.0 else image.resize([max(32, round(side * part)) for side in image.size])
        found = self._engine(small, use_det=True).boxes
        wide, high = image.width / small.width, image.height / small.height
        boxes = [] if found is None else found.tolist()
        return [tuple((float(x) * wide, float(y) * high) for x, y in box) for box in boxes]

    def _direction(self, image: "Image", boxes: Sequence[Corners]) -> int:
        """Return by how many degrees, against the clock, the picture is to be turned for its text to be upright."""
        sizes = [size_of(box) for box in boxes]
        standing = sum(high for wide, high in sizes if high > _TURNED * wide)
        quarter = 90 if standing > sum(wide for wide, high in sizes if high <= _TURNED * wide) else 0
        longest = sorted(boxes, key=lambda box: max(size_of(box)), reverse=True)[:_SAMPLE]
        crops = [_crop(_rotated(image, quarter), turn(box, image.size, quarter)) for box in longest]
        votes = [self._engine(crop, use_cls=True).cls_res[0] for crop in crops]
        head_down = sum(float(score) for label, score in votes if label == "180")
        part = head_down / max(sum(float(score) for _label, score in votes), 1e-9)
        if 1 - _SURE < part < _SURE:  # they differ: whatever reads better
            upright = sum(self._read(crop)[1] for crop in crops)
            part = 1.0 if sum(self._read(_rotated(crop, 180))[1] for crop in crops) > upright else 0.0
        return quarter + (180 if part > 0.5 else 0)

    def _read(self, crop: "Image") -> tuple[str, float]:
        """Return the text of one line and how sure that is, 0 to 1."""
        found = self._engine(crop, use_rec=True, return_word_box=True)
        if not found.txts or not found.txts[0]:
            return "", 0.0
        words = found.word_results[0]
        columns = [column for word in words.word_cols for column in word] if words else []
        return with_spaces(found.txts[0], columns), float(found.scores[0])


def _models() -> Any:
    """Load the models of this machine's `rapidocr`, on two threads."""
    import rapidocr

    folder = Path(rapidocr.__file__).parent / "models"
    paths = {part: next(iter(sorted(folder.glob(f"*_{part.lower()}_*.onnx"))), None) for part in ("Det", "Cls", "Rec")}
    if None in paths.values():
        raise CrmError(
            _("The models of rapidocr are not where they are installed: {folder}").format(folder=folder),
            _("Install them again: pip install --force-reinstall rapidocr"),
        )
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_preprocess_img": False,
            "Global.use_vertical_padding": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.limit_type": "max",
            "Det.limit_side_len": _CLOSER_LOOK,
            # Named, they are opened and nothing else: without, a missing one would be downloaded.
            **{f"{part}.model_path": str(path) for part, path in paths.items()},
        }
    )


def size_of(box: Corners) -> tuple[float, float]:
    """Return width and height of a box by its corners, from the upper left one by the clock."""
    return math.dist(box[0], box[1]), math.dist(box[0], box[3])


def turn(box: Corners, size: tuple[int, int], degrees: int) -> Corners:
    """Return a box where it is after a picture of that size was turned against the clock, by quarters."""
    wide, high = size
    first, second, third, fourth = box
    if degrees == 90:
        return tuple((y, wide - x) for x, y in (second, third, fourth, first))
    if degrees == 180:
        return tuple((wide - x, high - y) for x, y in (third, fourth, first, second))
    if degrees == 270:
        return tuple((high - y, x) for x, y in (fourth, first, second, third))
    return box


def _rotated(image: "Image", degrees: int) -> "Image":
    from PIL import Image

    ways = {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_270}
    return image.transpose(ways[degrees]) if degrees else image


def _around(boxes: Sequence[Corners], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return the part of a picture that holds these boxes, with a margin."""
    margin = _MARGIN * max(size)
    across = [x for box in boxes for x, _y in box]
    down = [y for box in boxes for _x, y in box]
    left, top = max(0, int(min(across) - margin)), max(0, int(min(down) - margin))
    return left, top, min(size[0], int(max(across) + margin)), min(size[1], int(max(down) + margin))


def _crop(image: "Image", box: Corners) -> "Image":
    """Return the line in a box, made straight."""
    from PIL import Image

    wide, high = (max(4, round(side)) for side in size_of(box))
    first, second, third, fourth = box
    quad = [value for corner in (first, fourth, third, second) for value in corner]
    return image.transform((wide, high), Image.Transform.QUAD, quad, Image.Resampling.BICUBIC)
