#!/usr/bin/env python3
"""Recounts what a board pack says of measures, from histories that Onpace wrote.

    recount-measures.py MEASURES PLAN PACK

MEASURES is what `onpace measure export -o FILE.jsonl` wrote, PLAN what `onpace plan export NAME -o FILE.jsonl` did, PACK the
pack as JSON. Verify both histories first (verify-history.py). ledger-format.md says what each event holds, figures.md how each
figure is counted. Prints each figure of measures with what is counted here, and ends with 1 where one differs. What an
audience may not see, running counts, rare events and verdicts are left out. Nothing of Onpace is needed.
"""

import json, sys
from datetime import date, datetime, timedelta
from fractions import Fraction

MONTHS = {"month": 1, "quarter": 3, "calendar-year": 12, "financial-year": 12, "academic-year": 12}
FEWEST = 13


def events_of(path, instant):
    """Events whose content is there and that were known, in the order in which they hold: (head, kind, values)."""
    with open(path, encoding="utf-8") as history:
        next(history)
        kept = [line for line in map(json.loads, history) if "body" in line and line["recorded_at"] <= instant]
    kept.sort(key=lambda line: (line["effective"] or "", line["seq"]))
    return [(line, line["kind"], json.loads(line["body"])["event"][line["kind"]]) for line in kept]


def until(events, day):
    return [one for one in events if (one[0]["effective"] or "") <= day]


def measures_of(events):
    """Measures by their keys: definition, values by series and period, targets, starts of limits, points left out."""
    all_of, given = {}, {}
    for head, kind, values in events:
        one = all_of.get(values.get("measure"))
        if kind == "measure_defined":
            fresh = {"values": {}, "targets": [], "breaks": {}, "drawn": {}, "ghosts": {}, "explained": set(), "retired": False}
            all_of[values["measure"]] = dict(fresh, definition=values["definition"], since=head["effective"])
        elif kind == "measure_revised" and one:
            one["definition"] = values["definition"]
        elif kind == "measure_retired" and one:
            one["retired"] = True
        elif kind == "observed" and one:
            at = (values.get("series", ""), values["period"])
            if at not in one["values"]:
                one["values"][at], given[head["seq"]] = values, (one, at)
        elif kind == "value_corrected" and values["of"] in given:
            one, at = given[values["of"]]
            one["values"][at] = values
        elif kind == "value_withdrawn" and values["of"] in given:
            one, at = given.pop(values["of"])
            one["values"].pop(at, None)
        elif kind == "target_set" and one:
            one["targets"] = [t for t in one["targets"] if t["from"] != values["from"]] + [values]
        elif kind == "break_set" and one:
            one["breaks"][values["from"]] = values
        elif kind == "limits_recalculated" and one:
            one["drawn"][values["from"]] = values
        elif kind == "limits_restored" and one:
            one["drawn"].pop(values["from"], None)
        elif kind == "ghosted" and one:
            one["ghosts"][values["period"]] = values.get("why", "")
        elif kind == "month_explained" and one:
            one["explained"].add(values["period"])
    return all_of


def attached_of(events):
    """The keys of the measures that rows of the plan have."""
    rows, gone = {}, set()
    for _, kind, values in events:
        if kind == "measure_attached":
            rows.setdefault(values["row"], set()).add(values["measure"])
        elif kind == "measure_detached":
            rows.get(values["row"], set()).discard(values["measure"])
        elif kind == "withdrawn":
            gone.add(values["row"])
    return {key for row, keys in rows.items() if row not in gone for key in keys}


def ends(period):
    first, last = period.split(" ")[0].split("/")
    return date.fromisoformat(first), date.fromisoformat(last)


def number(definition, said):
    """The number that was said, or as its counts make it: rounded half away from zero."""
    if said.get("value") is not None:
        return Fraction(said["value"])
    if said.get("numerator") is None or not said.get("denominator"):
        return None
    unit = definition["unit"]
    times = 100 if unit == "percent" else int(unit.split()[-1]) if unit.startswith("rate per") else None
    return None if times is None else rounded(Fraction(said["numerator"] * times, said["denominator"]), definition.get("decimals", 0))


def rounded(value, places):
    scaled = abs(value) * 10**places * 2 + 1
    return Fraction(scaled.numerator // (scaled.denominator * 2), 10**places) * (1 if value >= 0 else -1)


def after(first, months):
    at = first.year * 12 + first.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)


