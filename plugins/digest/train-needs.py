#!/usr/bin/env python3
"""Learns what readers need of a sentence from the file that the training run of this plugin writes.

    train-needs.py TEXTS OUT.bin FOLDS     FOLDS gets fold-0.bin and so on: each learnt without the texts of a fold
    train-needs.py check MODEL.bin         what it says of made-up sentences, which ReaderModelTest compares

Packages: train-needs.txt. One thread and fixed seeds, so that the same texts give the same file on the same machine.
The network and the order of its numbers are those of ReaderNet.java.
"""
import math, pathlib, struct, sys
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

HIDDEN, OF_VECTOR, OF_TITLE, HEADS, VECTOR, NEEDS = 64, 48, 24, 4, 384, 4
DROPOUT, EPOCHS, BATCH, RATE, DECAY = 0.3, 6, 24, 3e-3, 1e-2
SEEDS = (0, 1, 2)
FIRST_SENTENCES = 130  # as many as readers were shown
MOST, VECTOR_SCALE = 4.0, 8.0


class Text:
    def __init__(self, fold, group, title, marks, cues, vectors):
        self.fold, self.group = fold, group
        self.title = torch.tensor(title * VECTOR_SCALE)
        self.marks, self.cues = torch.tensor(marks), cues
        self.vectors = torch.tensor(vectors * VECTOR_SCALE)


def read(path):
    texts, data, at = [], pathlib.Path(path).read_bytes(), 0
    while at < len(data):
        fold, size = struct.unpack_from(">iH", data, at)
        group = data[at + 6 : at + 6 + size].decode()
        at += 6 + size
        n, cues = struct.unpack_from(">ii", data, at)
        at += 8
        title = np.frombuffer(data, ">f4", VECTOR, at).astype(np.float32)
        at += 4 * VECTOR
        width = NEEDS + cues + VECTOR
        rows = np.frombuffer(data, ">f4", n * width, at).reshape(n, width).astype(np.float32)
        at += 4 * n * width
        texts.append(Text(fold, group, title, rows[:, :NEEDS], rows[:, NEEDS : NEEDS + cues], rows[:, NEEDS + cues :]))
    return texts


class Net(nn.Module):
    def __init__(self, cues):
        super().__init__()
        self.cues = nn.Linear(cues, HIDDEN)
        self.vector = nn.Linear(VECTOR, OF_VECTOR)
        self.of_sentence = nn.Linear(VECTOR, OF_TITLE)
        self.of_title = nn.Linear(VECTOR, OF_TITLE)
        self.input = nn.Linear(HIDDEN + OF_VECTOR + OF_TITLE, HIDDEN)
        self.layer = nn.TransformerEncoderLayer(
            HIDDEN, HEADS, 2 * HIDDEN, dropout=DROPOUT, batch_first=True, norm_first=True
        )
        self.both = nn.Linear(2 * HIDDEN, HIDDEN)
        self.needs = nn.Linear(HIDDEN, NEEDS)
        self.direct = nn.Linear(cues, NEEDS)
        self.some, self.few = nn.Dropout(DROPOUT), nn.Dropout(DROPOUT / 2)

    def forward(self, cues, vectors, title, there):
        seen = [F.relu(self.cues(self.few(cues))), F.relu(self.vector(self.few(vectors)))]
        seen.append(self.of_sentence(vectors) * self.of_title(title)[:, None])
        x = self.some(F.relu(self.input(torch.cat(seen, -1))))
        y = self.layer(x, src_key_padding_mask=~there)
        both = F.relu(self.both(torch.cat([x, self.some(y)], -1)))
        return self.needs(self.some(both)) + self.direct(self.few(cues))

    def parts(self):
        """All weights in the order of the file."""
        a, end = self.layer.self_attn, [self.layer.norm2, self.layer.linear1, self.layer.linear2]
        begin = [self.cues, self.vector, self.of_sentence, self.of_title, self.input, self.layer.norm1]
        parts = [p for layer in begin for p in (layer.weight, layer.bias)]
        parts += [a.in_proj_weight, a.in_proj_bias, a.out_proj.weight, a.out_proj.bias]
        return parts + [p for layer in end + [self.both, self.needs, self.direct] for p in (layer.weight, layer.bias)]

    def numbers(self, mean, scale):
        parts = [mean, scale] + [p.detach().numpy() for p in self.parts()]
        return np.concatenate([p.ravel() for p in parts]).astype(">f4").tobytes()


