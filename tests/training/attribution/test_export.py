"""The network as a file."""

from pathlib import Path

import onnxruntime as ort
import pytest

torch = pytest.importorskip("torch", reason="only training needs it")
pytest.importorskip("onnx", reason="only training needs it")

from training.attribution.export import export, load  # noqa: E402 - behind what may skip
from training.attribution.network import Network  # noqa: E402
from transforms.analyse.words import TRAITS  # noqa: E402

SIZE, VOCABULARY = 160, 100


@pytest.fixture
def network() -> Network:
    torch.manual_seed(5)
    made = Network(layers=2, inner=96, size=SIZE, vocabulary=VOCABULARY, width=48)
    with torch.no_grad():
        for weight in made.parameters():
            weight += 0.1 * torch.randn_like(weight)
    return made


@pytest.mark.parametrize("places", [1, 2, 17, SIZE])
def test_the_model_says_what_the_network_says(
    network: Network, tmp_path: Path, places: int
) -> None:
    export(network, tmp_path / "model.onnx", {})
    session = ort.InferenceSession(tmp_path / "model.onnx", providers=["CPUExecutionProvider"])
    pieces, traits = torch.randint(VOCABULARY, (1, places)), torch.randint(TRAITS, (1, places))
    tags, links, names = session.run(
        ["tags", "links", "names"], {"pieces": pieces.numpy(), "traits": traits.numpy()}
    )
    with torch.inference_mode():
        said = (each[0] for each in network(pieces, traits, pieces >= 0))
        said_tags, said_links, said_names = said
    # The one computes in int8, the other in bfloat16.
    assert tags == pytest.approx(said_tags.log_softmax(-1).numpy(), abs=0.1)
    assert names == pytest.approx(said_names.log_softmax(-1).numpy(), abs=0.1)
    assert links == pytest.approx(said_links.softmax(-1).numpy(), abs=0.02)


def test_a_network_read_back_is_the_one_written_but_for_int8(
    network: Network, tmp_path: Path
) -> None:
    export(network, tmp_path / "model.onnx", {})
    read = load(tmp_path / "model.onnx").state_dict()
    for name, weight in network.state_dict().items():
        step = float(weight.abs().max()) / 127
        assert read[name].numpy() == pytest.approx(weight.numpy(), abs=0.51 * step), name


def test_what_is_read_back_is_written_the_same(network: Network, tmp_path: Path) -> None:
    first, second = tmp_path / "first.onnx", tmp_path / "second.onnx"
    export(network, first, {"name": "small"})
    export(load(first), second, {"name": "small"})
    assert first.read_bytes() == second.read_bytes()
