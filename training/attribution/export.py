"""The network as an int8 ONNX model, written node by node.

Written by hand, not traced: a product, its bias and the quantisation of what comes in are one node,
and so is attention; the encoder has onnxruntime fuse no more. Weights of products are int8 by
column, activations are quantised as they come (dynamic); embeddings are int8 by row, the heads are
exact.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.attribution.network import ASKED, HEADS, Network, bucket
from transforms.analyse.finder.encoder import Link
from transforms.analyse.finder.name_tags import NAME_TAGS
from transforms.analyse.finder.tags import TAGS

_MICROSOFT = "com.microsoft"
#: They are looked up by row; other matrices are multiplied by, and stored the other way round.
_TABLES = ("pieces", "places", "traits")
#: In place of an input that is left out.
_NONE = ""
#: What is all zero is divided by something too.
_LEAST_STEP = np.float32(1e-9)

_State = Mapping[str, torch.Tensor]


class _Graph:
    """Nodes and weights as they are added."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, value: NDArray[np.generic]) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(
        self, kind: str, inputs: list[str], *outputs: str, domain: str = "", **options: object
    ) -> str:
        made = helper.make_node(
            kind, inputs, list(outputs), name=f"{outputs[0]}/{kind}", domain=domain, **options
        )
        self.nodes.append(made)
        return outputs[0]

    def same(self, names: Iterable[str], state: _State) -> list[str]:
        """Weights as they are."""
        return [self.weight(name, _floats(state, name)) for name in names]

    def linear(self, x: str, name: str, state: _State) -> str:
        """`x` times the weights in int8, plus the bias."""
        small, step = _small(_floats(state, f"{name}.weight").T, axis=0)
        weight = self.weight(f"{name}.weight", small)
        scale = self.weight(f"{name}.weight.scale", step[0])
        [bias] = self.same([f"{name}.bias"], state)
        inputs = [x, weight, scale, _NONE, bias]
        return self.node("DynamicQuantizeMatMul", inputs, name, domain=_MICROSOFT)

    def head(self, x: str, name: str, state: _State) -> str:
        """The same, exactly."""
        weight = self.weight(f"{name}.weight", _floats(state, f"{name}.weight").T)
        [bias] = self.same([f"{name}.bias"], state)
        return self.node("Add", [self.node("MatMul", [x, weight], f"{name}.product"), bias], name)

    def normed(self, x: str, name: str, state: _State) -> str:
        """`x` normalised at each place."""
        inputs = [x, *self.same([f"{name}.weight", f"{name}.bias"], state)]
        return self.node("LayerNormalization", inputs, name, epsilon=1e-12)


def _floats(state: _State, name: str) -> NDArray[np.float32]:
    value: NDArray[np.float32] = state[name].float().numpy()
    return value


def _small(weight: NDArray[np.float32], axis: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """The weight in int8, and how large a step of it is along an axis."""
    step = np.maximum(np.abs(weight).max(axis, keepdims=True) / 127, _LEAST_STEP)
    return np.rint(weight / step).astype(np.int8), step


def export(network: Network, path: Path, settings: Mapping[str, str]) -> None:
    """Writes the model.

    Inputs `pieces` and `traits`, int64 (1, places); outputs `tags` and `names`, log probabilities
    (places, 13) and (places, 45), and `links`, for each kind of link and each place the shares of
    the places it may point to (3, places, places).

    Args:
        network: What to write.
        path: Where.
        settings: Stored as metadata.
    """
    state = network.state_dict()
    graph = _Graph()
    x = _embedded(graph, state)
    for i in range(len(network.layers)):
        x = _layer(graph, x, f"layers.{i}", state)
    _heads(graph, x, network)
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [1, "places"])
        for name in ("pieces", "traits")
    ]
    shapes = {
        "tags": ["places", TAGS],
        "names": ["places", NAME_TAGS],
        "links": [len(Link), "places", "places"],
    }
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        for name, shape in shapes.items()
    ]
    model = helper.make_model(
        helper.make_graph(graph.nodes, "attribution", inputs, outputs, graph.weights),
        opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(_MICROSOFT, 1)],
        ir_version=10,  # what onnxruntime reads since 1.18
    )
    helper.set_model_props(model, {**settings, "window": str(network.size)})
    onnx.save(model, path)


def load(path: Path) -> Network:
    """The network that `export` wrote, its weights as int8 left them."""
    stored = {w.name: numpy_helper.to_array(w) for w in onnx.load(path).graph.initializer}
    layers = sum(name.endswith(".qkv.bias") for name in stored)
    inner, size = len(stored["layers.0.up.bias"]), len(stored["places.weight"])
    network = Network(layers, inner, size, *stored["pieces.weight"].shape)
    with torch.no_grad():
        for name, weight in network.state_dict().items():
            if name == "distances":
                weight[:, bucket(_away(size))] = torch.tensor(stored[name])
            else:
                weight.copy_(torch.tensor(_read(stored, name)))
    return network