def batch(texts, scaled):
    pad = lambda rows: nn.utils.rnn.pad_sequence([r[:FIRST_SENTENCES] for r in rows], batch_first=True)
    cues = pad(scaled)
    n = torch.tensor([min(len(t.cues), FIRST_SENTENCES) for t in texts])
    there = torch.arange(cues.shape[1])[None] < n[:, None]
    return cues, pad([t.vectors for t in texts]), torch.stack([t.title for t in texts]), there, pad([t.marks for t in texts])


def loss(said, there, marks):
    """Of the best ask by which sentence of the text it is; of the others whether it is so; a text counts once."""
    shares = F.log_softmax(said[..., 0].masked_fill(~there, -1e4), -1)
    best = marks[..., 0]
    has = best.sum(1) > 0
    total = -torch.logsumexp(shares + torch.log(best.clamp(min=1e-6)), 1)[has].sum() / max(1, int(has.sum()))
    for need, weight in ((1, 0.5), (2, 0.5), (3, 0.35)):
        each = F.binary_cross_entropy_with_logits(said[..., need][there], marks[..., need][there], reduction="sum")
        total = total + weight * each / len(there)
    return total


def fit(texts, seed):
    torch.manual_seed(seed)
    random = np.random.RandomState(seed)
    cues = np.concatenate([t.cues for t in texts])
    mean, spread = cues.mean(0), cues.std(0)
    scale = np.where(spread < 1e-3, 0, 1 / np.maximum(spread, 1e-3)).astype(np.float32)
    scaled = [torch.tensor(np.clip((t.cues - mean) * scale, -MOST, MOST)) for t in texts]
    net = Net(cues.shape[1])
    learner = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps = math.ceil(len(texts) / BATCH) * EPOCHS
    rate = torch.optim.lr_scheduler.OneCycleLR(learner, RATE, total_steps=steps, pct_start=0.15)
    for _ in range(EPOCHS):
        net.train()
        order = random.permutation(len(texts))
        pools = [order[i : i + 8 * BATCH] for i in range(0, len(order), 8 * BATCH)]
        order = np.concatenate([sorted(pool, key=lambda i: len(texts[i].cues)) for pool in pools])
        batches = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
        random.shuffle(batches)
        for chosen in batches:
            cues, vectors, title, there, marks = batch([texts[i] for i in chosen], [scaled[i] for i in chosen])
            wrong = loss(net(cues, vectors, title, there), there, marks)
            learner.zero_grad()
            wrong.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            learner.step()
            rate.step()
    net.eval()
    return net.numbers(mean, scale)


def main(texts, out, folds):
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    texts = read(texts)
    folder = pathlib.Path(folds)
    folder.mkdir(parents=True, exist_ok=True)
    pathlib.Path(out).write_bytes(b"".join(fit(texts, seed) for seed in SEEDS))
    for fold in sorted({t.fold for t in texts}):
        related = {t.group for t in texts if t.fold == fold}
        others = [t for t in texts if t.fold != fold and t.group not in related]
        (folder / f"fold-{fold}.bin").write_bytes(b"".join(fit(others, seed) for seed in SEEDS))


def check(model, cues=154, sentences=5):
    """The mean of the networks' odds, a line for each sentence, of sentences that are nothing but a rule of numbers."""
    width = cues + VECTOR
    rows = np.array([[(i * 31 + d * 7) % 11 / 10 - 0.5 for d in range(width)] for i in range(sentences)], np.float32)
    title = np.array([(d * 5) % 7 / 10 - 0.3 for d in range(VECTOR)], np.float32)
    text = Text(0, "", title, np.zeros((sentences, NEEDS), np.float32), rows[:, :cues], rows[:, cues:])
    numbers = np.fromfile(model, ">f4").astype(np.float32)
    said, nets, at = 0, 0, 0
    while at < len(numbers):
        mean, scale = numbers[at : at + cues], numbers[at + cues : at + 2 * cues]
        at += 2 * cues
        net = Net(cues).eval()
        with torch.no_grad():
            for part in net.parts():
                part.copy_(torch.tensor(numbers[at : at + part.numel()]).reshape(part.shape))
                at += part.numel()
            scaled = torch.tensor(np.clip((text.cues - mean) * scale, -MOST, MOST))
            said = said + net(*batch([text], [scaled])[:4])[0].numpy()
            nets += 1
    for row in said / nets:
        print(" ".join(f"{value:.4f}" for value in row))


if __name__ == "__main__":
    if sys.argv[1:2] == ["check"] and len(sys.argv) == 3:
        check(sys.argv[2])
    elif len(sys.argv) == 4:
        main(*sys.argv[1:])
    else:
        sys.exit(__doc__)
