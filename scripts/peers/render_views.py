#!/usr/bin/env python3
"""The peer of the view-rendering benchmark: a torchvision/PIL pipeline on two worker processes.

Overlays a digit on a background crop (maximum per pixel), then RandomResizedCrop, ColorJitter, RandomGrayscale and ToTensor,
with the strengths of the suite's default; two views of each of 128 pairs per batch. Sources are random images of the real sizes.

usage: render_views.py [--batches 20] [--workers 2]
Prints one JSON object: views per second and ms per batch of 256 views.
"""
import argparse
import json
import time

import numpy as np
import torch
from PIL import Image
from torchvision import transforms

p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
p.add_argument("--batches", type=int, default=20)
p.add_argument("--workers", type=int, default=2)
o = p.parse_args()
random = np.random.default_rng(0)
digits = random.integers(0, 256, (2000, 28, 28), dtype=np.uint8)
backgrounds = random.integers(0, 256, (1000, 64, 64, 3), dtype=np.uint8)
augment = transforms.Compose([
    transforms.RandomResizedCrop(64, scale=(0.6, 1.0), ratio=(0.75, 4 / 3)),
    transforms.RandomApply([transforms.ColorJitter(0.4, 0.4, 0.4, 0.1)], 0.8),
    transforms.RandomGrayscale(0.2),
    transforms.ToTensor(),
])


class Pairs(torch.utils.data.Dataset):
    def __len__(self):
        return 128 * (o.batches + 4)

    def view(self, index):
        scene = backgrounds[index % len(backgrounds)].copy()
        top, left = (2, 34)[index % 2], (0, 12, 24, 36)[index % 4]
        box = scene[top : top + 28, left : left + 28]
        np.maximum(box, digits[index % len(digits)][:, :, None], out=box)
        return augment(Image.fromarray(scene))

    def __getitem__(self, index):
        return self.view(index), self.view(index + 7)


torch.set_num_threads(1)
loader = iter(torch.utils.data.DataLoader(Pairs(), batch_size=128, num_workers=o.workers, prefetch_factor=2))
for _ in range(4):
    next(loader)
start = time.perf_counter()
for _ in range(o.batches):
    next(loader)
seconds = time.perf_counter() - start
print(json.dumps({"workers": o.workers, "views_per_s": round(256 * o.batches / seconds), "ms_per_256_views": round(1e3 * seconds / o.batches, 1)}))