def _read(stored: Mapping[str, NDArray[Any]], name: str) -> NDArray[Any]:
    """A weight as the network has it."""
    weight = stored[name] * stored.get(f"{name}.scale", 1)
    module, _, _ = name.rpartition(".")
    return weight if module in _TABLES else weight.T


def _away(size: int) -> torch.Tensor:
    """From one place of a window to another."""
    return torch.arange(1 - size, size)


def _embedded(graph: _Graph, state: _State) -> str:
    small, step = _small(_floats(state, "pieces.weight"), axis=1)
    table = graph.weight("pieces.weight", small)
    scale = graph.weight("pieces.weight.scale", step)
    graph.node("Gather", [table, "pieces"], "rows")
    graph.node("Cast", ["rows"], "rows.float", to=TensorProto.FLOAT)
    graph.node("Gather", [scale, "pieces"], "scales")
    graph.node("Mul", ["rows.float", "scales"], "embedded")
    places, traits = graph.same(["places.weight", "traits.weight"], state)
    graph.node("Shape", ["pieces"], "width", start=1, end=2)
    graph.weight("start", np.zeros(1, np.int64))
    graph.node("Slice", [places, "start", "width"], "placed")
    graph.node("Gather", [traits, "traits"], "with.traits")
    graph.node("Add", ["embedded", "placed"], "embedded.placed")
    graph.node("Add", ["embedded.placed", "with.traits"], "embedded.all")
    return graph.normed("embedded.all", "norm", state)


def _layer(graph: _Graph, x: str, name: str, state: _State) -> str:
    parts = [f"{name}.{part}" for part in "qkv"]
    graph.node("Split", [graph.linear(x, f"{name}.qkv", state)], *parts, axis=2, num_outputs=3)
    graph.node("MultiHeadAttention", parts, f"{name}.seen", domain=_MICROSOFT, num_heads=HEADS)
    seen = graph.linear(f"{name}.seen", f"{name}.out", state)
    # Not as one node: SkipLayerNormalization takes ten times as long on a CPU.
    graph.node("Add", [seen, x], f"{name}.with.seen")
    x = graph.normed(f"{name}.with.seen", f"{name}.norm1", state)
    up = graph.linear(x, f"{name}.up", state)
    inner = graph.node("Gelu", [up], f"{name}.inner", domain=_MICROSOFT)
    told = graph.linear(inner, f"{name}.down", state)
    graph.node("Add", [told, x], f"{name}.with.told")
    return graph.normed(f"{name}.with.told", f"{name}.norm2", state)


def _heads(graph: _Graph, x: str, network: Network) -> None:
    state = network.state_dict()
    graph.weight("by.link", np.array([-1, len(Link), ASKED], np.int64))
    for head, output, width in (("tagger", "tags", TAGS), ("namer", "names", NAME_TAGS)):
        by_word = graph.weight(f"{output}.by.word", np.array([-1, width], np.int64))
        graph.node("Reshape", [graph.head(x, head, state), by_word], f"{output}.logits")
        graph.node("LogSoftmax", [f"{output}.logits"], output, axis=-1)
    for head in ("ask", "answer"):
        graph.node("Reshape", [graph.head(x, head, state), "by.link"], f"{head}.by.link")
        graph.node("Transpose", [f"{head}.by.link"], f"{head}.of.link", perm=[1, 0, 2])
    graph.node(
        "FusedMatMul",
        ["ask.of.link", "answer.of.link"],
        "agreement",
        domain=_MICROSOFT,
        transB=1,
        alpha=ASKED**-0.5,
    )
    graph.node("Add", ["agreement", _nearness(graph, network)], "links.logits")
    graph.node("Softmax", ["links.logits"], "links", axis=-1)


def _nearness(graph: _Graph, network: Network) -> str:
    """What distances add to links: of whole windows, worked out when the model is loaded."""
    distances = network.state_dict()["distances"][:, bucket(_away(network.size))]
    graph.weight("distances", distances.float().numpy())
    at = np.arange(network.size)
    graph.weight("asking", at[:, None])
    graph.weight("answering", at[None] + network.size - 1)
    graph.node("Sub", ["answering", "asking"], "away")
    graph.node("Gather", ["distances", "away"], "nearness.of.window", axis=1)
    graph.weight("corner", np.zeros(2, np.int64))
    graph.weight("sides", np.array([1, 2], np.int64))
    graph.node("Concat", ["width", "width"], "square", axis=0)
    return graph.node("Slice", ["nearness.of.window", "corner", "square", "sides"], "nearness")
