"""A made-up crowd of answers, the same for both sides: questions and characteristics as columns of small numbers."""

import hashlib
import json

import numpy as np

QUESTIONS = 30
GROUPS = {"age": 9, "sex": 4, "ethnicity": 20, "disability": 4, "carer": 4, "area": 8}


def people(many):
    """(questions, characteristics), each {name: (codes, how many options)}; a code of -1 is a blank."""
    rng = np.random.default_rng(1)
    questions = {f"q{i}": (rng.integers(-1, 5 + i % 3, many).astype(np.int8), 5 + i % 3) for i in range(QUESTIONS)}
    characteristics = {
        name: (rng.choice(n, many, p=rng.dirichlet(np.full(n, 3.0))).astype(np.int8), n) for name, n in GROUPS.items()
    }
    return questions, characteristics


def digest(counts):
    """Of {"question characteristic": counts, shape (options, groups)}."""
    return hashlib.sha256(json.dumps(counts, sort_keys=True).encode()).hexdigest()
