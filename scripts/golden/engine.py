#!/usr/bin/env python3
"""Golden numbers for the engines' tests, made with PyTorch (torch 1.13, torchvision 0.14) in double precision.

usage: engine.py FOLDER   (suite-testkit/src/main/resources/org/disentangle/testkit/engine)

operations.json  every operation of the vocabulary: inputs, parameters and buffers, and what PyTorch makes of them
optimizers.json  parameters after each of a few updates with given gradients and learning rates
resnet18.json    torchvision's ResNet-18 with weights from a formula: features, and running statistics after a training pass
"""
import json
import math
import pathlib
import sys

import torch
import torch.nn.functional as F
import torchvision

torch.manual_seed(20261121)
torch.set_default_dtype(torch.float64)
MATRIX, IMAGES = (3, 4), (2, 3, 5, 6)


def numbers(shape, positive=False):
    """0.05..2 in size, rounded so that float32 and this script read the same numbers."""
    sizes = 0.05 + 1.95 * torch.rand(shape)
    signs = torch.ones(shape) if positive else torch.sign(torch.rand(shape) - 0.5)
    return (sizes * signs).float().double()


def flat(tensor):
    return [float(f"{v:.8g}") for v in tensor.double().flatten().tolist()]


operations = {}


def case(name, function, *shapes, variables=None, buffers_after=None, positive=False):
    """variables: shape by name, a positive one marked by a trailing '+' of its name."""
    inputs = [numbers(shape, positive) for shape in shapes]
    values = {key.rstrip("+"): numbers(shape, key.endswith("+")) for key, shape in (variables or {}).items()}
    given = {f"x{i}": flat(x) for i, x in enumerate(inputs)}
    stored = {key: flat(value) for key, value in values.items()}
    out = function(*inputs, **{key.split("/")[-1]: value for key, value in values.items()})
    operations[name] = {"inputs": given, "variables": stored, "out": flat(out)}
    if buffers_after:
        operations[name]["buffers_after"] = {key: flat(values[key]) for key in buffers_after}


unary = {
    "negate": torch.neg, "absolute": torch.abs, "sign": torch.sign, "exp": torch.exp, "log": torch.log, "sqrt": torch.sqrt,
    "square": torch.square, "reciprocal": torch.reciprocal, "relu": F.relu, "floor": torch.floor, "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
}
for name, function in unary.items():
    case(name, function, MATRIX, positive=name in ("log", "sqrt", "reciprocal"))
binary = {
    "add": torch.add, "subtract": torch.sub, "multiply": torch.mul, "divide": torch.div, "maximum": torch.maximum,
    "minimum": torch.minimum, "equal": torch.eq, "greater": torch.gt,
}
for name, function in binary.items():
    case(name, function, MATRIX, MATRIX)
    case(name + " broadcast", function, MATRIX, (3, 1))
    case(name + " of a scalar", function, (), MATRIX)
case("leaky relu", lambda x: F.leaky_relu(x, 0.2), MATRIX)
case("affine", lambda x: 1.5 * x - 0.25, MATRIX)
case("affine scale", lambda x: -3 * x, MATRIX)
case("affine offset", lambda x: x + 0.75, MATRIX)
case("clamp", lambda x: x.clamp(-0.5, 0.75), MATRIX)
case("where", lambda x, y, z: torch.where(y > z, x, z), MATRIX, MATRIX, MATRIX)
reductions = {
    "sum": lambda x, d, k: x.sum(d, keepdim=k), "mean": lambda x, d, k: x.mean(d, keepdim=k),
    "max": lambda x, d, k: x.amax(d, keepdim=k), "min": lambda x, d, k: x.amin(d, keepdim=k),
    "log_sum_exp": lambda x, d, k: x.logsumexp(d, keepdim=k),
}
for name, function in reductions.items():
    case(name + " over all", lambda x: function(x, (0, 1, 2, 3), True), IMAGES)
    case(name + " over some", lambda x: function(x, (1, 3), True), IMAGES)
    case(name + " dropping axes", lambda x: function(x, (0, 2), False), IMAGES)
case("softmax", lambda x: x.softmax(1), MATRIX)
case("softmax over the first axis", lambda x: x.softmax(0), MATRIX)
case("log softmax", lambda x: x.log_softmax(1), MATRIX)
case("unit vectors", lambda x: x / (x.square().sum(1, keepdim=True) + 1e-12).sqrt(), MATRIX)
case("matmul", lambda x, y: x @ y, (3, 4), (4, 2))
case("matmul transposed", lambda x, y: x @ y.T, (3, 4), (2, 4))
case("transposed matmul", lambda x, y: x.T @ y, (4, 3), (4, 2))
case("batched matmul", lambda x, y: x @ y, (5, 3, 4), (5, 4, 2))
case("batched matmul transposed", lambda x, y: x @ y.mT, (5, 3, 4), (5, 2, 4))
case("one matrix times many", lambda x, y: x @ y, (3, 4), (5, 4, 2))
case("many matrices times one", lambda x, y: x @ y, (2, 5, 3, 4), (4, 2))
case("linear", F.linear, MATRIX, variables={"place/layer/weight": (5, 4), "place/layer/bias": (5,)})
case("linear without bias", F.linear, MATRIX, variables={"place/layer/weight": (5, 4)})
for name, kernel, stride, padding in [
    ("convolution", 3, 1, 1), ("strided convolution", 3, 2, 1), ("pointwise convolution", 1, 2, 0),
]:
    case(name, lambda x, weight: F.conv2d(x, weight, None, stride, padding), IMAGES,
         variables={"place/layer/weight": (4, 3, kernel, kernel)})
