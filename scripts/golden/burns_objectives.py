"""Golden numbers for ObjectiveNumbersTest, its resource burns_objectives.csv: the objectives of Burns et al. 2021 written a second time, over PyTorch's autograd.

Nothing is shared with the Java code, not even the closed form of the gradient: the Hessian regulariser differentiates twice here.
Columns: loss, regulariser, the gradient's first three entries and the sum of its absolute entries.
Run: python3 scripts/golden/burns_objectives.py   (made with PyTorch 1.13)
"""

import torch
import torch.nn.functional as F

BATCH, ROWS = 4, 8
JOINT = [5, 2, 5, 1] * 2
A = [0, 1, 0, 2] * 2
B = [1, 1, 0, 1] * 2
PERMUTATION = [2, 0, 1]


def rows(width):
    i = torch.arange(ROWS * width, dtype=torch.float64)
    return torch.sin(0.37 * i * i + 1.7 * i + 0.3).reshape(ROWS, width)


def contrastive(z, positives, denominators, t):
    """Mean over anchors; positives and denominators are lists of index lists."""
    total = 0
    for i in range(ROWS):
        logits = {a: (z[i] @ z[a]) / t for a in denominators[i]}
        log_sum = torch.logsumexp(torch.stack(list(logits.values())), 0)
        total = total - sum(logits[p] - log_sum for p in positives[i]) / len(positives[i])
    return total / ROWS


def sets(mode, labels=JOINT):
    positives, denominators = [], []
    for i in range(ROWS):
        pair = [a for a in range(ROWS) if a % BATCH == i % BATCH and a != i]
        same = [a for a in range(ROWS) if labels[a] == labels[i] and a != i]
        others = [a for a in range(ROWS) if a != i]
        positives.append(same if mode == "joint-supcon" else pair)
        excluded = set(same) - set(pair) if mode == "joint-exclude" else set()
        denominators.append([a for a in others if a not in excluded])
    return positives, denominators


def infomax(z, mode, t):
    return contrastive(z, *sets(mode), t)


def infomin(z0, z1, mode, t):
    total = 0
    for own, other in ((z0, z1), (z1, z0)):
        for i in range(ROWS):
            view = range(i // BATCH * BATCH, i // BATCH * BATCH + BATCH)
            a = [j for j in view if j != i and not (mode == "joint-exclude" and JOINT[j] == JOINT[i])]
            total = total + own[i] @ other[i] / t - torch.logsumexp(torch.stack([own[i] @ own[j] / t for j in a]), 0)
    return total / ROWS


def ortho(z0, z1, partners):
    terms = []
    for first, second in ((z0, z1), (z1, z0)):
        for i in range(ROWS):
            js = range(ROWS) if partners == "all" else (i, (i + BATCH) % ROWS)
            terms += [F.cosine_similarity(first[i], second[j], dim=0).abs() for j in js]
    return torch.stack(terms).mean()


def hessian(z, mode, t, gradient, gradient_loss):
    z = z if z.requires_grad else z.requires_grad_()
    loss = infomax(z, mode, t) * (ROWS if gradient_loss == "sum" else 1)
    (g,) = torch.autograd.grad(loss, z, create_graph=True)
    half = z.shape[1] // 2
    g0, g1 = g[:, :half], g[:, half:]
    if gradient == "per-sample":
        # Eq. 8 literally: the root of the double sum over elements.
        return torch.stack([((g0[n][:, None] * g1[n][None, :]) ** 2).sum().sqrt() for n in range(ROWS)]).mean()
    if gradient == "batch-mean":
        return g0.mean(0).norm() * g1.mean(0).norm()
    return torch.stack([torch.outer(g0[n], g1[n]) for n in range(ROWS)]).mean(0).norm()


def unit(z, normalize=True):
    return F.normalize(z, dim=1) if normalize else z


def show(name, build, width=6):
    z = rows(width).requires_grad_()
    loss, regularizer = build(z)
    (gradient,) = torch.autograd.grad(loss, z)
    numbers = [loss.item(), regularizer.item() if regularizer is not None else 0.0]
    numbers += gradient.flatten()[:3].tolist() + [gradient.abs().sum().item()]
    print(",".join([name] + [f"{x:.10f}" for x in numbers]))


MODES = ("joint-supcon", "joint-exclude", "pair-only")
for mode in MODES:
    show(f"simclr {mode}", lambda z: (infomax(unit(z), mode, 0.5), None))

for mode in MODES:
    for normalize in (True, False):
        def build(z):
            z0, z1 = unit(z[:, :3], normalize), unit(z[:, 3:], normalize)
            r = infomin(z0, z1, mode, 0.5)
            return infomax(z0, mode, 0.5) + infomax(z1, mode, 0.5) + 0.7 * r, r
        show(f"infomin {mode} {'normalized' if normalize else 'raw'}", build)

for partners in ("self-and-positive", "all"):
    for order in ([0, 1, 2], PERMUTATION):
        def build(z):
            z0, z1 = z[:, :3], z[:, 3:]
            r = ortho(z0[:, order], z1, partners)
            return infomax(unit(z0), "joint-supcon", 0.5) + infomax(unit(z1), "joint-supcon", 0.5) + 0.7 * r, r
        show(f"{'ortho' if order == [0, 1, 2] else 'ortho-perm'} {partners}", build)

for mode in MODES:
    for gradient in ("per-sample", "batch-mean", "gauss-newton"):
        for gradient_loss in ("sum", "mean"):
            def build(z):
                u = unit(z)
                r = hessian(u, mode, 0.5, gradient, gradient_loss)
                return infomax(u, mode, 0.5) + 0.7 * r, r
            show(f"hessian {mode} {gradient} {gradient_loss}", build)


def supervised(z):
    r0, r1 = unit(z[:, :3]), unit(z[:, 3:])
    first = contrastive(r0, *sets("joint-supcon", A), 0.5)
    return first + contrastive(r1, *sets("joint-supcon", B), 0.5), None


show("supervised", supervised)
