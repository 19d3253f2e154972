"""Where River's drift detectors, at their defaults, alarm on streams of mistakes.

usage: river_detectors.py STREAMS
input: for each stream its length and whether slow detectors shall run on it, then its mistakes.
"""

import json
import sys

from river import drift
from river.drift import binary

from wire import integers, take

FAST = {
    "ADWIN": drift.ADWIN,
    "DDM": binary.DDM,
    "EDDM": binary.EDDM,
    "HDDM_A": binary.HDDMA,
    "HDDM_W": binary.HDDMW,
    "Page-Hinkley": drift.PageHinkley,
}
SLOW = {"KSWIN": lambda: drift.KSWIN(seed=42)}


def alarms(detector, errors):
    found = []
    for row, error in enumerate(errors):
        detector.update(error)
        if detector.drift_detected:
            found.append(row)
    return found


def main():
    answer = []
    for stream in range(int(sys.argv[1])):
        length, slow = (int(each) for each in integers(2))
        bits = take("u1", length)
        truths, numbers = bits.astype(bool).tolist(), bits.astype(float).tolist()
        for name, start in {**FAST, **(SLOW if slow else {})}.items():
            detector = start()
            takes_truths = type(detector).__module__.startswith("river.drift.binary")
            found = alarms(detector, truths if takes_truths else numbers)
            answer.append({"stream": stream, "detector": name, "alarms": found})
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
