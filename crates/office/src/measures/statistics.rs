//! Published statistics of many areas: this area's figures, and what the others came to. **Not here.** Reading them
//! (`onpace_exchange::measures::ees`).

use super::brought::{ImportWish, MeasureImport, given, lines_of};
use onpace_core::measures::definition::MeasureUnit;
use onpace_core::measures::facts::MeasureBenchmark;
use onpace_core::measures::state::{HeldMeasure, MeasuresHeld};
use onpace_exchange::measures::ees::{self, EesColumns};
use onpace_exchange::measures::ees_meta::EesMeta;

/// Refuses a column whose unit is not the measure's.
fn of_one_unit(kept: &HeldMeasure, columns: &EesColumns, described: &EesMeta) -> Result<(), String> {
    let unit = |column: &str| described.indicators.get(&column.to_lowercase()).map(|one| one.unit.as_str());
    let of = &kept.definition.unit;
    match unit(&columns.part) {
        Some("%") if columns.whole.is_some() => {
            Err(format!("{} is a percentage, and no part of a whole", columns.part))
        }
        Some("%") if *of != MeasureUnit::Percent => {
            Err(format!("{} is a percentage, and {} is given in {of}", columns.part, kept.key))
        }
        _ => Ok(()),
    }
}

pub(super) fn of_statistics(
    held: &MeasuresHeld,
    bytes: &[u8],
    path: &str,
    wish: &ImportWish<'_>,
) -> Result<MeasureImport, String> {
    let mut import = MeasureImport { kind: "explore education statistics", ..MeasureImport::default() };
    let read = |bytes| EesMeta::read(bytes).map_err(|found| format!("the description beside it was not read: {found}"));
    let described = wish.described.map(read).transpose()?;
    if wish.maps.is_empty() {
        return Err("no option says what measure its columns are".to_owned());
    }
    for map in wish.maps {
        let (key, columns) = map
            .split_once('=')
            .ok_or_else(|| format!("\u{201c}{map}\u{201d} does not say which measure is which column"))?;
        let kept = held.measure(key.trim()).ok_or_else(|| format!("there is no measure {}", key.trim()))?;
        let own = wish.own.unwrap_or(&kept.definition.code).to_owned();
        if own.is_empty() {
            return Err(format!("no option says the code of your own area for {}: add --own CODE", kept.key));
        }
        let is_neighbour = |code: &str| held.neighbours.iter().any(|one| one.code == code);
        let wants = |code: &str, level: &str| {
            code == own || is_neighbour(code) || ["national", "regional"].contains(&level.to_lowercase().as_str())
        };
        let columns = EesColumns::named(columns);
        if let Some(described) = &described {
            of_one_unit(kept, &columns, described)?;
        }
        let file = ees::read(bytes, &columns, described.as_ref(), &wants)?;
        import.findings.extend(file.findings);
        import.left_out.extend(file.left_out);
        let known = kept.definition.series();
        let mut theirs = Vec::new();
        for series in &file.series {
            let (code, name, level) = &series.area;
            if *code == own && known.contains(&series.part) {
                lines_of((held, wish.on), kept, series, path, &mut import);
            } else if *code == own {
                import.unmatched.push(series.part.clone());
            } else if series.part.is_empty() {
                theirs.extend(series.values.iter().map(|value| MeasureBenchmark {
                    code: code.clone(),
                    name: name.clone(),
                    geography: level.clone(),
                    period: value.period,
                    said: given(&kept.key, series, value, path).said,
                }));
            }
        }
        theirs.retain(|one| !kept.benchmarks.contains(one));
        import.benchmarks.push((kept.key.clone(), theirs));
    }
    Ok(import)
}
