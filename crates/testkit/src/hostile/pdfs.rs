//! PDFs, written object by object, and those that no program writes.

use super::{Case, Outcome};
use std::fmt::Write as _;
use std::io::Write as _;

/// A PDF of objects, from number 1 on; the first is the catalogue. `more` goes into the trailer.
#[must_use]
pub fn file(objects: &[Vec<u8>], more: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n").bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let at = bytes.len();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(table, "{place:010} 00000 n ");
    }
    let _ = write!(table, "trailer\n<< /Size {} /Root 1 0 R {more} >>\nstartxref\n{at}\n%%EOF\n", objects.len() + 1);
    bytes.extend(table.bytes());
    bytes
}

/// A stream, with what its dictionary says besides its length.
#[must_use]
pub fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let mut bytes = format!("<< /Length {} {dictionary} >>\nstream\n", data.len()).into_bytes();
    bytes.extend(data);
    bytes.extend(b"\nendstream");
    bytes
}

/// Packed as PDFs pack.
#[must_use]
pub fn packed(data: &[u8]) -> Vec<u8> {
    // A zip container packs the same way; what stands around it goes, and what zlib puts around it comes.
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("x", zip::write::SimpleFileOptions::default()).unwrap();
    writer.write_all(data).unwrap();
    let container = writer.finish().unwrap().into_inner();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&container)).unwrap();
    let entry = archive.by_index_raw(0).unwrap();
    let begin = usize::try_from(entry.data_start().unwrap()).unwrap();
    let length = usize::try_from(entry.compressed_size()).unwrap();
    let (mut low, mut high) = (1u32, 0u32);
    for byte in data {
        low = (low + u32::from(*byte)) % 65_521;
        high = (high + low) % 65_521;
    }
    let mut bytes = vec![0x78, 0x9c];
    bytes.extend(&container[begin..begin + length]);
    bytes.extend((high << 16 | low).to_be_bytes());
    bytes
}

const CATALOGUE: &str = "<< /Type /Catalog /Pages 2 0 R >>";
const FONT: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

/// A PDF of pages with these contents, all with the same font and resources.
#[must_use]
pub fn pages(contents: &[Vec<u8>], resources: &str, others: &[Vec<u8>]) -> Vec<u8> {
    // 1 catalogue, 2 pages, 3 font, then the others, then each page and its contents.
    let first = 4 + others.len();
    let kids: String = (0..contents.len()).map(|n| format!("{} 0 R ", first + 2 * n)).collect();
    let mut objects: Vec<Vec<u8>> = vec![
        CATALOGUE.into(),
        format!("<< /Type /Pages /Count {} /Kids [{kids}] /MediaBox [0 0 842 595] /Resources << /Font << /F1 3 0 R >> {resources} >> >>", contents.len()).into_bytes(),
        FONT.into(),
    ];
    objects.extend(others.iter().cloned());
    for (n, content) in contents.iter().enumerate() {
        objects.push(format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R >>", first + 2 * n + 1).into_bytes());
        objects.push(content.clone());
    }
    file(&objects, "")
}

/// The contents of a page: rows of a table, 20 points apart, from the top.
#[must_use]
pub fn table(rows: &[[&str; 6]]) -> Vec<u8> {
    let mut text = String::from("BT /F1 10 Tf\n");
    for (n, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            let _ = writeln!(text, "1 0 0 1 {} {} Tm ({cell}) Tj", 40 + 120 * column, 540 - 20 * n);
        }
    }
    text.push_str("ET\n");
    stream("", text.as_bytes())
}

/// The headings and the action of every plan here.
#[must_use]
pub fn plan() -> Vec<u8> {
    table(&super::office::PLAN)
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = trees();
    cases.extend(bombs());
    cases.extend(texts());
    let sound = pages(&[plan()], "", &[]);
    let step = sound.len() / 80;
    cases.extend((0..sound.len()).step_by(step).map(|at| Case::ends(format!("pdf: cut at byte {at}"), &sound[..at])));
    cases
}