case("convolution with bias", lambda x, weight, bias: F.conv2d(x, weight, bias), IMAGES,
     variables={"place/weight": (4, 3, 2, 2), "place/bias": (4,)})
norm = {"place/norm/scale": (3,), "place/norm/shift": (3,), "place/norm/running_mean": (3,),
        "place/norm/running_variance+": (3,)}
moved = ["place/norm/running_mean", "place/norm/running_variance"]


def batch_norm(training, momentum, epsilon):
    return lambda x, scale, shift, running_mean, running_variance: F.batch_norm(
        x, running_mean, running_variance, scale, shift, training, momentum, epsilon)


for mode in ("training", "evaluation"):
    training = mode == "training"
    case(f"batch norm in {mode}", batch_norm(training, 0.1, 1e-5), IMAGES, variables=norm, buffers_after=moved)
    case(f"batch norm in {mode} of vectors", batch_norm(training, 0.25, 1e-3), (6, 3), variables=norm, buffers_after=moved)
case("max pool", lambda x: F.max_pool2d(x, 2, 2), IMAGES)
case("padded max pool", lambda x: F.max_pool2d(x, 3, 2, 1), IMAGES)
case("gather rows", lambda x: x[[2, 0, 2, 1]], MATRIX)
case("gather columns", lambda x: x[:, [3, 3]], MATRIX)
case("gather along", lambda x: x.gather(1, torch.tensor([[3, 0], [1, 1], [2, 0]])), MATRIX)
case("numbers cut to integers", lambda x: (3 * x).long(), MATRIX)
case("reshape", lambda x: x.reshape(2, 6).square(), MATRIX)
case("permute", lambda x: x.permute(0, 2, 3, 1).exp(), IMAGES)
case("permute then reshape", lambda x: x.permute(3, 1, 0, 2).reshape(6, 30), IMAGES)
case("broadcast", lambda x: x.expand(2, 3, 4) * x, MATRIX)
case("slice", lambda x: x[:, 1:3].sqrt(), MATRIX, positive=True)
case("concatenate", lambda x, y: torch.cat([x, y], 1), MATRIX, (3, 2))
case("stop gradient", lambda x, y: x.detach() * x + y, MATRIX, MATRIX)


def optimizer_runs():
    rates = [0.1, 0.05, 0.2, 0.1]
    start = {"weight": numbers((3, 2)), "bias": numbers((3,))}
    gradients = [{key: numbers(tuple(value.shape)) for key, value in start.items()} for _ in rates]
    makers = {
        "adam": lambda p: torch.optim.Adam(p, betas=(0.8, 0.95), eps=1e-6),
        "adam with weight decay": lambda p: torch.optim.Adam(p, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.1),
        "sgd": lambda p: torch.optim.SGD(p, lr=1),
        "sgd with momentum and weight decay": lambda p: torch.optim.SGD(p, lr=1, momentum=0.9, weight_decay=0.05),
        "sgd with nesterov momentum": lambda p: torch.optim.SGD(p, lr=1, momentum=0.7, nesterov=True, weight_decay=0.05),
    }
    runs = {}
    for name, make in makers.items():
        for excluded in (False, True):
            values = {key: value.clone().requires_grad_() for key, value in start.items()}
            optimizer = make([{"params": [values["weight"]]}, {"params": [values["bias"]]}])
            if excluded:
                optimizer.param_groups[1]["weight_decay"] = 0
            steps = []
            for rate, gradient in zip(rates, gradients):
                for group in optimizer.param_groups:
                    group["lr"] = rate
                for key, value in values.items():
                    value.grad = gradient[key].clone()
                optimizer.step()
                steps.append({key: flat(value.detach()) for key, value in values.items()})
            runs[name + (", bias excluded" if excluded else "")] = steps
    return {
        "rates": rates, "start": {key: flat(value) for key, value in start.items()},
        "gradients": [{key: flat(value) for key, value in step.items()} for step in gradients], "runs": runs,
    }


def noise_of(angle):
    """-1..1, without structure, and the same in any language with 64-bit sines."""
    scaled = torch.sin(angle) * 43758.5453
    return 2 * (scaled - scaled.floor()) - 1


def formula_weights(net):
    """Parameter number j, element i: noise from i and j, scaled to keep activations of about unit size."""
    with torch.no_grad():
        for j, (name, value) in enumerate(net.named_parameters()):
            noise = noise_of(12.9898 * torch.arange(value.numel()) + 78.233 * j).reshape(value.shape)
            if value.dim() == 4:
                value.copy_(noise * math.sqrt(6 / (value.shape[0] * value.shape[2] * value.shape[3])))
            else:
                value.copy_(0.1 * noise + (1 if name.endswith("weight") else 0))


def resnet18():
    net = torchvision.models.resnet18()
    net.fc = torch.nn.Identity()
    formula_weights(net)
    x = noise_of(0.011 * torch.arange(4 * 3 * 64 * 64)).reshape(4, 3, 64, 64)
    net.eval()
    evaluation = net(x)
    net.train()
    training = net(x)
    loss = training.square().mean()
    loss.backward()
    gradients = [p.grad.norm() for p in net.parameters()]
    return {
        "evaluation": flat(evaluation[:, ::16]), "training": flat(training[:, ::16]), "loss": float(loss),
        "gradient_norms": flat(torch.stack(gradients)),
        "stem_running_mean": flat(net.bn1.running_mean), "stem_running_variance": flat(net.bn1.running_var),
    }


folder = pathlib.Path(sys.argv[1])
for name, content in {"operations": operations, "optimizers": optimizer_runs(), "resnet18": resnet18()}.items():
    text = json.dumps(content, separators=(",", ":")).replace("},", "},\n").replace("],\"", "],\n\"")
    (folder / f"{name}.json").write_text(text + "\n")
