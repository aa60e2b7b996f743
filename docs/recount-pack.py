#!/usr/bin/env python3
"""Recounts the figures of a board pack from a history that `onpace plan export NAME -o FILE.jsonl` wrote.

    recount-pack.py FILE NUMBER

Verify FILE first (verify-history.py). ledger-format.md says what each event holds, figures.md how each figure is counted.
Prints each signed figure with what is counted here, and ends with 1 where one differs. Percentages by working days and
statuses rest on a calendar and a policy, and are left out. Nothing of Onpace is needed.
"""

import hashlib, json, sys
from datetime import datetime, timezone
from zoneinfo import ZoneInfo


def events_of(path):
    """The plan's own events whose content is there, oldest first: (head, kind, values)."""
    with open(path, encoding="utf-8") as history:
        next(history)
        kept = [line for line in map(json.loads, history) if "body" in line]
    return [(line, line["kind"], json.loads(line["body"])["event"][line["kind"]]) for line in kept]


def heard(row, report, words):
    """A report over what was last said of a row: what is absent goes on holding, a percentage takes a word's place."""
    percent, started = report.get("percent"), report.get("started", False)
    row["started"] = started or row.get("started", False) and percent is None
    if report.get("lifecycle") or percent is not None or started:
        row["lifecycle"] = report.get("lifecycle")
    means = words.get((report.get("status") or "").strip().lower())
    if means and percent is None and not started:
        row["lifecycle"] = None if means == "nothing" else means
    row.update({key: report[key] for key in ("percent", "status") if report.get(key) is not None})


def plan_of(events, day, instant):
    """The rows as a day has them, as known by an instant."""
    known = [one for one in events if one[0]["recorded_at"] <= instant]
    gone = {values["of"] for _, kind, values in known if kind in ("corrected", "superseded")}
    taken = [one for one in known if (one[0]["effective"] or "") <= day and one[0]["seq"] not in gone]
    rows, proposals, words = {}, {}, {}
    for head, kind, values in sorted(taken, key=lambda one: (one[0]["effective"] or "", one[0]["seq"])):
        row = rows.get(values.get("row"))
        if kind == "added":
            rows[values["row"]] = dict(values)
        elif kind == "revised" and row:
            row.update({key: value for change in values["changes"] for key, value in change.items()})
        elif kind == "withdrawn" and row:
            row["withdrawn"] = True
        elif kind in ("reported", "corrected") and row:
            heard(row, values["report"], words)
        elif kind == "status_words_set":
            words = {one["word"].strip().lower(): one["means"] for one in values["words"]}
        elif kind == "date_proposed":
            proposals[head["seq"]] = values
        elif kind == "date_decided" and values["granted"] and values["proposal"] in proposals:
            asked = proposals[values["proposal"]]
            rows[asked["row"]]["finish"] = values.get("finish") or asked["finish"] or rows[asked["row"]].get("finish")
    return {key: row for key, row in rows.items() if not row.get("withdrawn")}


def done(row):
    complete = 100.0 if row.get("lifecycle") == "complete" else None
    return complete if row.get("percent") is None else float(row["percent"])


def has_started(row):
    return row.get("started", False) or row.get("lifecycle") == "started" or (done(row) or 0) > 0


def share(part, whole):
    """A percentage with one decimal, half up, as JSON writes it."""
    tenths = (len(part) * 2000 + len(whole)) // (len(whole) * 2) if whole else 0
    return f"{tenths // 10}.{tenths % 10}" if whole else "null"


def figures_of(rows, day):
    """"2022-05" begins on its first day and ends on its last; "2022-04/2022-06" begins with the one and ends with the other."""
    first, last = (lambda date: date["when"].split("/")[0]), (lambda date: (date["when"].split("/")[-1] + "-31")[:10])
    actions = [row for row in rows.values() if not row.get("focus_area") and not row.get("summary")]
    going = [row for row in actions if row.get("lifecycle") != "stopped" or done(row) == 100]
    due = [row for row in going if row.get("start") and first(row["start"]) <= day]
    found = {"focus_areas": [row for row in rows.values() if row.get("focus_area")], "actions": actions, "due_to_start": due}
    found["officers"] = {one["person"] for row in rows.values() for one in row.get("officers", [])}
    found["reported"] = [row for row in actions if row.get("percent") is not None or row.get("status")]
    found["started"] = [row for row in actions if has_started(row)]
    found["due_and_started"] = [row for row in due if has_started(row)]
    found["complete"] = [row for row in actions if done(row) == 100]
    found["not_started"] = [row for row in due if not has_started(row)]
    found["past_finish"] = [row for row in going if done(row) != 100 and row.get("finish") and last(row["finish"]) < day]
    return {key: str(len(all_of)) for key, all_of in found.items()} | {"started_percent": share(found["due_and_started"], due)}