fn trees() -> Vec<Case> {
    let one = |objects: &[&str]| file(&objects.iter().map(|text| text.as_bytes().to_vec()).collect::<Vec<_>>(), "");
    let mut doubled = vec![CATALOGUE.to_owned()];
    for n in 2..60 {
        doubled.push(format!("<< /Type /Pages /Count 2 /Kids [{} 0 R {} 0 R] >>", n + 1, n + 1));
    }
    doubled.push("<< /Type /Page /Parent 2 0 R >>".to_owned());
    let doubled: Vec<&str> = doubled.iter().map(String::as_str).collect();
    let sound = pages(&[plan()], "", &[]);
    let text = |from: &str, to: &str| {
        // All places stay where they are.
        let to = format!("{to:<width$}", width = from.len());
        let at = sound.windows(from.len()).position(|part| part == from.as_bytes()).unwrap();
        [&sound[..at], to.as_bytes(), &sound[at + from.len()..]].concat()
    };
    vec![
        Case::new("pdf: a sound one", sound.clone(), Outcome::Read(1)),
        Case::refused("pdf: its first line alone", "%PDF-1.7\n", "a PDF that is damaged or cut off"),
        Case::ends(
            "pdf: pages that hold themselves",
            one(&[CATALOGUE, "<< /Type /Pages /Count 1 /Kids [2 0 R 2 0 R] >>"]),
        ),
        Case::ends(
            "pdf: pages that hold their own folder",
            one(&[CATALOGUE, "<< /Type /Pages /Kids [3 0 R] >>", "<< /Type /Pages /Kids [2 0 R] /Parent 3 0 R >>"]),
        ),
        Case::ends("pdf: folders of pages that double, 58 deep", one(&doubled)),
        Case::ends("pdf: a folder above itself", text("/Parent 2 0 R", "/Parent 4 0 R")),
        Case::ends("pdf: a catalogue that is its pages", text("/Pages 2 0 R", "/Pages 1 0 R")),
        Case::ends("pdf: no pages", text("/Kids [4 0 R ]", "/Kids [ ]")),
        Case::ends("pdf: contents that are the page", text("/Contents 5 0 R", "/Contents 4 0 R")),
        Case::ends("pdf: a length of itself", text("<< /Length ", "<< /Length 5 0 R")),
        Case::ends("pdf: a font that is the page", text("/F1 3 0 R", "/F1 4 0 R")),
        Case::ends("pdf: a page of no size", text("[0 0 842 595]", "[0 0 0 0]")),
        Case::ends("pdf: a reference to itself", one(&["1 0 R"])),
        Case::refused(
            "pdf: locked",
            file(
                &[CATALOGUE.into(), "<< /Type /Pages /Kids [] >>".into()],
                "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 >>",
            ),
            "a PDF locked with a password",
        ),
        Case::refused(
            "pdf: locked, by another spelling",
            file(
                &[CATALOGUE.into(), "<< /Type /Pages /Kids [] >>".into()],
                "/#45ncr#79pt << /Filter /Standard /V 1 /R 2 /P -4 >>",
            ),
            "a PDF locked with a password",
        ),
        Case::ends(
            "pdf: a list of places before itself",
            file(&[CATALOGUE.into(), "<< /Type /Pages /Kids [] >>".into()], "/Prev 9 /XRefStm 9"),
        ),
        Case::new("pdf: 500 pages", pages(&vec![plan(); 500], "", &[]), Outcome::Read(500)),
        Case::refused("pdf: 501 pages", pages(&vec![plan(); 501], "", &[]), "a PDF of more than 500 pages"),
    ]
}

