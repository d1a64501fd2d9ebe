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


#: BERT's numbers of [MASK], and of [SEP], which is our break.
_MASK, _BREAK = 103, 102
_HEADS_FASTER, _WARM_UP, _LINKS, _NAMES = 5, 0.06, 0.3, 1.0
#: Weights are averaged over about the last 500 steps (Polyak).
_AVERAGED = 0.998


def loss(network: Network, data: Batch, drop: Dropout | None, soft: float) -> Tensor:
    """Cross entropy of the tags, and of the links to any of the words that are right."""
    pieces, traits, filled = (torch.from_numpy(x) for x in data[:3])
    tags, links, names = network(pieces, traits, filled, drop)
    wanted = torch.from_numpy(data.tags)
    counted = wanted != IGNORED
    total = _NAMES * _of_names(names, torch.from_numpy(data.named))
    if counted.any():
        total = total + (1 - soft) * F.cross_entropy(tags[counted], wanted[counted])
    hints = torch.from_numpy(data.soft)
    hinted = hints.sum(-1) > 0
    if soft and hinted.any():
        told = -(hints[hinted] * F.log_softmax(tags[hinted], -1)).sum(-1).mean()
        total = total + soft * told
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


def _of_names(logits: Tensor, allowed: Tensor) -> Tensor:
    """Cross entropy of the tags of names with any of those that are right."""
    counted = allowed.any(-1)
    if not counted.any():
        return logits.new_zeros(())
    shares = F.log_softmax(logits[counted], -1).masked_fill(~allowed[counted], NEVER)
    return -torch.logsumexp(shares, -1).mean()


def train(
    network: Network,
    articles: Articles,
    pieces: Pieces,
    course: Course,
    say: Callable[[str], None],
    checkpoint: Callable[[Mapping[str, Tensor]], None],
) -> None:
    """Trains the network in place.

    Args:
        network: What learns; the same in every process.
        articles: What it learns from.
        pieces: Of words.
        course: How.
        say: Hears how it goes.
        checkpoint: Gets the averaged weights after each epoch and at the end.
    """
    rank, ranks = (dist.get_rank(), dist.get_world_size()) if dist.is_initialized() else (0, 1)
    rng = random.Random(course.seed)  # the same draws in every process
    hidden = np.random.RandomState(course.seed * 100 + rank)
    drop = Dropout(course.dropout, course.seed * 100 + rank)
    learner = _Learner(network, course.rate, ranks)
    names = name_forms(articles)
    total, began = 1, time.monotonic()
    for epoch in count(1):
        cut = _epoch(articles, names, pieces, network.size - 1, course, rng)
        groups = shuffled_batches(cut, course.windows, rng)
        total = int(len(groups) * course.epochs) if epoch == 1 else total
        heard: list[float] = []
        for group in (full for full in groups if len(full) == course.windows):
            if learner.steps >= total:
                return checkpoint(learner.averaged())
            data = _hidden(batch(group[rank::ranks], pieces), course, hidden)
            heard.append(learner.step(loss(network, data, drop, course.soft), total))
            if learner.steps % 100 == 0:
                minutes = (time.monotonic() - began) / 60
                told = f"{minutes:.1f} min, loss {np.mean(heard):.4f}"
                say(f"{learner.steps} of {total} steps, {told}")
                heard.clear()
        checkpoint(learner.averaged())
    raise AssertionError("count() never ends")


class _Learner:
    """A network, its optimiser, and the average of its weights.

    Args:
        network: What learns.
        rate: Peak learning rate of what is pretrained.
        ranks: Processes whose gradients are averaged.
    """

    def __init__(self, network: Network, rate: float, ranks: int) -> None:
        self.steps = 0
        self._network, self._rate, self._ranks = network, rate, ranks
        self._learned = network.learned()
        parts: dict[bool, list[torch.nn.Parameter]] = {True: [], False: []}
        for name, parameter in self._learned.items():
            parts[name.startswith(("layers.", "norm.", "places."))].append(parameter)
        groups = [
            {"params": parts[True], "faster": 1},
            {"params": parts[False], "faster": _HEADS_FASTER},
        ]
        self._optimiser = torch.optim.AdamW(
            groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True
        )
        self._averaged = {name: p.detach().clone() for name, p in self._learned.items()}

    def step(self, value: Tensor, total: int) -> float:
        """Learns from a loss, one of `total` times; returns the loss."""
        part = self.steps / total
        for settings in self._optimiser.param_groups:
            settings["lr"] = self._rate * settings["faster"] * min(part / _WARM_UP, 1 - part)
        value.backward()
        _average_gradients(self._learned, self._ranks)
        torch.nn.utils.clip_grad_norm_(self._learned.values(), 1.0)
        self._optimiser.step()
        self._optimiser.zero_grad(set_to_none=True)
        self.steps += 1
        share = min(_AVERAGED, self.steps / (9 + self.steps))
        with torch.no_grad():
            ours, now = list(self._averaged.values()), list(self._learned.values())
            torch._foreach_lerp_(ours, now, 1 - share)
        return value.item()

    def averaged(self) -> Mapping[str, Tensor]:
        """All weights of the network, averaged where it learns."""
        return {**self._network.state_dict(), **self._averaged}


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
    hide = (random_.random_sample(data.pieces.shape) < course.masked) & data.first
    hide &= data.pieces != _BREAK
    return data._replace(pieces=np.where(hide, _MASK, data.pieces))


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
            tags, *_ = network(*(torch.from_numpy(x) for x in data[:3]))
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
