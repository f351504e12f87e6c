"""Golden numbers for InvarianceNumbersTest, its resource invariance_objectives.csv: multi-space invariance, VICReg and Barlow Twins
written a second time, pair by pair, over PyTorch's autograd.

Columns: loss, the gradient's first three entries and the sum of its absolute entries.
Run: python3 scripts/golden/invariance_objectives.py   (made with PyTorch 1.13)
"""

import torch
import torch.nn.functional as F

BATCH, WIDTH = 5, 7
SIZES = [3, 2, 2]
TYPES = [0, 1, 2, 0, 1]
LAMBDAS = [1.5, 0.25, 3.0]
T = 0.4


def rows(views):
    i = torch.arange(views * BATCH * WIDTH, dtype=torch.float64)
    return torch.sin(0.37 * i * i + 1.7 * i + 0.3).reshape(views, BATCH, WIDTH)


def entropy(z, form, own=None):
    """z [views, batch, d]; own [batch], squared distances of the pairs that are to agree"""
    views = z.shape[0]
    if form == "vicreg":
        deviation, covariance = 0, 0
        for view in range(views):
            d = z.shape[2]
            c = torch.cov(z[view].T)
            deviation = deviation + F.relu(1 - torch.sqrt(torch.diagonal(c) + 1e-4)).mean() / views
            covariance = covariance + (c[~torch.eye(d, dtype=bool)] ** 2).sum() / d / views
        return 25 * deviation + 1 * covariance
    total, anchors = 0, [0] if form == "euclidean" else range(views)
    for v in anchors:
        for i in range(BATCH):
            logits = []
            for w in range(views):
                for j in range(BATCH):
                    if j != i:
                        a, b = z[v, i], z[w, j]
                        logits.append(a @ b / T if form == "simclr" else -((a - b) ** 2).sum() / T)
            if form == "simclr":
                total = total + torch.logsumexp(torch.stack(logits), 0)
            elif form == "standardized":
                total = total + torch.log(torch.exp(torch.stack(logits)).mean())
            else:
                total = total + torch.log(torch.exp(torch.stack(logits + [-own[i] / T])).mean())
    return total / (len(anchors) * BATCH)


def disagreement(q, k, form):
    if form == "simclr":
        return -(q @ k) / T
    return ((q - k) ** 2).mean() if form == "vicreg" else ((q - k) ** 2).sum() / T


def multi_space(z, form, pairs, content_views, joint, content, style, lambdas):
    spaces = list(torch.split(z, SIZES, dim=2))
    if form == "simclr":
        spaces = [F.normalize(s, dim=2) for s in spaces]
    if form == "standardized":
        flat = [s.reshape(-1, s.shape[2]) for s in spaces]
        spaces = [F.batch_norm(f, None, None, training=True, eps=1e-5).reshape(s.shape) for f, s in zip(flat, spaces)]
    invariance, own = 0, []
    for m, s in enumerate(spaces):
        terms = []
        distances = [0] * BATCH
        for i in range(BATCH):
            mine = []
            for key in range(1, z.shape[0]):
                kind = TYPES[i] if pairs == "efficient" else key - 1
                if kind == m or (m == 0 and content_views == "every"):
                    mine.append(disagreement(s[0, i], s[key, i], form))
            terms += mine
            distances[i] = T * sum(mine) / len(mine) if mine else None
        own.append(distances)
        invariance = invariance + lambdas[m] * sum(terms) / len(terms)
    loss = invariance / len(spaces)
    if joint:
        scale = len(spaces) ** 0.5 if form == "simclr" else 1
        together = [sum(d[i] for d in own) for i in range(BATCH)] if form == "euclidean" else None
        loss = loss + entropy(torch.cat(spaces, dim=2) / scale, form, together)
    for m, s in enumerate(spaces):
        if content if m == 0 else style:
            loss = loss + entropy(s, form, own[m])
    return loss


def vicreg(z, sum_of_views):
    deviation, covariance = 0, 0
    for view in range(2):
        c = torch.cov(z[view].T)
        deviation = deviation + F.relu(1 - torch.sqrt(torch.diagonal(c) + 1e-4)).mean() / 2
        off = c - torch.diag(torch.diagonal(c))
        covariance = covariance + (off ** 2).sum() / WIDTH
    return 25 * F.mse_loss(z[0], z[1]) + 25 * deviation + covariance * (1 if sum_of_views else 0.5)


def barlow(z):
    norm = lambda x: F.batch_norm(x, None, None, training=True, eps=1e-5)
    c = norm(z[0]).T @ norm(z[1]) / BATCH
    off = c - torch.diag(torch.diagonal(c))
    return ((torch.diagonal(c) - 1) ** 2).sum() + 0.0051 * (off ** 2).sum()


def show(name, views, build):
    z = rows(views).requires_grad_()
    loss = build(z)
    loss.backward()
    g = z.grad.reshape(-1)
    print(",".join([name] + [f"{x:.10f}" for x in [loss.item(), *g[:3].tolist(), g.abs().sum().item()]]))


for form in ("simclr", "vicreg", "euclidean", "standardized"):
    for pairs in ("standard",) if form == "euclidean" else ("standard", "efficient"):
        for content_views in ("own", "every"):
            for weights in ("fixed", "adapted"):
                lambdas = LAMBDAS if weights == "adapted" else [2.0] * 3
                show(f"multi-space {form} {pairs} {content_views} {weights} both", 4 if pairs == "standard" else 2,
                     lambda z: multi_space(z, form, pairs, content_views, True, True, False, lambdas))
    for ablation, flags in (("joint", (True, False, False)), ("content", (False, True, False)),
                            ("own", (False, True, True)), ("none", (False, False, False))):
        pairs = "standard" if form == "euclidean" else "efficient"
        show(f"multi-space {form} {pairs} own fixed {ablation}", 4 if pairs == "standard" else 2,
             lambda z: multi_space(z, form, pairs, "own", *flags, [2.0] * 3))
show("vicreg sum", 2, lambda z: vicreg(z, True))
show("vicreg mean", 2, lambda z: vicreg(z, False))
show("barlow-twins", 2, barlow)
