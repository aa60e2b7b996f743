"""Writes plans in every format by hands that are not ours: openpyxl, python-docx, LibreOffice, csv, xml.etree.

    plans.py PLANS.json FOLDER

PLANS.json is a list of plans: {name, rows: [{kind, code, title, people, start, finish, days, percent, status, notes}]}.
FOLDER gets NAME.xlsx, .docx, .gan and so on, and one file of each kind that LibreOffice makes of those.
"""
import csv
import datetime
import html
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

try:
    import docx
    import openpyxl
except ImportError as problem:
    print(problem)
    sys.exit(3)

HEADINGS = ["Ref", "Action", "Lead", "Duration", "Start", "Finish", "% complete", "RAG", "Notes"]


def day(text):
    return datetime.date.fromisoformat(text)


def british(text):
    return day(text).strftime("%d/%m/%Y")


def area_title(row):
    return f"Focus Area {row['code']} - {row['title']}"


def cells(row):
    """A row as texts, as people type them."""
    if row["kind"] == "focus area":
        return ["", area_title(row), "", "", "", "", "", "", ""]
    return [
        row["code"],
        row["title"],
        " / ".join(row["people"]),
        f"{row['days']} days",
        british(row["start"]),
        british(row["finish"]),
        f"{row['percent']}%",
        row["status"],
        row["notes"],
    ]