def round_of(events, name, instant, rows):
    """The figures of a round, by what was known when it was frozen."""
    asks, answers, frozen, due = [], [], False, ""
    for head, kind, values in [one for one in events if one[0]["recorded_at"] <= instant]:
        if kind == "round_opened" and values["name"] == name:
            asks, due = [dict(ask) for ask in values["asks"]], values["due"]
        elif kind == "handed_over" and values["round"] == name:
            for ask in [one for one in asks if (one["row"], one["person"]) == (values["row"], values["from"])]:
                ask["person"] = values["to"]
        elif kind == "answered" and values["round"] == name:
            at = datetime.fromtimestamp(head["recorded_at"] / 1e6, timezone.utc).astimezone(ZoneInfo("Europe/London"))
            answers.append(dict(values, seq=head["seq"], late=frozen, day=str(at.date())))
        elif kind == "moderated" and values["round"] == name:
            for answer in [one for one in answers if one["seq"] == values["of"]]:
                answer["sent_back"] = not values["taken"]
        elif kind in ("round_frozen", "round_unfrozen") and values["round"] == name:
            frozen = kind == "round_frozen"

    def standing(of):
        """The answer of each row: the last, or where that was sent back the last of another person that was not."""
        found, later = {}, set()
        for one in reversed(of):
            is_last = (one["row"], one["person"]) not in later
            later.add((one["row"], one["person"]))
            if found.setdefault(one["row"], one).get("sent_back") and not one.get("sent_back") and is_last:
                found[one["row"]] = one
        return {row: one for row, one in found.items() if not one.get("sent_back")}

    asked, people = list(dict.fromkeys(ask["row"] for ask in asks)), {ask["person"] for ask in asks}
    timely, at_all = standing([one for one in answers if not one["late"]]), standing(answers)
    first = {one["row"]: one["day"] for one in reversed(answers)}
    found = {"round_asked": asked, "round_answered": [timely[row] for row in asked if row in timely], "round_people": people}
    found["round_silent"] = [row for row in asked if row not in at_all]
    found["round_late"] = [row for row in asked if first.get(row, "") > due]
    found["round_started"] = [row for row in asked if row in rows and has_started(rows[row])]
    found["round_with_meeting"] = [one for one in found["round_answered"] if one["answer"].get("meeting")]
    found["round_with_next"] = [one for one in found["round_answered"] if one["answer"].get("next", "").strip()]
    found["round_people_done"] = people - {ask["person"] for ask in asks if ask["row"] not in at_all}
    shares = {f"{key}_percent": share(found[key], asked) for key in ("round_answered", "round_started")}
    return {key: str(len(all_of)) for key, all_of in found.items()} | shares


def hash_of(values):
    """What `figures` of a signature is the hash of: two lines, the second of JSON, its names in order."""
    part = lambda all_of: "{" + ",".join(f'"{key}":{all_of[key]}' for key in sorted(all_of)) + "}"
    line = ",".join(f'"{name}":{part(values[name]) if name in values else "null"}' for name in ("figures", "round", "status_counts"))
    return hashlib.sha256(f"onpace-secret\n{{{line}}}".lower().encode("utf-8")).hexdigest()


def recount(path, number):
    events = events_of(path)
    of_pack = [(kind, values) for _, kind, values in events if kind.startswith("pack_") and values["number"] == number]
    facts = [values["facts"] for kind, values in of_pack if kind == "pack_prepared"][-1]
    signed = [values for kind, values in of_pack if kind == "pack_signed"][-1]
    is_freeze = lambda kind, values: kind == "round_frozen" and (values["round"], values["number"]) == (facts["round"], facts["freeze"])
    instant = next(head["recorded_at"] for head, kind, values in events if is_freeze(kind, values))
    day = next(values["data_date"] for _, kind, values in events if kind == "round_opened" and values["name"] == facts["round"])
    if hash_of(signed["values"]) != signed["figures"]:
        raise ValueError("the signed values do not have the signed hash")
    rows = plan_of(events, day, instant)
    counted = figures_of(rows, day) | round_of(events, facts["round"], instant, rows)
    values = signed["values"]["figures"] | signed["values"].get("round", {})
    for key, value in values.items():
        says = "" if counted.get(key, value) == value else "  DIFFERS"
        print(f"{key:24} signed {value:>6}  counted {counted.get(key, 'left out'):>8}{says}")
    return [key for key, value in values.items() if counted.get(key, value) != value]


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        differing = recount(sys.argv[1], int(sys.argv[2]))
    except (ValueError, KeyError, TypeError, StopIteration, IndexError, OSError) as problem:
        sys.exit(f"not recounted: {problem!r}")
    sys.exit(f"{len(differing)} figures differ" if differing else 0)
