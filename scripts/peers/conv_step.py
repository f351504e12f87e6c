#!/usr/bin/env python3
"""The peer of the training-step benchmark: the same small conv net in PyTorch.

Four 3x3 convolutions of stride 2 (3 -> 32 -> 64 -> 128 -> 256) with batch norm and ReLU, global mean pool, a linear layer to 16
numbers and the mean of their squares as the loss; SGD with momentum; fp32, channels-last.

usage: conv_step.py [--batch 128] [--side 64] [--steps 40] [--threads 2] [--bf16]
Prints one JSON object: median and 10/90 percentile in ms per step.
"""
import argparse
import contextlib
import json
import time

import torch
import torch.nn as nn

p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
p.add_argument("--batch", type=int, default=128)
p.add_argument("--side", type=int, default=64)
p.add_argument("--steps", type=int, default=40)
p.add_argument("--threads", type=int, default=2)
p.add_argument("--bf16", action="store_true")
o = p.parse_args()
torch.set_num_threads(o.threads)
torch.manual_seed(0)
layers, width = [], 3
for out in (32, 64, 128, 256):
    layers += [nn.Conv2d(width, out, 3, 2, 1, bias=False), nn.BatchNorm2d(out), nn.ReLU(inplace=True)]
    width = out
net = nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(256, 16)).to(memory_format=torch.channels_last)
optimizer = torch.optim.SGD(net.parameters(), 0.01, momentum=0.9)
x = torch.rand(o.batch, 3, o.side, o.side).contiguous(memory_format=torch.channels_last)
autocast = torch.autocast("cpu", torch.bfloat16) if o.bf16 else contextlib.nullcontext()
times = []
for _ in range(o.steps):
    start = time.perf_counter()
    optimizer.zero_grad(set_to_none=True)
    with autocast:
        loss = net(x).float().square().mean()
    loss.backward()
    optimizer.step()
    times.append((time.perf_counter() - start) * 1e3)
kept = sorted(times[o.steps // 4 :])
pick = lambda q: round(kept[min(len(kept) - 1, int(q * len(kept)))], 2)
print(json.dumps({"torch": torch.__version__, "threads": o.threads, "precision": "bf16" if o.bf16 else "fp32",
                  "ms_median": pick(0.5), "ms_p10": pick(0.1), "ms_p90": pick(0.9)}))
