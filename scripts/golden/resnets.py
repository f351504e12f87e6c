"""Golden numbers for ResnetGoldenTest: torchvision's residual nets in double precision, with weights that both sides can write down.

Parameter p (counted in torchvision's order) has the values formula(p, i); batch norm layer b has running statistics from the same
formula. Run: python3 scripts/golden/resnets.py   (made with torchvision 0.14)
"""

import math

import torch
import torchvision


def sines(shape, offset):
    return torch.sin(torch.arange(torch.Size(shape).numel(), dtype=torch.float64) + offset).reshape(shape)


def fill(model):
    for p, (name, parameter) in enumerate(model.named_parameters()):
        values = sines(parameter.shape, p)
        if parameter.dim() == 4:
            fan_in = parameter[0].numel()
            values = values * math.sqrt(2 / fan_in)
        else:
            values = 0.1 * values + (1 if name.endswith("weight") else 0)
        parameter.data = values
    norms = [m for m in model.modules() if isinstance(m, torch.nn.BatchNorm2d)]
    for b, norm in enumerate(norms):
        norm.running_mean = 0.1 * sines(norm.running_mean.shape, b)
        norm.running_var = 1 + 0.5 * sines(norm.running_var.shape, b + 1)


def build(depth, small):
    model = getattr(torchvision.models, f"resnet{depth}")()
    model.fc = torch.nn.Identity()
    if small:
        model.conv1 = torch.nn.Conv2d(3, 64, 3, stride=1, padding=1, bias=False)
        model.maxpool = torch.nn.Identity()
    return model.double().eval()


for depth in (18, 34, 50):
    for small in (True, False):
        model = build(depth, small)
        print(depth, "small" if small else "imagenet", "parameters", sum(p.numel() for p in model.parameters()))

for depth, small, side in ((18, True, 8), (34, True, 8), (50, False, 32)):
    model = build(depth, small)
    fill(model)
    with torch.no_grad():
        r = model(sines((1, 3, side, side), 0))[0]
    print(depth, side, "first", [f"{x:.10f}" for x in r[:6].tolist()], "sum", f"{r.sum().item():.8f}",
          "squares", f"{(r * r).sum().item():.8f}")