fn bombs() -> Vec<Case> {
    let many = |piece: &str, count: usize| piece.repeat(count).into_bytes();
    let page = |content: &[u8]| pages(&[stream("/Filter /FlateDecode", &packed(content))], "", &[]);
    let bomb = |kind: &str, data: &[u8]| {
        pages(&[plan()], "", &[stream(&format!("{kind} /Filter /FlateDecode"), &packed(data))])
    };
    let twice = packed(&packed(&many(" ", 20_000_000)));
    let forms = |next: fn(usize) -> usize| {
        let form = |n: usize| {
            let dictionary = format!(
                "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {} 0 R >> >>",
                4 + next(n)
            );
            stream(&dictionary, &many("/X Do ", 50))
        };
        let forms: Vec<Vec<u8>> = (0..30).map(form).collect();
        pages(&[stream("", &many("/X Do ", 50))], "/XObject << /X 4 0 R >>", &forms)
    };
    let object = |text: Vec<u8>| pages(&[plan()], "", &[text]);
    let excess = "a PDF with more in it than any plan has";
    vec![
        Case::refused(
            "pdf: contents of 80 MB, packed",
            page(&many(" ", 80_000_000)),
            "a PDF with contents of more than 64 MB",
        ),
        Case::refused(
            "pdf: six million operators",
            page(&many("q ", 6_000_000)),
            "a PDF with more drawing than any plan has",
        ),
        Case::refused(
            "pdf: four million letters",
            page(&[b"BT /F1 1 Tf (".as_slice(), &many("a", 4_000_000), b") Tj"].concat()),
            "a PDF with more text than any plan has",
        ),
        Case::ends(
            "pdf: a million words",
            page(&[b"BT /F1 1 Tf ".as_slice(), &many("1 0 0 1 5 5 Tm (a ) Tj ", 400_000)].concat()),
        ),
        Case::refused(
            "pdf: 100,000 lines of text",
            page(&[b"BT /F1 1 Tf 2 TL ".as_slice(), &many("T* (1A) Tj 9 0 Td (b) Tj -9 0 Td ", 100_000)].concat()),
            "more than 2000 lines on page 1",
        ),
        Case::ends("pdf: 500 pages of 800 headings", {
            let lines = many("T* (Ref) Tj 9 0 Td (Lead) Tj -9 0 Td ", 800);
            pages(&vec![stream("", &[b"BT /F1 1 Tf 2 TL ".as_slice(), &lines].concat()); 500], "", &[])
        }),
        Case::ends("pdf: lines drawn by the million", page(&many("0 0 m 90 0 l S ", 1_000_000))),
        Case::ends("pdf: operands without an operator", page(&many("1 ", 10_000_000))),
        Case::ends("pdf: open lists", page(&many("[", 10_000_000))),
        Case::ends("pdf: open texts", page(&many("(", 10_000_000))),
        Case::ends(
            "pdf: contents packed twice",
            pages(&[stream("/Filter [/FlateDecode /FlateDecode]", &twice)], "", &[]),
        ),
        Case::refused(
            "pdf: objects of 40 MB, packed",
            bomb("/Type /ObjStm /N 1 /First 4", &many("0 ", 20_000_000)),
            excess,
        ),
        Case::refused(
            "pdf: objects packed by another spelling",
            bomb("/Type /Obj#53tm /N 1 /First 4", &many("0 ", 20_000_000)),
            excess,
        ),
        Case::refused(
            "pdf: objects packed twice",
            pages(&[plan()], "", &[stream("/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode]", &twice)]),
            excess,
        ),
        Case::refused(
            "pdf: objects packed by rare means",
            pages(&[plan()], "", &[stream("/Type /ObjStm /N 1 /First 4 /Filter /LZWDecode", b"x")]),
            excess,
        ),
        Case::ends(
            "pdf: a list of places of 40 MB, packed",
            bomb("/Type /XRef /W [1 4 2] /Size 99999999 /Root 1 0 R", &many("\0", 40_000_000)),
        ),
        Case::refused(
            "pdf: eight million numbers",
            object([b"[".as_slice(), &many("0 ", 8_000_000), b"]"].concat()),
            excess,
        ),
        Case::refused(
            "pdf: six million names",
            object([b"[".as_slice(), &many("/a", 6_000_000), b"]"].concat()),
            excess,
        ),
        Case::ends("pdf: lists in each other, 400,000 deep", object([many("[", 400_000), many("]", 400_000)].concat())),
        Case::ends("pdf: dictionaries in each other", object([many("<</a", 200_000), many(">>", 200_000)].concat())),
        Case::ends("pdf: texts in each other", object([many("(", 400_000), many(")", 400_000)].concat())),
        Case::refused(
            "pdf: forms that draw the next 50 times",
            forms(|n| n + 1),
            "a PDF with more drawings in drawings",
        ),
        Case::refused("pdf: a form that draws itself", forms(|n| n), "a PDF with more drawings in drawings"),
        Case::refused(
            "pdf: 21 MB",
            [pages(&[plan()], "", &[]), vec![b'\n'; 21 * 1024 * 1024]].concat(),
            "a PDF of more than 20 MB",
        ),
        Case::ends("pdf: a hundred thousand objects", pages(&[plan()], "", &vec![b"<< /A 1 >>".to_vec(); 100_000])),
        Case::ends(
            "pdf: ends of objects by the million",
            [b"%PDF-1.7\n".as_slice(), &many("1 0 obj\n", 1_000_000)].concat(),
        ),
        Case::ends(
            "pdf: streams that never end",
            [b"%PDF-1.7\n".as_slice(), &many("1 0 obj<</Length 9>>stream\n", 300_000)].concat(),
        ),
    ]
}

