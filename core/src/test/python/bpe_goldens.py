"""Merges and tokens of Hugging Face's byte-level BPE for BpeTest. Run: python bpe_goldens.py > ../resources/org/librate/core/text/bpe_goldens.txt (tokenizers 0.23.3)"""
import tokenizers
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

TEXTS = [
    "Shall I compare thee to a summer's day? Thou art more lovely and more temperate:",
    "Rough winds do shake the darling buds of May, and summer's lease hath all too short a date;",
    "Sometime too hot the eye of heaven shines, and often is his gold complexion dimm'd;",
    "Überall blühen Bäume, über die Brücke führt ein schöner Weg.   Zwei  Blanks\n\n\tund ein Tab.",
    "In 1609 they'll say we've 154 sonnets, 14 lines each; 14 × 154 = 2156. aaaaaaa aaaa aaa",
    "да, да, нет, да; 春眠不覚暁 春眠 😀😀 naïve café",
]
PROBES = TEXTS + ["", " ", "   x", "unseen words' won't don't WE'LL", "tail \n", "½ Ⅷ e\u0301\u00a0x", "sum\u200bmer"]

tokenizer = Tokenizer(models.BPE())
tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
tokenizer.decoder = decoders.ByteLevel()
trainer = trainers.BpeTrainer(vocab_size=360, min_frequency=2, show_progress=False, initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
tokenizer.train_from_iterator(TEXTS, trainer)

import json
model = json.loads(tokenizer.to_str())["model"]
vocab = model["vocab"]
print("# tokenizers", tokenizers.__version__)
for text in TEXTS:
    print("text", json.dumps(text))
for left, right in model["merges"]:
    print("merge", vocab[left], vocab[right], vocab[left + right])
for probe in PROBES:
    print("probe", json.dumps(probe), *tokenizer.encode(probe).ids)
