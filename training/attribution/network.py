"""The encoder in PyTorch: MiniLM (Wang et al. 2020) with traits added, a tagger, and links.

A links head is a pair of projections: what a word asks for and what a word answers, multiplied, and
a bias for their distance (log buckets, as Raffel et al. 2020 have them).
"""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from safetensors.torch import load_file
from torch import Tensor, nn

from transforms.analyse.finder.encoder import Link
from transforms.analyse.finder.name_tags import NAME_TAGS
from transforms.analyse.finder.tags import TAGS
from transforms.analyse.words import TRAITS

HEADS, ASKED = 12, 64
_BUCKETS = 16
#: Less than any logit.
NEVER = -1e4


class Dropout:
    """Dropout by slices of one random mask: drawing anew costs more than a layer on a CPU."""

    def __init__(self, share: float, seed: int, size: int = 1 << 24) -> None:
        generator = torch.Generator().manual_seed(seed)
        kept = torch.rand(size, generator=generator) >= share
        self._mask = kept.to(torch.bfloat16) / (1 - share)
        self._random = np.random.RandomState(seed)

    def __call__(self, x: Tensor) -> Tensor:
        """`x` with a share of it zero and the rest larger."""
        start = self._random.randint(0, len(self._mask) - x.numel() + 1)
        return x * self._mask[start : start + x.numel()].view(x.shape)


def _linear(x: Tensor, layer: nn.Linear) -> Tensor:
    return F.linear(x, layer.weight.to(x.dtype), layer.bias.to(x.dtype))


class Layer(nn.Module):
    """A transformer layer, normalised after each half, with one product for q, k and v."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = (nn.LayerNorm(width, eps=1e-12) for _ in range(2))

    def forward(self, x: Tensor, mask: Tensor | None, drop: Dropout | None) -> Tensor:
        """Shapes (windows, places, width)."""
        x = self.attend(x, mask, drop)
        told = _linear(self.inner(x), self.down)
        return self.norm2((x + (drop(told) if drop else told)).float()).to(x.dtype)

    def attend(self, x: Tensor, mask: Tensor | None, drop: Dropout | None) -> Tensor:
        """The first half: every place looks at the others."""
        rows, places, width = x.shape
        parts = _linear(x, self.qkv).view(rows, places, 3, HEADS, width // HEADS)
        q, k, v = parts.permute(2, 0, 3, 1, 4)
        scores = (q * (width // HEADS) ** -0.5) @ k.transpose(-1, -2)
        seen = torch.softmax(scores if mask is None else scores + mask, -1) @ v
        seen = _linear(seen.transpose(1, 2).reshape(x.shape), self.out)
        return self.norm1((x + (drop(seen) if drop else seen)).float()).to(x.dtype)

    def inner(self, x: Tensor) -> Tensor:
        """What the inner units say."""
        return F.gelu(_linear(x, self.up))


class Network(nn.Module):
    """Tags, names and links of the words of windows.

    Args:
        layers: Transformer layers.
        inner: Units inside a layer.
        size: Places in a window.
        vocabulary: Pieces.
        width: Of the encoder.
    """

    def __init__(
        self, layers: int, inner: int, size: int, vocabulary: int = 30522, width: int = 384
    ) -> None:
        super().__init__()
        self.size = size
        self.pieces = nn.Embedding(vocabulary, width)
        self.pieces.weight.requires_grad = False  # as they come: half the step, no loss seen
        self.places, self.traits = nn.Embedding(size, width), nn.Embedding(TRAITS, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, inner) for _ in range(layers))
        self.tagger, self.namer = nn.Linear(width, TAGS), nn.Linear(width, NAME_TAGS)
        self.ask, self.answer = (nn.Linear(width, len(Link) * ASKED) for _ in range(2))
        self.distances = nn.Parameter(torch.zeros(len(Link), 2 * _BUCKETS + 1))
        nn.init.normal_(self.traits.weight, std=0.005)

    def embed(self, pieces: Tensor, traits: Tensor) -> Tensor:
        """What goes into the first layer."""
        places = self.places.weight[: pieces.shape[1]]
        return self.norm(self.pieces(pieces) + places + self.traits(traits))

    def encode(
        self,
        pieces: Tensor,
        traits: Tensor,
        filled: Tensor,
        drop: Dropout | None = None,
        dtype: torch.dtype = torch.bfloat16,
    ) -> Tensor:
        """The last layer: (windows, places, width)."""
        x = self.embed(pieces, traits).to(dtype)
        x = drop(x) if drop else x
        mask = None
        if not bool(filled.all()):
            mask = torch.where(filled, 0.0, NEVER)[:, None, None, :].to(dtype)
        for layer in self.layers:
            x = layer(x, mask, drop)
        return x

    def forward(
        self,
        pieces: Tensor,
        traits: Tensor,
        filled: Tensor,
        drop: Dropout | None = None,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of tags, links and names.

        Shapes (windows, places, 13), (windows, 3, places, places) and (windows, places, 45).
        """
        x = self.encode(pieces, traits, filled, drop).float()
        x = drop(x) if drop else x
        rows, places, _ = x.shape
        asks, answers = (
            head(x).view(rows, places, len(Link), ASKED).transpose(1, 2)
            for head in (self.ask, self.answer)
        )
        links = asks @ answers.transpose(-1, -2) / math.sqrt(ASKED)
        at = torch.arange(places)
        near = self.distances[:, bucket(at[None] - at[:, None])]
        return self.tagger(x), links + near, self.namer(x)

    def learned(self) -> dict[str, nn.Parameter]:
        """The parameters that training changes, by name."""
        return {name: p for name, p in self.named_parameters() if p.requires_grad}