def calendar(one, day):
    """Periods that were due, and those of them that are not here and that nobody explained."""
    step = MONTHS[one["definition"]["every"]]
    here = {ends(p)[0] for (series, p), said in one["values"].items() if not series and said.get("status") != "projected"}
    all_of = [ends(p)[0] for (series, p) in one["values"] if not series]
    start = min(all_of) if all_of else None
    due, missing, last_is_here = 0, 0, True
    explained = {ends(p)[0] for p in one["explained"]}
    while start and start <= day:
        over = after(start, step) - timedelta(days=1) + timedelta(days=one["definition"].get("lag", 0)) < day
        if start in here or over:
            due, last_is_here = due + 1, start in here
            missing += start not in here and start not in explained
        start = after(start, step)
    return due, missing, last_is_here


def limits(one):
    """The lower and upper end of the usual range of the last stretch, as finely as values are given; none with too few."""
    if one["definition"].get("resets") or one["definition"].get("runs") or one["definition"].get("first_points"):
        return None
    of = {p: said for (series, p), said in one["values"].items() if not series}
    starts = sorted(list(one["breaks"]) + list(one["drawn"]), key=ends)
    values, places = [], 1
    for period in sorted(of, key=ends):
        value = number(one["definition"], of[period])
        written = str(of[period].get("value") or "")
        places = max(places, len(written.partition(".")[2]) if written else one["definition"].get("decimals", 0))
        if starts and values and any(ends(s)[0] == ends(period)[0] for s in starts):
            values = []
        if value is not None and not one["ghosts"].get(period) and of[period].get("status") != "projected":
            values.append(value)
    if len(values) < FEWEST:
        return None
    ranges = [abs(b - a) for a, b in zip(values, values[1:])]
    stays = [r for r in ranges if 1000 * len(ranges) * r < 3267 * sum(ranges)] or ranges
    mean, wide = sum(values) / len(values), Fraction(266, 100) * sum(stays) / len(stays)
    return rounded(mean - wide, places), rounded(mean + wide, places)


def recount(measures_path, plan_path, pack_path):
    with open(pack_path, encoding="utf-8") as file:
        pack = json.load(file)
    said = pack["assessment"] if "assessment" in pack else pack
    instant = int(datetime.fromisoformat(said["pack"]["known_by"].replace("Z", "+00:00")).timestamp() * 1e6 + 0.5)
    day = said["as_at"]
    held = measures_of(until(events_of(measures_path, instant), day))
    keys = attached_of(until(events_of(plan_path, instant), day))
    live = {k: one for k, one in held.items() if k in keys and not one["retired"] and not one["definition"].get("draft")}
    counted = {"measures": len(live)}
    on = date.fromisoformat(day)
    if all(one["definition"]["every"] in MONTHS for one in live.values()):
        all_of = {key: calendar(one, on) for key, one in live.items()}
        counted["measures_due"] = sum(due > 0 for due, _, _ in all_of.values())
        counted["measures_up_to_date"] = sum(is_here for _, _, is_here in all_of.values())
        counted["months_missing"] = sum(missing for _, missing, _ in all_of.values())
    for key, one in live.items():
        name = "measure_" + key.replace("-", "_")
        of = {p: v for (series, p), v in one["values"].items() if not series and v.get("status") != "projected"}
        last = max(of, key=ends) if of else None
        latest = number(one["definition"], of[last]) if last else None
        if latest is not None:
            counted[f"{name}_latest"] = latest
        found = limits(one)
        if found:
            counted[f"{name}_lower_end_of_the_usual_range"], counted[f"{name}_upper_end_of_the_usual_range"] = found
    differing = []
    for key, value in said["measures"].items():
        ours = counted.get(key)
        is_same = ours is None or value is None or Fraction(str(value)) == ours
        shown = "left out" if ours is None else f"{float(ours):g}"
        print(f"{key:64} printed {str(value):>8}  counted {shown:>8}{'' if is_same else '  DIFFERS'}")
        differing += [] if is_same else [key]
    return differing


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    try:
        found = recount(*sys.argv[1:])
    except (ValueError, KeyError, TypeError, StopIteration, IndexError, OSError) as problem:
        sys.exit(f"not recounted: {problem!r}")
    sys.exit(f"{len(found)} figures differ" if found else 0)
