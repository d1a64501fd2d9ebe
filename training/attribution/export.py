"""The network as an int8 ONNX model, written node by node.

Written by hand, not traced: so each product stands where onnxruntime fuses it with its bias and its
quantisation, and attention is one node. Weights of products are int8 by column, activations are
quantised as they come (dynamic); embeddings are int8 by row.
"""

import math
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.attribution.network import ASKED, HEADS, Network, bucket
from transforms.analyse.finder.encoder import Link
from transforms.analyse.finder.tags import TAGS

_MICROSOFT = "com.microsoft"
_HEAD_NODES = ("tagger", "ask", "answer")


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

    def linear(self, x: str, name: str, of: Mapping[str, torch.Tensor], scale: float = 1) -> str:
        """`x` times the weights, plus the bias."""
        weight = self.weight(f"{name}.weight", scale * of[f"{name}.weight"].float().numpy().T)
        bias = self.weight(f"{name}.bias", scale * of[f"{name}.bias"].float().numpy())
        return self.node("Add", [self.node("MatMul", [x, weight], f"{name}.product"), bias], name)


def export(network: Network, path: Path, settings: Mapping[str, str]) -> None:
    """Writes the model.

    Inputs `pieces` and `traits`, int64 (1, places); outputs `tags`, log probabilities (places, 13),
    and `links`, for each kind of link and each place the shares of the places it may point to
    (3, places, places).

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
    stored = _quantised(model)
    del stored.metadata_props[:]
    helper.set_model_props(stored, {**settings, "window": str(network.size)})
    onnx.save(stored, path)


def load(path: Path) -> Network:
    """The network that `export` wrote, its weights as int8 left them."""
    stored = {w.name: numpy_helper.to_array(w) for w in onnx.load(path).graph.initializer}
    layers = sum(name.endswith(".qkv.bias") for name in stored)
    inner, size = len(stored["layers.0.up.bias"]), stored["places"].shape[1]
    network = Network(layers, inner, size, *stored["pieces.int8"].shape)
    with torch.no_grad():
        for name, weight in network.state_dict().items():
            if name == "distances":
                weight[:, bucket(_away(size))] = torch.tensor(stored[name])
            else:
                weight.copy_(torch.tensor(_read(stored, name)))
    return network


def _read(stored: Mapping[str, NDArray[np.generic]], name: str) -> NDArray[np.generic]:
    """A weight as the network has it."""
    if name == "pieces.weight":
        return stored["pieces.int8"] * stored["pieces.scale"]
    if name == "places.weight":
        return stored["places"][0]
    if f"{name}_quantized" in stored:
        return (stored[f"{name}_quantized"] * stored[f"{name}_scale"]).T
    module, _, kind = name.rpartition(".")
    weight = stored[name] * (math.sqrt(ASKED) if module == "ask" else 1)
    return weight.T if module in _HEAD_NODES and kind == "weight" else weight


def _away(size: int) -> torch.Tensor:
    """From one place of a window to another."""
    return torch.arange(1 - size, size)


def _quantised(model: onnx.ModelProto) -> onnx.ModelProto:
    """The model with its products in int8, but for the heads."""
    with tempfile.TemporaryDirectory() as folder:
        exact, small = Path(folder, "exact.onnx"), Path(folder, "small.onnx")
        onnx.save(model, exact)
        quantize_dynamic(
            exact,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul"],
            nodes_to_exclude=[f"{name}.product/MatMul" for name in _HEAD_NODES],
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )
        return onnx.load(small)


def _embedded(graph: _Graph, state: Mapping[str, torch.Tensor]) -> str:
    table = state["pieces.weight"].float().numpy()
    scale = np.maximum(np.abs(table).max(1, keepdims=True) / 127, 1e-9).astype(np.float32)
    graph.weight("pieces.int8", np.rint(table / scale).astype(np.int8))
    graph.weight("pieces.scale", scale)
    graph.node("Gather", ["pieces.int8", "pieces"], "rows")
    graph.node("Cast", ["rows"], "rows.float", to=TensorProto.FLOAT)
    graph.node("Gather", ["pieces.scale", "pieces"], "scales")
    graph.node("Mul", ["rows.float", "scales"], "embedded")
    for name, value in (("from", 0), ("axis", 1)):
        graph.weight(name, np.array([value], np.int64))
    graph.weight("places", state["places.weight"].float().numpy()[None])
    graph.node("Shape", ["pieces"], "width", start=1, end=2)
    graph.node("Slice", ["places", "from", "width", "axis"], "placed")
    graph.weight("traits.weight", state["traits.weight"].float().numpy())
    graph.node("Gather", ["traits.weight", "traits"], "with.traits")
    graph.node("Add", ["embedded", "placed"], "embedded.placed")
    graph.node("Add", ["embedded.placed", "with.traits"], "embedded.all")
    for kind in ("weight", "bias"):
        graph.weight(f"norm.{kind}", state[f"norm.{kind}"].float().numpy())
    return graph.node(
        "LayerNormalization", ["embedded.all", "norm.weight", "norm.bias"], "input", epsilon=1e-12
    )


def _layer(graph: _Graph, x: str, name: str, state: Mapping[str, torch.Tensor]) -> str:
    for norm in ("norm1", "norm2"):
        for kind in ("weight", "bias"):
            graph.weight(f"{name}.{norm}.{kind}", state[f"{name}.{norm}.{kind}"].float().numpy())
    qkv = graph.linear(x, f"{name}.qkv", state)
    parts = [f"{name}.{part}" for part in "qkv"]
    graph.node("Split", [qkv], *parts, axis=2, num_outputs=3)
    seen = graph.node(
        "MultiHeadAttention", parts, f"{name}.seen", domain=_MICROSOFT, num_heads=HEADS
    )
    x = _normed(graph, graph.linear(seen, f"{name}.out", state), x, f"{name}.norm1")
    inner = graph.linear(x, f"{name}.up", state)
    inner = graph.node("Gelu", [inner], f"{name}.inner", domain=_MICROSOFT)
    return _normed(graph, graph.linear(inner, f"{name}.down", state), x, f"{name}.norm2")


def _normed(graph: _Graph, new: str, old: str, norm: str) -> str:
    return graph.node(
        "SkipLayerNormalization",
        [new, old, f"{norm}.weight", f"{norm}.bias"],
        f"{norm}.sum",
        domain=_MICROSOFT,
        epsilon=1e-12,
    )


def _heads(graph: _Graph, x: str, network: Network) -> None:
    state = network.state_dict()
    graph.weight("by.word", np.array([-1, TAGS], np.int64))
    graph.weight("by.link", np.array([-1, len(Link), ASKED], np.int64))
    tags = graph.linear(x, "tagger", state)
    graph.node("Reshape", [tags, "by.word"], "logits")
    graph.node("LogSoftmax", ["logits"], "tags", axis=-1)
    for head, scale in (("ask", 1 / math.sqrt(ASKED)), ("answer", 1.0)):
        out = graph.linear(x, head, state, scale)
        graph.node("Reshape", [out, "by.link"], f"{head}.reshaped")
    graph.node("Transpose", ["ask.reshaped"], "asks", perm=[1, 0, 2])
    graph.node("Transpose", ["answer.reshaped"], "answers", perm=[1, 2, 0])
    graph.node("MatMul", ["asks", "answers"], "agreement")
    distances = state["distances"][:, bucket(_away(network.size))]
    graph.weight("distances", distances.float().numpy())
    for name, value in (("zero", 0), ("one", 1), ("middle", network.size - 1)):
        graph.weight(name, np.array(value, np.int64))
    graph.node("Squeeze", ["width"], "width.number")
    graph.node("Range", ["zero", "width.number", "one"], "at")
    graph.node("Unsqueeze", ["at", "from"], "at.answers")
    graph.node("Unsqueeze", ["at", "axis"], "at.asks")
    graph.node("Sub", ["at.answers", "at.asks"], "away")
    graph.node("Add", ["away", "middle"], "away.index")
    graph.node("Gather", ["distances", "away.index"], "bias", axis=1)
    graph.node("Add", ["agreement", "bias"], "links.logits")
    graph.node("Softmax", ["links.logits"], "links", axis=-1)
