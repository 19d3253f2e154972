"""Holds a demo report against what the README promises; prints every promise and exits 1 if one is broken."""
import json
import sys

report = json.load(open(sys.argv[1]))
accuracy = report["accuracy"]
retrainings = report["retrainings"]
promises = [
    ("the loop's accuracy is at least .88", accuracy["loop"] >= 0.88, accuracy["loop"]),
    ("the loop is better than the frozen model", accuracy["loop"] > accuracy["frozen"], accuracy["frozen"]),
    ("the loop is better than the last known label", accuracy["loop"] > accuracy["lastKnownLabel"], accuracy["lastKnownLabel"]),
    ("there are 1 to 15 retrainings", 1 <= len(retrainings) <= 15, len(retrainings)),
    ("every row was a request", report["requests"] == report["rows"] > 0, report["requests"]),
    ("every request has one champion prediction", report["predictions"] == report["requests"], report["predictions"]),
    ("every label is joined or unmatched", report["labels"] == report["joined"] + report["unmatched"], report["labels"]),
    ("nothing became a dead letter", report["deadLetters"] == 0, report["deadLetters"]),
    ("there are drift signals", sum(report["signals"].values()) > 0, report["signals"]),
    ("every retraining has an outcome", all(r["outcome"] for r in retrainings), [r["outcome"] for r in retrainings]),
    ("each published version was swapped in", report["swaps"] == sum(r["outcome"] == "PUBLISHED" for r in retrainings), report["swaps"]),
]
for promise, kept, seen in promises:
    print(f"{'kept  ' if kept else 'BROKEN'} {promise}: {seen}")
kept = sum(1 for _, holds, _ in promises if holds)
print(f"demo promises: {kept} passed, {len(promises) - kept} failed")
sys.exit(0 if kept == len(promises) else 1)
