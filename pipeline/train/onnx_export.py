"""The trained network as one ONNX file with int8 weights."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from pipeline.train.network import Network

OPSET = 20


class _Shipped(nn.Module):
    """One sentence without padding: ids (1 × pieces) in; logits (1 × 3) and vector (1 × 2·width) out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        read = self.network(ids)
        return read.logits, read.vector


def export(network: Network, path: Path) -> None:
    """Write the network with int8 weights, a scale per output channel.

    Weights keep to seven bits: processors without VNNI instructions add pairs of products in sixteen bits, and
    eight would overflow there without a sign (onnxruntime's documentation of ``reduce_range``).
    """
    network.eval()
    length = torch.export.Dim("pieces", min=4, max=500)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # torch's exporter warns of its own calls
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            _Shipped(network).eval(),
            (torch.randint(5, 1000, (1, 70)),),
            str(whole),
            input_names=["ids"],
            output_names=["logits", "vector"],
            dynamic_shapes={"ids": {1: length}},
            dynamo=True,
            opset_version=OPSET,
            external_data=False,
            verbose=False,
        )
        model = onnx.load(str(whole))
        del model.graph.value_info[:]  # shapes of before the exporter's optimiser; the quantiser infers its own
        onnx.save(model, str(whole))
        quantize_dynamic(
            str(whole),
            str(path),
            op_types_to_quantize=["MatMul", "Gather", "Gemm"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
