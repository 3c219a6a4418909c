"""Lets Prytany's language model and transformers take turns on one device, see docs/gpu.md.

Run by measure-gpu.sh. Everything after `--` starts Prytany's side. torch and transformers are the
peer's and need not be there: then Prytany's own figures are printed, and that there is no ratio.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import time

READ, WRITE, GUESSES, ROUNDS = 704, 128, 4, 5
SENTENCES, LENGTH = 256, 26  # a batch of the embedding stage: the mean sentence has 26 tokens


def ours(command):
    side = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(order):
        side.stdin.write(order + "\n")
        side.stdin.flush()
        line = side.stdout.readline()
        if not line:
            sys.exit(f"card: Prytany's side ended at '{order}'; its words are above.")
        return json.loads(line)

    line = side.stdout.readline()
    if not line:
        sys.exit("card: Prytany's side did not start; its words are above.")
    return json.loads(line), ask, side


class Peer:
    """transformers on the same device, greedily, with as many tokens."""

    def __init__(self, folder, device):
        import torch
        import transformers

        self.torch, self.device = torch, device
        self.type = torch.float16 if device == "cuda" else torch.float32
        self.bert = transformers.BertModel(
            transformers.BertConfig(
                num_hidden_layers=6, hidden_size=384, num_attention_heads=12, intermediate_size=1536
            )
        ).eval()
        self.model = None
        if folder:
            self.model = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=self.type)
            self.model = self.model.to(device).eval()
        self.name = f"transformers {transformers.__version__}, torch {torch.__version__}"

    def seconds(self, work):
        if self.device == "cuda":
            self.torch.cuda.synchronize()
        begun = time.perf_counter()
        with self.torch.inference_mode():
            work()
        if self.device == "cuda":
            self.torch.cuda.synchronize()
        return time.perf_counter() - begun

    def read(self, ids):
        ids = self.torch.tensor([ids], device=self.device)
        return self.seconds(lambda: self.model(ids, use_cache=True, logits_to_keep=1))

    def write(self, ids, tokens):
        ids = self.torch.tensor([ids], device=self.device)

        def generate(n):
            self.model.generate(
                ids, attention_mask=self.torch.ones_like(ids), do_sample=False,
                min_new_tokens=n, max_new_tokens=n, pad_token_id=0,
            )

        # What a first token costs is reading.
        first = self.seconds(lambda: generate(1))
        return self.seconds(lambda: generate(tokens + 1)) - first

    def embedding(self):
        """Tokens a second of PyTorch on the embedding model's shape, by precision."""
        rates, torch = {}, self.torch
        ids = torch.randint(1000, 2000, (SENTENCES, LENGTH), device=self.device)
        kinds = [("fp32", torch.float32, False)]
        if self.device == "cuda":
            kinds += [("tf32", torch.float32, True), ("fp16", torch.float16, False)]
        for name, kind, tf32 in kinds:
            torch.backends.cuda.matmul.allow_tf32 = tf32
            model = self.bert.to(self.device, kind)
            self.seconds(lambda: model(ids))
            runs = 20 if self.device == "cuda" else 1
            spent = self.seconds(lambda: [model(ids) for _ in range(runs)])
            rates[name] = runs * SENTENCES * LENGTH / spent
        return rates

    def peak(self):
        """Operations a second in large products, and bytes a second in a copy."""
        torch, size = self.torch, 8192 if self.device == "cuda" else 512
        a = torch.randn(size, size, device=self.device, dtype=self.type)
        self.seconds(lambda: a @ a)
        operations = 2 * size**3 * 8 / self.seconds(lambda: [a @ a for _ in range(8)])
        block = torch.empty(2**30 if self.device == "cuda" else 2**26, dtype=torch.int8, device=self.device)
        self.seconds(block.clone)
        return operations, 2 * block.numel() * 4 / self.seconds(lambda: [block.clone() for _ in range(4)])


def spread(values):
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f} in {len(values)} rounds)"


