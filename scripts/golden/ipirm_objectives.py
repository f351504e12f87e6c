"""Golden numbers for the objectives of IP-IRM, written a second time over PyTorch's autograd.

Nothing is shared with the Java code: environments are literal sub-batches here, columns are literal lists, and every penalty
differentiates by a vector of scales.
ipirm_objectives.csv (ObjectiveNumbersTest): loss, contrastive, global, penalty, then the gradient with respect to z.
ipirm_search.csv (SoftObjectiveTest): loss and penalty of each environment, then the gradient with respect to the membership.
Run: python3 scripts/golden/ipirm_objectives.py   (made with PyTorch 1.13)
"""

import torch

WIDTH = 4
PARTITIONS = {
    "two": [[0, 1, 1, 0, 1, 0, 1]],
    "several": [[0, 1, 1, 0, 1, 0, 1], [-1] * 7, [2, 2, 0, 1, 2, 0, 0], [0, 0, 0, 0, 0, 0, 1]],
    "one environment": [[1] * 7],
    "lonely": [[0, 1, 1, 1, 1, 1, 1]],
    "none": [[-1] * 7],
    "nobody together": [[0, 1, 2, 3, 4, 5, 6]],
}
PARTNERS = [3, 2, 4, 5, 1, 0, 6]
SHARES = [0.9, 0.5, 0.75, 0.6, 1.0, 0.55, 0.8]


def rows(count, width):
    i = torch.arange(count * width, dtype=torch.float64)
    return torch.sin(0.37 * i * i + 1.7 * i + 0.3).reshape(count, width)


def unit(z):
    return z / (z * z).sum(1, keepdim=True).add(1e-12).sqrt()


def logits(z, images, n):
    """One row per anchor: the positive first, then every other row in order."""
    keep = images + [i + n for i in images]
    similarities = z @ z.T
    table = []
    for a in keep:
        p = (a + n) % (2 * n)
        table.append(similarities[a, [p] + [j for j in keep if j not in (a, p)]])
    return torch.stack(table)


def cross_entropy(table, targets):
    return torch.stack([torch.logsumexp(table[i], 0) - table[i, t] for i, t in enumerate(targets)])


def squared(loss, scale, kind):
    g = torch.autograd.grad(loss, scale, create_graph=True)[0]
    return (g**2).sum() if kind == "per-column" else g.sum() ** 2


def plain(z, partitions, environments, t, t_irm, kind):
    n = len(partitions[0])
    z = unit(z)
    whole = cross_entropy(logits(z, list(range(n)), n) / t, [0] * 2 * n).mean()
    losses, penalties = [], []
    for partition in partitions:
        for e in range(environments):
            images = [i for i in range(n) if partition[i] == e]
            if len(images) < 2:
                continue
            table = logits(z, images, n)
            losses.append(cross_entropy(table / t, [0] * len(table)).mean())
            scale = torch.ones(table.shape[1], dtype=z.dtype, requires_grad=True)
            penalties.append(squared(cross_entropy(table / t_irm * scale, [0] * len(table)).mean(), scale, kind))
    none = z.sum() * 0
    return (torch.stack(losses).mean() if losses else none), whole, (torch.stack(penalties).mean() if losses else none)


def mixed_loss(table, own, partner, shares, weighting):
    first, second = cross_entropy(table, own), cross_entropy(table, partner)
    if weighting == "mean":
        return shares.mean() * first.mean() + (1 - shares.mean()) * second.mean()
    return (shares * first + (1 - shares) * second).mean()


def mixed(z, partitions, environments, t, kind, weighting):
    n = len(partitions[0])
    z = unit(z)
    table = z[:n] @ z[n:].T / t
    shares = torch.tensor(SHARES, dtype=z.dtype)
    whole = mixed_loss(table, list(range(n)), PARTNERS, shares, weighting)
    contrastive, penalty = z.sum() * 0, z.sum() * 0
    for partition in partitions:
        losses, penalties = [], []
        for e in range(environments):
            images = [i for i in range(n) if partition[i] == e]
            anchors = [i for i in images if PARTNERS[i] in images]
            if len(images) < 2 or not anchors:
                continue
            scale = torch.ones(len(images), dtype=z.dtype, requires_grad=True)
            loss = mixed_loss(
                table[anchors][:, images] * scale,
                [images.index(i) for i in anchors],
                [images.index(PARTNERS[i]) for i in anchors],
                shares[anchors],
                weighting,
            )
            losses.append(loss)
            penalties.append(squared(loss, scale, kind))
        if losses:
            contrastive = contrastive + torch.stack(losses).mean()
            penalty = penalty + torch.stack(penalties).mean()
    return contrastive, whole, penalty