def xlsx(plan, path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Plan"
    sheet.append([plan["name"]])
    sheet.append([])
    sheet.append(HEADINGS)
    for row in plan["rows"]:
        texts = cells(row)
        if row["kind"] == "action":
            texts[4], texts[5], texts[6] = day(row["start"]), day(row["finish"]), row["percent"] / 100
        sheet.append([None if text == "" else text for text in texts])
        for column in (5, 6):
            sheet.cell(sheet.max_row, column).number_format = "dd/mm/yyyy"
        sheet.cell(sheet.max_row, 7).number_format = "0%"
    book.save(path)


def word(plan, path):
    document = docx.Document()
    document.add_heading(plan["name"], 0)
    document.add_paragraph("The plan follows.")
    table = document.add_table(rows=1, cols=len(HEADINGS))
    for cell, heading in zip(table.rows[0].cells, HEADINGS):
        cell.text = heading
    for row in plan["rows"]:
        made = table.add_row().cells
        for cell, text in zip(made, cells(row)):
            cell.text = text
        if row["kind"] == "focus area":
            made[0].merge(made[-1]).text = area_title(row)
    document.save(path)


def delimited(plan, path, separator, encoding):
    with open(path, "w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow(HEADINGS)
        writer.writerows(cells(row) for row in plan["rows"])


def page(plan, path):
    rows = []
    for row in plan["rows"]:
        if row["kind"] == "focus area":
            rows.append(f'<tr><th colspan="{len(HEADINGS)}">{html.escape(area_title(row))}</th></tr>')
        else:
            rows.append("<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in cells(row)) + "</tr>")
    head = "".join(f"<th>{html.escape(heading)}</th>" for heading in HEADINGS)
    path.write_text(
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>x</title></head><body><h1>{html.escape(plan['name'])}</h1>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></body></html>",
        encoding="utf-8",
    )


def people_of(plan):
    return sorted({name for row in plan["rows"] for name in row["people"]})


def add(parent, name, text):
    ET.SubElement(parent, name).text = str(text)


def mspdi(plan, path):
    project = ET.Element("Project", xmlns="http://schemas.microsoft.com/project")
    add(project, "Title", plan["name"])
    add(project, "MinutesPerDay", 480)
    tasks, assignments = ET.SubElement(project, "Tasks"), []
    for uid, row in enumerate(plan["rows"], 1):
        is_area = row["kind"] == "focus area"
        task = ET.SubElement(tasks, "Task")
        add(task, "UID", uid)
        add(task, "ID", uid)
        add(task, "Name", area_title(row) if is_area else f"{row['code']} {row['title']}")
        add(task, "OutlineLevel", 1 if is_area else 2)
        if not is_area:
            add(task, "Start", row["start"] + "T08:00:00")
            add(task, "Finish", row["finish"] + "T17:00:00")
            add(task, "Duration", f"PT{row['days'] * 8}H0M0S")
            add(task, "DurationFormat", 7)
            add(task, "PercentComplete", row["percent"])
            add(task, "Notes", row["notes"])
        assignments += [(uid, people_of(plan).index(name) + 1) for name in row["people"]]
    resources = ET.SubElement(project, "Resources")
    for uid, name in enumerate(people_of(plan), 1):
        resource = ET.SubElement(resources, "Resource")
        add(resource, "UID", uid)
        add(resource, "Name", name)
    assigned = ET.SubElement(project, "Assignments")
    for task, resource in assignments:
        one = ET.SubElement(assigned, "Assignment")
        add(one, "TaskUID", task)
        add(one, "ResourceUID", resource)
    ET.ElementTree(project).write(path, encoding="utf-8", xml_declaration=True)


def gan(plan, path):
    project = ET.Element("project", name=plan["name"], company="", version="3.2.3247")
    week = {"mon": "0", "tue": "0", "wed": "0", "thu": "0", "fri": "0", "sat": "1", "sun": "1"}
    types = ET.SubElement(ET.SubElement(project, "calendars"), "day-types")
    ET.SubElement(types, "default-week", id="1", name="default", **week)
    tasks, area = ET.SubElement(project, "tasks", {"empty-milestones": "true"}), None
    allocations = []
    for uid, row in enumerate(plan["rows"], 1):
        if row["kind"] == "focus area":
            area = ET.SubElement(tasks, "task", id=str(uid), name=area_title(row), start="2022-04-13", duration="1")
            continue
        told = {"start": row["start"], "duration": str(row["days"]), "complete": str(row["percent"])}
        task = ET.SubElement(area, "task", id=str(uid), name=f"{row['code']} {row['title']}", meeting="false", **told)
        if row["notes"]:
            add(task, "notes", row["notes"])
        allocations += [(uid, people_of(plan).index(name)) for name in row["people"]]
    resources = ET.SubElement(project, "resources")
    for uid, name in enumerate(people_of(plan)):
        ET.SubElement(resources, "resource", id=str(uid), name=name, function="Default:0", contacts="", phone="")
    allocated = ET.SubElement(project, "allocations")
    for task, resource in allocations:
        ET.SubElement(allocated, "allocation", {"task-id": str(task), "resource-id": str(resource), "load": "100.0"})
    ET.ElementTree(project).write(path, encoding="utf-8", xml_declaration=True)


def office(folder, kind, made, ending):
    """Lets LibreOffice write every file of an ending in another format, in one run."""
    program = shutil.which("soffice")
    files = sorted(folder.glob(f"*.{ending}"))
    if not program or not files:
        return
    with tempfile.TemporaryDirectory() as profile, tempfile.TemporaryDirectory() as out:
        command = [program, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind]
        subprocess.run(command + ["--outdir", out] + files, check=True, capture_output=True, timeout=120)
        for file in pathlib.Path(out).iterdir():
            shutil.move(file, folder / f"{file.stem}.{made}")


def main():
    folder = pathlib.Path(sys.argv[2])
    for plan in json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")):
        at = lambda ending: folder / f"{plan['name']}.{ending}"
        xlsx(plan, at("xlsx"))
        word(plan, at("docx"))
        page(plan, at("html"))
        mspdi(plan, at("xml"))
        gan(plan, at("gan"))
        for ending, separator, encoding in [
            ("utf-8.csv", ",", "utf-8"),
            ("mark.csv", ";", "utf-8-sig"),
            ("utf-16.tsv", "\t", "utf-16"),
            ("cp1252.csv", ";", "cp1252"),
        ]:
            delimited(plan, at(ending), separator, encoding)
    office(folder, "ods", "office.ods", "xlsx")
    office(folder, "html", "sheet.html", "xlsx")
    office(folder, "html", "word.html", "docx")


main()
