#!/usr/bin/env python3
"""The peer of the picture-decoding benchmark: PIL and torchvision on two worker processes, without a DataLoader.

Every JPEG file is opened, converted to RGB, resized with its shorter side to 256 pixels and cropped to the middle 256 x 256, as an
array; the arrays are added up and thrown away.

usage: decode_pictures.py --make FOLDER    makes 1000 JPEG files, 500 x 375 and 375 x 500, of two classes
       decode_pictures.py FOLDER [--workers 2]
Prints one JSON object: pictures per second, the median of five passes.
"""
import argparse
import json
import pathlib
import statistics
import time
from multiprocessing import Pool

import numpy as np
import torchvision.transforms.functional as F
from PIL import Image

p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
p.add_argument("folder")
p.add_argument("--make", action="store_true")
p.add_argument("--workers", type=int, default=2)
o = p.parse_args()


def make(folder, count=1000):
    random = np.random.default_rng(0)
    for i in range(count):
        width, height = (500, 375) if i % 4 else (375, 500)
        coarse = random.integers(0, 256, (height // 20 + 1, width // 20 + 1, 3), dtype=np.uint8)
        smooth = np.asarray(Image.fromarray(coarse).resize((width, height), Image.BICUBIC)).astype(int)
        noisy = smooth + random.normal(0, 8, (height, width, 1)).astype(int)
        place = pathlib.Path(folder, "train" if i < count * 4 // 5 else "val", f"class{i % 2}")
        place.mkdir(parents=True, exist_ok=True)
        Image.fromarray(noisy.clip(0, 255).astype(np.uint8)).save(place / f"{i}.jpg", quality=92)


def square(path):
    with Image.open(path) as image:
        picture = F.center_crop(F.resize(image.convert("RGB"), 256), 256)
    return int(np.asarray(picture).sum())


if o.make:
    make(o.folder)
else:
    files = sorted(pathlib.Path(o.folder).rglob("*.jpg"))
    rates = []
    with Pool(o.workers) as pool:
        for _ in range(6):
            began = time.perf_counter()
            pool.map(square, files, chunksize=16)
            rates.append(len(files) / (time.perf_counter() - began))
    print(json.dumps({"workers": o.workers, "pictures_per_second": round(statistics.median(rates[1:]), 1)}))
