#!/usr/bin/env python3
"""Batches and golden numbers for ObjectiveCommandTest, from objectives written over PyTorch's autograd in double precision (1.13).

usage: objective_command.py FOLDER   (suite-runner/src/test/resources/org/disentangle/runner/cli)

batch.npz, batch-with-permutation.npz   2 views of 5 groups, 12 numbers a row, as a user would save them
simclr.npz, ortho-perm.npz, supervised.npz   the loss and its gradient with respect to z, or r
"""
import pathlib
import sys

import numpy as np
import torch
import torch.nn.functional as F

folder = pathlib.Path(sys.argv[1])
VIEWS, GROUPS, DIM = 2, 5, 12
rng = np.random.default_rng(20261122)
z = rng.standard_normal((VIEWS, GROUPS, DIM)).astype(np.float32)
r = rng.standard_normal((VIEWS, GROUPS, DIM)).astype(np.float32)
labels_0 = np.array([0, 1, 0, 2, 1])
labels_1 = np.array([3, 3, 0, 0, 3], dtype=np.int32)
labels = np.array([0, 1, 2, 3, 1], dtype=np.uint8)
permutation = np.array([4, 2, 0, 5, 1, 3])


def simclr(rows, temperature):
    """Chen et al. 2020 as cross-entropy: the row's other view is its class."""
    unit = F.normalize(rows.reshape(-1, DIM), dim=1)
    logits = unit @ unit.T / temperature
    logits = logits.masked_fill(torch.eye(len(unit), dtype=torch.bool), -torch.inf)
    return F.cross_entropy(logits, (torch.arange(len(unit)) + GROUPS) % len(unit))


def supcon(rows, classes, temperature):
    """Khosla et al. 2020, L_out."""
    unit = F.normalize(rows, dim=1)
    classes = torch.as_tensor(classes).long().repeat(VIEWS)
    itself = torch.eye(len(unit), dtype=torch.bool)
    logits = (unit @ unit.T / temperature).masked_fill(itself, -torch.inf)
    positive = (classes[:, None] == classes[None, :]) & ~itself
    log_probability = F.log_softmax(logits, dim=1).masked_fill(~positive, 0)
    return -(log_probability.sum(1) / positive.sum(1)).mean()


def ortho_perm(rows, temperature, weight):
    """Burns et al. 2021, eq. 6: a sample with itself and with its positive, both ordered pairs of blocks."""
    flat = rows.reshape(-1, DIM)
    z0, z1 = flat[:, :DIM // 2], flat[:, DIM // 2:]
    infomax = supcon(z0, labels, temperature) + supcon(z1, labels, temperature)
    permuted = z0[:, torch.as_tensor(permutation)]
    cosines = F.normalize(permuted, dim=1) @ F.normalize(z1, dim=1).T
    n = len(flat)
    own, other = torch.arange(n), (torch.arange(n) + GROUPS) % n
    regularizer = torch.cat([c[own, j].abs() for c in (cosines, cosines.T) for j in (own, other)]).mean()
    return infomax + weight * regularizer


def supervised(rows, temperature):
    flat = rows.reshape(-1, DIM)
    return supcon(flat[:, :DIM // 2], labels_0, temperature) + supcon(flat[:, DIM // 2:], labels_1, temperature)


def save(name, of, values, loss):
    rows = torch.tensor(values, dtype=torch.float64, requires_grad=True)
    value = loss(rows)
    (gradient,) = torch.autograd.grad(value, rows)
    np.savez(folder / f"{name}.npz", loss=value.item(), **{of: gradient.numpy()})


np.savez(folder / "batch.npz", z=z, r=r, labels=labels, labels_0=labels_0, labels_1=labels_1)
np.savez(folder / "batch-with-permutation.npz", z=z.astype(np.float64), labels=labels, permutation=permutation)
save("simclr", "z", z, lambda rows: simclr(rows, 0.5))
save("ortho-perm", "z", z, lambda rows: ortho_perm(rows, 0.1, 0.3))
save("supervised", "r", r, lambda rows: supervised(rows, 0.1))
