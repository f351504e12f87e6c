"""Golden numbers for LayerKernelsTest: what PyTorch gives in double precision on inputs that both sides can write down.

Run: python3 scripts/golden/reference_layers.py   (made with PyTorch 1.13)
"""

import torch
import torch.nn.functional as F


def sines(*shape, start=0):
    count = torch.Size(shape).numel()
    return torch.sin(torch.arange(start, start + count, dtype=torch.float64)).reshape(shape)


def show(name, tensor):
    print(name, list(tensor.shape), ", ".join(f"{x:.12f}" for x in tensor.flatten().tolist()))


x = sines(2, 2, 4, 3)
show("convolution", F.conv2d(x, sines(2, 2, 3, 2, start=100), sines(2, start=7), stride=2, padding=1))
show("pool", F.max_pool2d(x, 3, stride=2, padding=1))

mean, variance = torch.zeros(2, dtype=torch.float64), torch.ones(2, dtype=torch.float64)
scale, shift = sines(2, start=1), sines(2, start=3)
show("norm_training", F.batch_norm(x, mean, variance, scale, shift, True, 0.1, 1e-5)[0, :, 0])
show("running_mean", mean)
show("running_variance", variance)
show("norm_evaluation", F.batch_norm(x, mean, variance, scale, shift, False, 0.1, 1e-5)[0, :, 0])

a, b = sines(2, 3, 2), sines(2, 3, 4, start=50)
show("product", a.transpose(1, 2) @ b)
show("log_softmax", F.log_softmax(sines(2, 3), 1))
show("log_sum_exp", torch.logsumexp(sines(2, 3, 2), (0, 2)))
show("gather", torch.gather(sines(2, 3), 1, torch.tensor([[2, 0], [1, 1]])))
