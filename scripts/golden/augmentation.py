#!/usr/bin/env python3
"""Golden numbers for the augmentations, made with torchvision (0.14, torch 1.13).

usage: augmentation.py > ../../suite-datasets/src/test/resources/org/disentangle/datasets/augmentation/torchvision.json

Two images of 3 x 12 x 10 with values 0..1, and what torchvision's tensor functions make of them (resizing with antialiasing).
"""
import json

import torch
import torchvision.transforms.functional as F

torch.manual_seed(20261121)
images = torch.randint(0, 256, (2, 3, 12, 10)).float() / 255
images[1, :, :4, :4] = 0.5  # a grey patch: zero chroma


def rows(tensor):
    return [round(float(v), 7) for v in tensor.flatten()]


def each(function, *parameters):
    return rows(torch.stack([function(image, *values) for image, *values in zip(images, *parameters)]))


boxes = [[1, 2, 7, 5], [0, 0, 12, 10]]
result = {
    "images": rows(images),
    "boxes": boxes,
    "crop": rows(
        torch.stack(
            [
                F.resized_crop(image, *box, size=[12, 10], interpolation=F.InterpolationMode.BILINEAR, antialias=True)
                for image, box in zip(images, boxes)
            ]
        )
    ),
    "canvas_crop": rows(
        torch.stack(
            [
                F.resized_crop(image, *box, size=[7, 6], interpolation=F.InterpolationMode.BILINEAR, antialias=True)
                for image, box in zip(images, boxes)
            ]
        )
    ),
    "canvas_middle": rows(F.center_crop(images, [7, 6])),
    "flip": rows(F.hflip(images)),
    "factors": [0.6, 1.4],
    "brightness": each(F.adjust_brightness, [0.6, 1.4]),
    "contrast": each(F.adjust_contrast, [0.6, 1.4]),
    "saturation": each(F.adjust_saturation, [0.6, 1.4]),
    "shifts": [-0.3, 0.45],
    "hue": each(F.adjust_hue, [-0.3, 0.45]),
    "grey": rows(F.rgb_to_grayscale(images, num_output_channels=3)),
    "sigmas": [0.5, 1.7],
    "blur": each(lambda image, sigma: F.gaussian_blur(image, [5, 5], [sigma, sigma]), [0.5, 1.7]),
}
print(json.dumps(result))
