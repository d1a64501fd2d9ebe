"""Training: losses, the loop, and what one network tells another.

Works on several processes at once, one core each; every process reads its share of a batch, and
gradients are averaged.
"""

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
import torch
import torch.distributed as dist
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from training.attribution.batches import IGNORED, Batch, Cut, batch, cuts, shuffled_batches
from training.attribution.corpus import Labelled
from training.attribution.network import NEVER, Dropout, Network
from training.attribution.noise import noisy
from transforms.analyse.finder.encoder import Link, windows
from transforms.analyse.finder.pieces import Pieces
from transforms.analyse.finder.tags import TAGS, Role

Articles = Mapping[str, Sequence[Labelled]]


@dataclass(frozen=True)
class Course:
    """How a network is trained.

    Attributes:
        epochs: Times that every article is read.
        rate: Peak learning rate of what is pretrained; heads and traits learn five times as fast.
        windows: Windows a step, over all processes.
        overlap: Pieces that neighbouring windows share.
        seed: Of everything that is drawn.
        soft: Share of the loss that asks for the soft tags.
        noise: Whether articles are changed (`noise.noisy`).
        masked: Share of the pieces that are hidden.
        dropout: Share of units.
    """

    epochs: float = 4
    rate: float = 2e-4
    windows: int = 8
    overlap: int = 48
    seed: int = 0
    soft: float = 0.0
    noise: bool = False
    masked: float = 0.05
    dropout: float = 0.1


_HEADS_FASTER, _WARM_UP, _LINKS = 5, 0.06, 0.3
#: Weights are averaged over about the last 500 steps (Polyak).
_AVERAGED = 0.998


