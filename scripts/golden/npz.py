#!/usr/bin/env python3
"""Golden files for the tests of org.disentangle.datasets.npz, saved by NumPy 1.24.

usage: npz.py FOLDER   (suite-datasets/src/test/resources/org/disentangle/datasets/npz)

arrays.npz          every type that is read, in both byte orders, in C and in Fortran order, and other shapes
arrays.csv          what those arrays hold: name, shape, values in C order
float32_2x3.npy     an array for the writer to repeat byte by byte
version2.npy, version3.npy   the same array with the later headers
like_dsprites.npz   an array of pictures beside a pickle, as the file of dSprites is made
structured.npy, objects.npy, texts.npy, complex.npy, uint64.npy   what is refused
"""
import pathlib
import sys
import warnings
import zipfile

import numpy as np

folder = pathlib.Path(sys.argv[1])
WHOLE = {1: [0, 1, 100, 127, 3, 9], 2: [0, 300, 32767, 7, 256, 2], 4: [0, 70000, 2**31 - 1, 5, 65536, 1],
         8: [0, 2**40 + 1, 2**62, 8, 2**32, 4]}
REAL = [0.5, -1.25, 1e-3, 6.1e-5, -65504.0, 3.14159265358979]


def values(dtype):
    if dtype.kind == "b":
        return [True, False, False, True, True, False]
    if dtype.kind == "f":
        return REAL
    return [v if dtype.kind == "u" or i % 2 else -v for i, v in enumerate(WHOLE[dtype.itemsize])] \
        if dtype.kind == "i" else [2 * v + 1 for v in WHOLE[dtype.itemsize]]


arrays = {}
for name in "bool int8 int16 int32 int64 uint8 uint16 uint32 float16 float32 float64".split():
    for order in "<>":
        dtype = np.dtype(name).newbyteorder(order)
        array = np.array(values(np.dtype(name))).astype(dtype).reshape(2, 3)
        arrays[f"{name}_{'little' if order == '<' else 'big'}_c"] = array
        arrays[f"{name}_{'little' if order == '<' else 'big'}_fortran"] = np.asfortranarray(array)
cube = np.arange(24, dtype=np.int16).reshape(2, 3, 4)
arrays |= {"cube_fortran": np.asfortranarray(cube), "scalar": np.array(7.5), "vector": np.arange(5), "empty": np.zeros((0, 3)),
           "special": np.array([np.inf, -np.inf, 5.960464477539063e-08], dtype=np.float16),
           "folder/inner": np.array([1, 2, 3], dtype=np.uint8)}
np.savez_compressed(folder / "arrays.npz", **arrays)
with open(folder / "arrays.csv", "w") as out:
    for name, array in arrays.items():
        shape = "x".join(map(str, array.shape))
        numbers = " ".join(repr(float(v)) if array.dtype.kind == "f" else str(int(v)) for v in array.flatten(order="C"))
        out.write(f"{name},{shape},{numbers}\n")

plain = np.array(REAL, dtype=np.float32).reshape(2, 3)
np.save(folder / "float32_2x3.npy", plain)
for major in (2, 3):
    with open(folder / f"version{major}.npy", "wb") as out, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        np.lib.format.write_array(out, plain, version=(major, 0))

imgs = (np.arange(5 * 4 * 4) * 37 % 256).astype(np.uint8).reshape(5, 4, 4)
np.savez_compressed(folder / "like_dsprites.npz", metadata=np.array({"title": "like dSprites"}, dtype=object), imgs=imgs,
                    latents_classes=np.arange(10).reshape(5, 2))

np.save(folder / "structured.npy", np.zeros(3, dtype=[("a", "<f4"), ("b", "<i8")]))
np.save(folder / "objects.npy", np.array([{"a": 1}, None], dtype=object), allow_pickle=True)
np.save(folder / "texts.npy", np.array(["a", "bc"]))
np.save(folder / "complex.npy", np.array([1 + 2j]))
np.save(folder / "uint64.npy", np.array([1], dtype=np.uint64))