fn texts() -> Vec<Case> {
    let with = |font: &str, others: &[Vec<u8>], show: &str| {
        let text = format!("BT /F2 10 Tf 40 500 Td {show} Tj ET");
        let resources = "/Font << /F2 4 0 R >>";
        let mut all = vec![font.as_bytes().to_vec()];
        all.extend(others.iter().cloned());
        pages(&[stream("", text.as_bytes())], resources, &all)
    };
    let wide = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [5 0 R] /ToUnicode 6 0 R >>";
    let ranges = "1 begincodespacerange <0000> <FFFF> endcodespacerange ".to_owned()
        + &"1 beginbfrange <0000> <FFFF> <0041> endbfrange ".repeat(10_000);
    let widths = format!("<< /Type /Font /Subtype /CIDFontType2 /W [{}] >>", "0 65535 500 ".repeat(20_000));
    let strange =
        ["1e999 0 0 1 0 0", "0 0 0 0 0 0", "999999999 0 0 999999999 0 0", "0 1 -1 0 300 300", "-1 0 0 -1 300 300"];
    let set = |matrix: &str| {
        stream("", format!("{matrix} cm BT /F1 10 Tf (Ref) Tj 1 0 0 1 99999999 0 Tm (Action) Tj ET").as_bytes())
    };
    let fonts: String = (0..5_000).map(|n| format!("/G{n} << /Type /Font /Subtype /Type1 >> ")).collect();
    let uses: String = (0..5_000).map(|n| format!("/G{n} 9 Tf ")).collect();
    let mut cases = vec![
        Case::refused(
            "pdf: a picture of a page",
            pages(&[stream("", b"q 842 0 0 595 0 0 cm /Im1 Do Q")], "", &[]),
            "a PDF without text",
        ),
        Case::refused(
            "pdf: letters that say nothing",
            with(wide.replace("/ToUnicode 6 0 R", "").as_str(), &[b"<< /Type /Font >>".to_vec()], "<00410042>"),
            "a PDF whose letters do not say",
        ),
        Case::refused(
            "pdf: text without a table",
            pages(&[stream("", b"BT /F1 10 Tf 40 500 Td (Dear all) Tj ET")], "", &[]),
            "no table with a heading row",
        ),
        Case::ends(
            "pdf: a map of every code, 10,000 times",
            with(wide, &[widths.into_bytes(), stream("", ranges.as_bytes())], "<00410042>"),
        ),
        Case::refused(
            "pdf: 5,000 fonts",
            pages(&[stream("", uses.as_bytes())], &format!("/Font << {fonts} >>"), &[]),
            "a PDF with more fonts than any plan has",
        ),
    ];
    cases.extend(
        strange.iter().map(|matrix| Case::ends(format!("pdf: text set by {matrix}"), pages(&[set(matrix)], "", &[]))),
    );
    cases
}