def bucket(distances: Tensor) -> Tensor:
    """0 to 32: exact up to 8 places either side, then two buckets an octave."""
    away = distances.abs().float()
    far = 8 + torch.floor(torch.log2(away.clamp(min=1) / 8) * 2)
    steps = torch.where(away < 8, away, far).clamp(max=_BUCKETS).long()
    return _BUCKETS + torch.sign(distances) * steps


def pretrained(folder: Path, size: int) -> Network:
    """The network with the weights of a BERT encoder as Hugging Face stores it."""
    stored = {k.removeprefix("bert."): v.float() for k, v in _tensors(folder).items()}
    layers = 1 + max(int(k.split(".")[2]) for k in stored if k.startswith("encoder.layer."))
    vocabulary, width = stored["embeddings.word_embeddings.weight"].shape
    inner = stored["encoder.layer.0.intermediate.dense.weight"].shape[0]
    network = Network(layers, inner, size, vocabulary, width)
    state = network.state_dict()
    state["pieces.weight"] = stored["embeddings.word_embeddings.weight"]
    # Of the two kinds of sentence, all ours are the first.
    places = stored["embeddings.position_embeddings.weight"]
    state["places.weight"] = (places + stored["embeddings.token_type_embeddings.weight"][0])[:size]
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = stored[f"embeddings.LayerNorm.{kind}"]
        for i in range(layers):
            of = f"encoder.layer.{i}."
            qkv = [stored[f"{of}attention.self.{x}.{kind}"] for x in ("query", "key", "value")]
            state[f"layers.{i}.qkv.{kind}"] = torch.cat(qkv)
            for ours, theirs in (
                ("out", "attention.output.dense"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm1", "attention.output.LayerNorm"),
                ("norm2", "output.LayerNorm"),
            ):
                state[f"layers.{i}.{ours}.{kind}"] = stored[f"{of}{theirs}.{kind}"]
    network.load_state_dict(state)
    return network


def _tensors(folder: Path) -> Mapping[str, Tensor]:
    return load_file(folder / "model.safetensors")


def pruned(
    teacher: Network, keep: Sequence[int], inner: int, importance: Sequence[Tensor]
) -> Network:
    """A smaller network that starts from a larger one's weights.

    Args:
        teacher: The larger one.
        keep: Which of its layers.
        inner: How many inner units of each: the most important ones.
        importance: Of each unit of each layer of the teacher.
    """
    student = Network(len(keep), inner, teacher.size, *teacher.pieces.weight.shape)
    state = {k: v for k, v in teacher.state_dict().items() if not k.startswith("layers.")}
    for ours, theirs in enumerate(keep):
        units = importance[theirs].topk(inner).indices.sort().values
        for name, value in teacher.layers[theirs].state_dict().items():
            if name.startswith("up."):
                value = value[units]
            elif name == "down.weight":
                value = value[:, units]
            state[f"layers.{ours}.{name}"] = value
    student.load_state_dict(state)
    return student