def loss(network: Network, data: Batch, drop: Dropout | None, soft: float) -> Tensor:
    """Cross entropy of the tags, and of the links to any of the words that are right."""
    pieces, traits, filled = (torch.from_numpy(x) for x in data[:3])
    tags, links = network(pieces, traits, filled, drop)
    wanted = torch.from_numpy(data.tags)
    counted = wanted != IGNORED
    total = F.cross_entropy(tags[counted], wanted[counted])
    if soft:
        hints = torch.from_numpy(data.soft)[counted]
        told = -(hints * F.log_softmax(tags[counted], -1)).sum(-1).mean()
        total = (1 - soft) * total + soft * told
    answers = torch.from_numpy(data.first).clone()
    answers[:, 0] = True
    links = links.masked_fill(~answers[:, None, None, :], NEVER)
    role = torch.where(wanted > 0, (wanted - 1) // 4, -1)
    at = torch.arange(pieces.shape[1])
    for link, asking, ends, weight in (
        (Link.CONTENT_TO_CUE, Role.CONTENT, data.cues, 1.0),
        (Link.CUE_TO_SOURCE, Role.CUE, data.sources, 1.0),
        (Link.CONTENT_TO_SOURCE, Role.CONTENT, data.sources, 0.5),
    ):
        bounds = torch.from_numpy(ends)
        asked = (role == asking) & (bounds[..., 0] >= 0)
        if asked.any():
            shares = F.log_softmax(links[:, link][asked], -1)
            right = (at >= bounds[asked][:, :1]) & (at < bounds[asked][:, 1:])
            found = torch.logsumexp(shares.masked_fill(~right, NEVER), -1)
            total = total - _LINKS * weight * found.mean()
    return total


def train(
    network: Network,
    articles: Articles,
    pieces: Pieces,
    course: Course,
    say: Callable[[str], None],
    checkpoint: Callable[[Mapping[str, Tensor]], None] = lambda _: None,
) -> Mapping[str, Tensor]:
    """Trains the network in place; returns its averaged weights.

    Args:
        network: What learns; the same in every process.
        articles: What it learns from.
        pieces: Of words.
        course: How.
        say: Hears how it goes.
        checkpoint: Gets the averaged weights after each epoch.
    """
    rank, ranks = (dist.get_rank(), dist.get_world_size()) if dist.is_initialized() else (0, 1)
    rng = random.Random(course.seed)  # the same draws in every process
    hidden = np.random.RandomState(course.seed * 100 + rank)
    drop = Dropout(course.dropout, course.seed * 100 + rank)
    learned = network.learned()
    new = [p for n, p in learned.items() if not n.startswith(("layers.", "norm.", "places."))]
    old = [p for n, p in learned.items() if n.startswith(("layers.", "norm.", "places."))]
    groups = [{"params": old, "faster": 1}, {"params": new, "faster": _HEADS_FASTER}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    averaged = {name: p.detach().clone() for name, p in learned.items()}
    names = name_forms(articles)
    steps, total, began = 0, 1, time.monotonic()
    for epoch in count(1):
        cut = _epoch(articles, names, pieces, network.size - 1, course, rng)
        groups_of = shuffled_batches(cut, course.windows, rng)
        total = int(len(groups_of) * course.epochs) if epoch == 1 else total
        heard: list[float] = []
        for group in groups_of:
            mine = group[rank::ranks]
            if len(group) < course.windows:
                continue
            if steps >= total:
                return _merged(network, averaged)
            part = steps / total
            for settings in optimiser.param_groups:
                settings["lr"] = course.rate * settings["faster"] * min(part / _WARM_UP, 1 - part)
            value = loss(network, _hidden(batch(mine, pieces), course, hidden), drop, course.soft)
            value.backward()
            _average_gradients(learned, ranks)
            torch.nn.utils.clip_grad_norm_(learned.values(), 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            steps += 1
            share = min(_AVERAGED, steps / (9 + steps))
            with torch.no_grad():
                torch._foreach_lerp_(list(averaged.values()), list(learned.values()), 1 - share)
            heard.append(value.item())
            if steps % 100 == 0:
                minutes = (time.monotonic() - began) / 60
                say(f"{steps} of {total} steps, {minutes:.1f} min, loss {np.mean(heard):.4f}")
                heard.clear()
        checkpoint(_merged(network, averaged))
    raise AssertionError("count() never ends")


def _merged(network: Network, averaged: Mapping[str, Tensor]) -> Mapping[str, Tensor]:
    return {**network.state_dict(), **averaged}


def _epoch(
    articles: Articles,
    names: Sequence[str],
    pieces: Pieces,
    size: int,
    course: Course,
    rng: random.Random,
) -> list[Cut]:
    """Windows over all articles, each as one of its annotators has it, cut at another place."""
    found: list[Cut] = []
    for versions in articles.values():
        article = rng.choice(versions)
        if course.noise:
            article = noisy(article, names, rng)
        first = rng.randrange(size // 4, size + 1)
        found.extend(cuts(article, pieces, size, course.overlap, first))
    return found


def name_forms(articles: Articles) -> list[str]:
    """Forms of the words of sources: names, and some others."""
    forms = {
        word.form
        for versions in articles.values()
        for word, tag in zip(versions[0].words, versions[0].tags, strict=True)
        if tag > 1 + 4 * Role.SOURCE and len(word.form) > 3 and word.form.isalpha()
    }
    return sorted(forms)


def _hidden(data: Batch, course: Course, random_: np.random.RandomState) -> Batch:
    """Some words' pieces are [MASK]."""
    mask = 103
    hide = (random_.random_sample(data.pieces.shape) < course.masked) & (data.tags != IGNORED)
    hide &= data.pieces != 102  # a break stays
    return data._replace(pieces=np.where(hide, mask, data.pieces))


def _average_gradients(learned: Mapping[str, torch.nn.Parameter], ranks: int) -> None:
    if ranks == 1:
        return
    grads = [p.grad if p.grad is not None else torch.zeros_like(p) for p in learned.values()]
    flat = torch.cat([g.view(-1) for g in grads])
    dist.all_reduce(flat)
    flat /= ranks
    start = 0
    for parameter in learned.values():
        parameter.grad = flat[start : start + parameter.numel()].view_as(parameter)
        start += parameter.numel()


@torch.no_grad()
def told(networks: Sequence[Network], article: Labelled, pieces: Pieces) -> np.ndarray:
    """The networks' mean probabilities of the tags of an article's words, shape (words, 13)."""
    lengths = [len(pieces.of(word.form)) for word in article.words]
    shares = np.zeros((len(article.words), TAGS), np.float32)
    for network in networks:
        for window in windows(lengths, network.size - 1, 64):
            data = batch([Cut(article, window.start, window.end)], pieces)
            tags, _ = network(*(torch.from_numpy(x) for x in data[:3]))
            here = torch.softmax(tags[0][torch.from_numpy(data.first[0])], -1).numpy()
            own = slice(window.own_start - window.start, window.own_end - window.start)
            shares[window.own_start : window.own_end] += here[own] / len(networks)
    return shares


@torch.no_grad()
def importance(network: Network, articles: Sequence[Labelled], pieces: Pieces) -> list[Tensor]:
    """How much each inner unit of each layer moves the layer's output, on these articles."""
    sums = [torch.zeros(layer.up.out_features) for layer in network.layers]
    for article in articles:
        for cut in cuts(article, pieces, network.size - 1, 0, network.size - 1):
            data = batch([cut], pieces)
            ids, traits, _ = (torch.from_numpy(x) for x in data[:3])
            x = network.embed(ids, traits)
            for sum_, layer in zip(sums, network.layers, strict=True):
                seen = layer.inner(layer.attend(x, None, None))
                sum_ += seen.abs().sum((0, 1)) * layer.down.weight.norm(dim=0)
                x = layer(x, None, None)
    return sums
