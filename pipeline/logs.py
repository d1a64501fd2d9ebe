"""Keeping the libraries quiet, so that what onrecord prints is all there is to read."""

import logging
import os
import warnings


def set_up_logs(verbose: bool) -> None:
    """Beam's logs on stderr, or none. To be called before Beam is imported."""
    if verbose:
        logging.basicConfig(level=logging.INFO)
        return
    # Not a level of the root logger: Beam sets levels of its own, and logs while it is imported.
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    # gRPC and absl write past Python, and worker processes have interpreters of their own.
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")
    os.environ.setdefault("GLOG_minloglevel", "3")
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