def generation(arguments, peer, report):
    greeting, ask, side = ours(arguments.command)
    if arguments.device == "cuda" and greeting["device"] != "cuda":
        sys.exit("card: the model runs on " + greeting["device"] + ": " + greeting["reason"])
    print(f"Generation: on {greeting['device']}, {greeting['reason']}; rows alike: {greeting['rowsAlike']}")
    ids = ask(f"ids {READ}")["ids"]
    rates = {"read": [], "write": [], "guess": []}
    ratios = {"read": [], "write": [], "guess": []}
    guesses = GUESSES if greeting["rowsAlike"] else 0
    for turn in range(arguments.rounds + 1):
        mine = {"read": ask(f"read {READ}"), "write": ask(f"write {READ} {WRITE} 0")}
        mine["guess"] = ask(f"write {READ} {WRITE} {guesses}")
        same = mine["write"]["ids"] == mine["guess"]["ids"]
        theirs = {}
        if peer and peer.model:
            theirs = {"read": peer.read(ids), "write": peer.write(ids, WRITE)}
            theirs["guess"] = theirs["write"]
        if turn == 0:
            continue  # the first turn warms both
        for what, answer in mine.items():
            rates[what].append((READ if what == "read" else WRITE) / answer["seconds"])
            if theirs:
                ratios[what].append(theirs[what] / answer["seconds"])
    side.stdin.close()
    side.wait()
    words = {"read": "reads", "write": "writes", "guess": "writes with guesses"}
    for what, values in rates.items():
        print(f"  {words[what]:20} {statistics.median(values):10.1f} tokens/s", end="")
        print(f"   {spread(ratios[what])} times {peer.name}" if ratios[what] else "")
    print(f"  {mine['guess']['runs']} runs for {WRITE} tokens with guesses, the same tokens: {same}")
    report["generation"] = {what: statistics.median(values) for what, values in rates.items()}
    report["generationRatios"] = {what: statistics.median(v) for what, v in ratios.items() if v}
    if peer and peer.model:
        operations, bandwidth = peer.peak()
        weights = sum(each.numel() for each in peer.model.parameters())
        size = sum(f.stat().st_size for f in pathlib.Path(arguments.folder).glob("*.onnx*"))
        reading = 2 * weights * report["generation"]["read"] / operations
        writing = size * report["generation"]["write"] / bandwidth
        print(f"  share of the device's peak: reading {100 * reading:.1f} % of {operations / 1e12:.2f} Tera-operations/s,"
              f" writing {100 * writing:.1f} % of {bandwidth / 1e9:.0f} GB/s (each token reads all weights once)")
        report["shares"] = {"read": reading, "write": writing}


def embedding(arguments, peer, report):
    stage = {}
    if arguments.embedding and pathlib.Path(arguments.embedding).is_file():
        stage = json.loads(pathlib.Path(arguments.embedding).read_text()).get("embedding", {})
        report["embedding"] = stage
    if not peer:
        return
    rates = peer.embedding()
    print(f"Embedding by PyTorch, {SENTENCES} sentences of {LENGTH} tokens a batch, same shape, weights by chance:")
    mine = {key[7:]: each["tokensPerSecond"] for key, each in stage.items() if key.startswith("threads")}
    for name, rate in rates.items():
        ratio = "".join(f"   Prytany with {n} caller(s): {each / rate:.2f}" for n, each in mine.items())
        print(f"  {name}  {rate:12,.0f} tokens/s{ratio}")
    report["peerEmbedding"] = rates


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--device", required=True)
    parser.add_argument("--folder", default="")
    parser.add_argument("--peer", default="")
    parser.add_argument("--embedding", default="")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--json", default="")
    parser.add_argument("command", nargs="*")
    arguments = parser.parse_args()
    peer, report = None, {}
    try:
        peer = Peer(arguments.peer, "cuda" if arguments.device == "cuda" else "cpu")
    except ImportError as e:
        print(f"No ratio to PyTorch or transformers: {e}. PRYTANY_PYTHON names a python that has both.")
    embedding(arguments, peer, report)
    if arguments.folder:
        if peer and not arguments.peer:
            print("No ratio to transformers: name the same model's folder as it takes it with --peer.")
        generation(arguments, peer, report)
    if arguments.json:
        pathlib.Path(arguments.json).write_text(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
