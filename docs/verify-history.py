#!/usr/bin/env python3
"""Verifies a history that `onpace plan export NAME -o FILE.jsonl` wrote.

    verify-history.py FILE [ROOT]

FILE's format is described in ledger-format.md. ROOT is the root of a checkpoint that was kept
elsewhere, for example the one printed in a board's minutes: without it, this shows that the file agrees
with itself, and not that nobody wrote the whole history again. Nothing of Onpace is needed.
"""

import hashlib
import json
import sys

FORMATS = ("onpace-history/1", "onpace-history/2")


def sha256(*parts):
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()


def leaf_of(plan, line):
    """The hash of a record's head: RFC 6962, section 2.1, a 0 before the text."""
    fields = [
        "onpace-event/1",
        plan,
        line["seq"],
        line["version"],
        line["kind"],
        line["recorded_at"],
        line["effective"] or "-",
        line["actor"],
        line["channel"],
        line["content"],
    ]
    text = "".join(f"{field}\n" for field in fields)
    return sha256(b"\x00", text.encode("utf-8"))


class Tree:
    """The roots of the full subtrees so far, largest first."""

    def __init__(self):
        self.size = 0
        self.peaks = []

    def push(self, leaf):
        size = self.size
        while size & 1:
            leaf = sha256(b"\x01", self.peaks.pop(), leaf)
            size >>= 1
        self.peaks.append(leaf)
        self.size += 1

    def root(self):
        if not self.peaks:
            return sha256()
        root = self.peaks[-1]
        for left in reversed(self.peaks[:-1]):
            root = sha256(b"\x01", left, root)
        return root


def named_as_erased(line):
    """The number of the event that an `erased` event names; nothing for any other event."""
    if line["kind"] != "erased" or "body" not in line:
        return None
    return json.loads(line["body"])["event"]["erased"]["of"]


def verify(lines, expected_root=None):
    head = json.loads(next(lines))
    # The second says of which area the history is; what is hashed is the same.
    if head.get("format") not in FORMATS:
        raise ValueError(f"not a history of format {' or '.join(FORMATS)}")
    plan, tree, seq = head["plan"], Tree(), 0
    gone, named = {}, {}
    for number, text in enumerate(lines, start=2):
        line = json.loads(text)
        where = f"line {number}, leaf {line['leaf']}"
        if line["leaf"] != tree.size:
            raise ValueError(f"{where}: leaf {tree.size} was expected")
        if "seq" in line:
            seq += 1
            if line["seq"] != seq:
                raise ValueError(f"{where}: event {seq} was expected, found {line['seq']}")
            if leaf_of(plan, line).hex() != line["hash"]:
                raise ValueError(f"{where}: the head of event {seq} is not what was recorded")
            if "body" in line:
                content = sha256(bytes.fromhex(line["salt"]), line["body"].encode("utf-8"))
                if content.hex() != line["content"]:
                    raise ValueError(f"{where}: the content of event {seq} is not what was recorded")
                if named_as_erased(line) is not None:
                    named[named_as_erased(line)] = seq
            elif line["kind"] in ("erased", "administered"):
                raise ValueError(f"{where}: event {seq} is of a kind whose content is never erased, and has none")
            else:
                gone[seq] = where
        tree.push(bytes.fromhex(line["hash"]))
    for number, where in gone.items():
        if named.get(number, 0) <= number:
            raise ValueError(f"{where}: the content of event {number} is missing, and no later event says that it was erased")
    for number, by in named.items():
        if number not in gone:
            raise ValueError(f"event {by} says that the content of event {number} was erased, and it is there")
    if tree.size != head["size"] or tree.root().hex() != head["root"]:
        raise ValueError("the leaves do not lead to the root of the file's first line")
    if expected_root and tree.root().hex() != expected_root.lower():
        raise ValueError("the root is not the one that was expected")
    return f"{plan}: {seq} events, {len(gone)} of them erased, in a history of {tree.size}; root {tree.root().hex()}"


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    try:
        with open(sys.argv[1], encoding="utf-8") as history:
            print(verify(history, sys.argv[2] if len(sys.argv) == 3 else None))
    except (ValueError, KeyError, TypeError, StopIteration, OSError) as problem:
        sys.exit(f"not verified: {problem}")
