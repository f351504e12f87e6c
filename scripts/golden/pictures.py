#!/usr/bin/env python3
"""Golden pixels for image-folder: small JPEG and PNG files of many kinds, and what PIL (9.4) and torchvision (0.14) make of them.

usage: pictures.py > ../../suite-datasets/src/test/resources/org/disentangle/datasets/imagefolder/pictures.json

Per picture: the file, its pixels as Image.open(file).convert("RGB") reads them, and the middle square that Resize(side) and
CenterCrop(side) make of these, channel by channel; all in base64.
"""
import base64
import io
import json

import numpy as np
import torchvision.transforms.functional as F
from PIL import Image

rng = np.random.default_rng(20261122)


def photograph(width, height):
    coarse = Image.fromarray(rng.integers(0, 256, (height // 8 + 2, width // 8 + 2, 3), dtype=np.uint8))
    smooth = np.asarray(coarse.resize((width, height), Image.BICUBIC)).astype(int)
    return Image.fromarray((smooth + rng.normal(0, 6, smooth.shape).astype(int)).clip(0, 255).astype(np.uint8))


def saved(image, form, **options):
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def adobe(file, transform):
    """The same file with another colour transform in its Adobe segment."""
    at = file.index(b"Adobe") + 11
    return file[:at] + bytes([transform]) + file[at + 1 :]


def without_jfif(file):
    assert file[2:4] == b"\xff\xe0"
    return file[:2] + file[4 + int.from_bytes(file[4:6], "big") :]


def segment(file, marker, content):
    """The same file with a segment behind its start."""
    return file[:2] + bytes([0xFF, marker]) + (len(content) + 2).to_bytes(2, "big") + content + file[2:]


wide, tall, square = photograph(61, 40), photograph(33, 50), photograph(24, 24)
inks = Image.merge("CMYK", [photograph(45, 30).getchannel(i % 3) for i in range(4)])
exif = Image.Exif()
exif[0x0112] = 6  # to be turned by 90 degrees, which neither PIL nor torchvision do by themselves
grey = wide.convert("L")
transparent = tall.copy()
transparent.putalpha(tall.getchannel(0))
yellow = without_jfif(saved(wide, "JPEG", quality=90, subsampling=0))
files = {
    "4-2-0": saved(wide, "JPEG", quality=90, subsampling=2),
    "4-2-2": saved(tall, "JPEG", quality=75, subsampling=1),
    "4-4-4": saved(square, "JPEG", quality=95, subsampling=0),
    "progressive": saved(wide, "JPEG", quality=80, progressive=True),
    "restarts": saved(photograph(200, 150), "JPEG", quality=60, subsampling=2, optimize=True),
    "grey": saved(grey, "JPEG", quality=90),
    "turned": saved(tall, "JPEG", quality=90, exif=exif),
    "no-jfif": yellow,
    "adobe-rgb": segment(yellow, 0xEE, b"Adobe\0\x64\0\0\0\0\0"),
    "cmyk": saved(inks, "JPEG", quality=90),
    "ycck": adobe(saved(inks, "JPEG", quality=90), 2),
    "broken-profile": segment(saved(wide, "JPEG", quality=90), 0xE2, b"ICC_PROFILE\0\x01\x01" + b"no profile"),
    "png": saved(wide, "PNG"),
    "png-grey": saved(grey, "PNG"),
    "png-transparent": saved(transparent, "PNG"),
    "png-grey-transparent": saved(Image.merge("LA", [grey, grey]), "PNG"),
    "png-palette": saved(wide.quantize(20), "PNG"),
    "png-palette-transparent": saved(wide.quantize(20), "PNG", transparency=3),
    "png-black-white": saved(wide.convert("1"), "PNG"),
    "enlarged": saved(photograph(12, 9), "PNG"),
    "narrow": saved(photograph(300, 7), "PNG"),
}

result = {}
for name, file in files.items():
    image = Image.open(io.BytesIO(file)).convert("RGB")
    side = 16 if name != "ycck" else 31
    middle = F.center_crop(F.resize(image, side), side)
    result[name] = {
        "file": base64.b64encode(file).decode(),
        "width": image.width,
        "height": image.height,
        "rgb": base64.b64encode(np.asarray(image).tobytes()).decode(),
        "side": side,
        "square": base64.b64encode(np.asarray(middle).transpose(2, 0, 1).tobytes()).decode(),
    }
print(json.dumps(result, indent=1))