def total(parts, weight, keep):
    contrastive, whole, penalty = parts
    return (contrastive + (whole if keep else 0) + weight * penalty) / max(1, weight)


def soft(z, q, t, t_irm, kind):
    """z of 2B rows, q [B, K]: loss and penalty of each environment."""
    n = len(q)
    table = logits(unit(z), list(range(n)), n)
    columns = []
    for a in range(2 * n):
        p = (a + n) % (2 * n)
        columns.append([p % n] + [j % n for j in range(2 * n) if j not in (a, p)])
    losses, penalties = [], []
    for e in range(q.shape[1]):
        weights = torch.stack([q[c, e] for c in columns])
        negative = weights[:, 1:] / weights[:, 1:].sum(1, keepdim=True) * (2 * n - 2)
        relative = torch.cat([torch.ones_like(weights[:, :1]), negative], 1)

        def loss(m):
            each = torch.log((relative * m.exp()).sum(1)) - m[:, 0]
            return (weights[:, 0] * each).sum() / weights[:, 0].sum()

        losses.append(loss(table / t))
        scale = torch.ones(table.shape[1], dtype=z.dtype, requires_grad=True)
        penalties.append(squared(loss(table / t_irm * scale), scale, kind))
    return torch.stack(losses), torch.stack(penalties)


def numbers(*tensors):
    return ",".join(f"{value:.12g}" for tensor in tensors for value in tensor.detach().reshape(-1).tolist())


def write_objectives(path):
    with open(path, "w") as out:
        for name, partitions in PARTITIONS.items():
            n = len(partitions[0])
            for kind in ("per-column", "scalar"):
                for t_irm, weight, keep in ((0.5, 0.2, True), (0.3, 2.5, False)):
                    z = rows(2 * n, WIDTH).requires_grad_()
                    parts = plain(z, partitions, 3, 0.5, t_irm, kind)
                    loss = total(parts, weight, keep)
                    gradient = torch.autograd.grad(loss, z)[0]
                    words = f"ip-irm;{name};{kind};{t_irm};{weight};{str(keep).lower()}"
                    out.write(words + "," + numbers(loss, *parts, gradient) + "\n")
                for weighting in ("mean", "per-sample"):
                    z = rows(2 * n, WIDTH).requires_grad_()
                    parts = mixed(z, partitions, 3, 0.2, kind, weighting)
                    loss = total(parts, 0.2, True)
                    gradient = torch.autograd.grad(loss, z)[0]
                    words = f"ip-irm-mixup;{name};{kind};{weighting};0.2;true"
                    out.write(words + "," + numbers(loss, *parts, gradient) + "\n")


def write_search(path):
    with open(path, "w") as out:
        for images, k in ((2, 2), (7, 2), (5, 3), (200, 2)):
            for kind in ("per-column", "scalar"):
                for t_irm in (0.5, 0.3):
                    z = rows(2 * images, WIDTH)
                    q = torch.softmax(2 * rows(images, k), 1).requires_grad_()
                    losses, penalties = soft(z, q, 0.5, t_irm, kind)
                    objective = losses.mean() + 0.7 * penalties.mean()
                    gradient = torch.autograd.grad(objective, q)[0]
                    out.write(f"{images};{k};{kind};{t_irm}," + numbers(losses, penalties, gradient[:8]) + "\n")


if __name__ == "__main__":
    folder = "suite-methods/src/test/resources/org/disentangle/methods/ipirm/"
    write_objectives(folder + "ipirm_objectives.csv")
    write_search(folder + "ipirm_search.csv")
