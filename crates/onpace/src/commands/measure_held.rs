//! `onpace measure`: the measures that an area holds are defined, entered and released. **Not here.** Lists and findings of
//! them (`measure_told`).

use super::{act, done, folder, measure_told, pretty, today};
use crate::arguments::{Act, AtPeriod, DefinitionOptions, HeldMeasureCommand, ValueOptions};
use crate::service::desks;
use crate::stop::Stop;
use crate::terminal::{self, harmless, say};
use onpace_core::ids::MeasureKey;
use onpace_core::ledger::fold::Until;
use onpace_core::measures::command::MeasureCommand as Asked;
use onpace_core::measures::definition::MeasureDefinition;
use onpace_core::measures::facts::{MeasureBreak, MeasureTarget, ReleaseAudience};
use onpace_core::measures::impact::ImpactStatus;
use onpace_core::measures::period::Period;
use onpace_core::measures::series::ValueStatus;
use onpace_core::measures::starter;
use onpace_core::plan::attached::{AttachedMeasure, ImpactCommand, MeasureTie};
use onpace_core::plan::command::Command;
use onpace_office::Desk;
use onpace_office::areas::{self, AreaPlace};
use onpace_office::charting;
use onpace_office::measures::comparing::{OtherArea, aim_of, milestone_of, neighbour_of, period_of};
use onpace_office::measures::defining::{DefinitionTyped, definition_of};
use onpace_office::measures::giving::TypedValue;
use onpace_office::measures::importing::{ImportVerdict, ImportWish};
use onpace_office::measures::showing;
use onpace_office::problem::{Kind, Problem};
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

/// Where the area is kept that was named: by its key; else by its name, or the code of what it measures.
pub(super) fn place(
    folder: Option<&Path>,
    data: Option<&AreaPlace>,
    area: Option<&str>,
) -> Result<Option<AreaPlace>, Stop> {
    let (Some(folder), Some(area)) = (folder, area) else { return Ok(data.cloned()) };
    let all = areas::all(folder).map_err(Problem::from)?;
    let by_key = all.iter().find(|place| place.area.as_str().eq_ignore_ascii_case(area));
    if let Some(found) = by_key {
        return Ok(Some(found.clone()));
    }
    for place in all.iter().filter(|place| place.is_begun()) {
        let desk = Desk::to_read(place)?;
        let is_named = desk.area_name()?.eq_ignore_ascii_case(area);
        let is_code = |code: &str| code.eq_ignore_ascii_case(area);
        let measures = desk.measures(Until::default())?;
        let of_plans = desk.plans()?;
        let mut areas = Vec::with_capacity(of_plans.len());
        for head in &of_plans {
            areas.push(desk.state(&head.name, Until::default())?.area.clone());
        }
        if is_named
            || measures.measures.iter().any(|one| is_code(&one.definition.code))
            || areas.iter().any(|one| is_code(one))
        {
            return Ok(Some(place.clone()));
        }
    }
    Ok(Some(areas::find(folder, areas::key(area)?)?))
}

/// By no plan: the operator's seat may do everything, and measures are of the area.
const NO_PLAN: &str = "";

#[expect(clippy::too_many_lines, reason = "a table: one command each")]
pub(super) fn run(command: HeldMeasureCommand, data: Option<&AreaPlace>) -> Result<ExitCode, Stop> {
    let place = folder(data)?;
    let area = place.area.as_str();
    match command {
        HeldMeasureCommand::Define { key, from, said, act: how } => {
            let (on, seat) = act(&how)?;
            let definition = define(from.as_deref(), &definition_typed(*said)?)?;
            let made =
                desks::to_import(place, how.who.dry_run)?.define_measure(NO_PLAN, &seat, on, &key, definition)?;
            done(&made, &format!("the measure {key}"), how.who.json)
        }
        HeldMeasureCommand::Starter { list: true, pack, .. } => {
            let line = |(key, definition): &(MeasureKey, MeasureDefinition)| format!("{key}: {}\n", definition.name);
            say(&harmless(&pack_of(pack.as_deref())?.iter().map(line).collect::<String>()))?;
            Ok(ExitCode::SUCCESS)
        }
        HeldMeasureCommand::Starter { keys, pack, act: how, .. } => {
            let (on, seat) = act(&how)?;
            let pack = pack_of(pack.as_deref())?;
            let made = desks::to_import(place, how.who.dry_run)?.take_definitions(NO_PLAN, &seat, on, &pack, &keys)?;
            let what = match made.events.len() {
                1 => "a draft of the starter pack".to_owned(),
                several => format!("{several} drafts of the starter pack"),
            };
            done(&made, &what, how.who.json)
        }
        HeldMeasureCommand::Set { key, retire: true, act: how, .. } => {
            let command = Asked::Retire { measure: key.as_str().into() };
            one(place, &how, &command, &format!("{key} retired; its values stay"))
        }
        HeldMeasureCommand::Set { key, said, break_from, break_why, act: how, .. } => {
            let (on, seat) = act(&how)?;
            let at = break_from.as_deref().zip(break_why.as_deref());
            let typed = definition_typed(*said)?;
            let made = desks::to_record(place)?.revise_measure(NO_PLAN, &seat, on, &key, &typed, at)?;
            done(&made, &format!("{key} changed"), how.who.json)
        }
        HeldMeasureCommand::List { times, json } => measure_told::list(place, &times, json),
        HeldMeasureCommand::Show { key, series, r#for, out, times, json } => {
            let desk = Desk::to_read(place)?;
            let to = r#for.as_deref().map(audience).transpose()?;
            let (all, on) = desk.measures_on(measure_told::until(&times), today())?;
            let look = showing::look(&all, &key, &series, to, on)?;
            for path in &out {
                look.save(area, path)?;
                terminal::done(path);
            }
            let told = if json {
                pretty(&look.json(area))
            } else {
                harmless(&measure_told::shown(&look.assessed(), &look.sentence()))
            };
            say(&told)?;
            Ok(ExitCode::SUCCESS)
        }
        HeldMeasureCommand::Add { at, value, act: how } => {
            let (on, seat) = act(&how)?;
            let typed = typed(&at, &value, None)?;
            let made = desks::to_record(place)?.give(NO_PLAN, &seat, on, &[typed])?;
            done(&made, &format!("{} for {}", at.key, at.period), how.who.json)
        }
        HeldMeasureCommand::Correct { at, value, why, withdraw: false, act: how } => {
            let (on, seat) = act(&how)?;
            let typed = typed(&at, &value, Some(why))?;
            let made = desks::to_record(place)?.give(NO_PLAN, &seat, on, &[typed])?;
            done(&made, &format!("{} for {} put right", at.key, at.period), how.who.json)
        }
        HeldMeasureCommand::Correct { at, value, why, act: how, .. } => {
            let (measure, period) = found(place, &at)?;
            let words = format!("{} for {} taken back", at.key, at.period);
            one(place, &how, &Asked::TakeBack { measure, series: value.series, period, why }, &words)
        }
        HeldMeasureCommand::Import { take_back: Some(event), act: how, .. } => {
            let (on, seat) = act(&how)?;
            let why = how.who.reason.clone().unwrap_or_else(|| "I take the import back".to_owned());
            let made = desks::to_record(place)?.take_back_import(NO_PLAN, &seat, on, event, &why)?;
            done(&made, &format!("the import of event {event} taken back"), how.who.json)
        }
        HeldMeasureCommand::Import { file, map, own, define, meant, act: how, .. } => {
            let file = file.unwrap_or_default();
            let described = described(&file)?;
            let own = own.as_deref();
            let on = Some(act(&how)?.0);
            let wish = ImportWish { maps: &map, own, described: described.as_deref(), on, defines: define };
            import(place, &file, &wish, meant, &how)
        }
        HeldMeasureCommand::Export { out, r#for, times } => {
            let to = r#for.as_deref().map(audience).transpose()?;
            let desk = Desk::to_read(place)?;
            let (all, _) = desk.measures_on(measure_told::until(&times), today())?;
            for path in &out {
                for written in desk.export_measures(path, &all, to)? {
                    terminal::done(&written);
                }
            }
            Ok(ExitCode::SUCCESS)
        }
        HeldMeasureCommand::Explain { at, why, expected, act: how } => {
            let (measure, period) = found(place, &at)?;
            let words = format!("why {} has no value for {}", at.key, at.period);
            one(place, &how, &Asked::Explain { measure, period, why, expected }, &words)
        }
        HeldMeasureCommand::Calendar { key, times, json } => {
            measure_told::calendar(place, key.as_deref(), &times, json)
        }
        HeldMeasureCommand::Limits { at, why, restore, act: how } => {
            let (measure, from) = found(place, &at)?;
            let (command, words) = if restore {
                (Asked::Restore { measure, from }, format!("limits of {} as before {}", at.key, at.period))
            } else {
                (Asked::Recalculate { measure, from, why }, format!("limits of {} again from {}", at.key, at.period))
            };
            one(place, &how, &command, &words)
        }
        HeldMeasureCommand::Ghost { at, why, restore, act: how } => {
            let (measure, period) = found(place, &at)?;
            let why = if restore { None } else { Some(why.unwrap_or_default()) };
            let words = format!("{} of {} {}", at.period, at.key, if restore { "counts again" } else { "left out" });
            one(place, &how, &Asked::Ghost { measure, period, why }, &words)
        }
        HeldMeasureCommand::Note { at, text, act: how } => {
            let (measure, period) = found(place, &at)?;
            let words = format!("a note at {} of {}", at.period, at.key);
            one(place, &how, &Asked::Annotate { measure, period, text }, &words)
        }
        HeldMeasureCommand::Target { key, value, from, tolerance, agreed_by, act: how } => {
            let (measure, from) = found(place, &AtPeriod { key: key.clone(), period: from })?;
            let is_none = value.trim().eq_ignore_ascii_case("none");
            let value = if is_none { None } else { Some(aim_of(&value).map_err(Problem::from)?) };
            let tolerance = tolerance.as_deref().map(aim_of).transpose().map_err(Problem::from)?;
            let target = MeasureTarget { from, value, tolerance, agreed_by };
            one(place, &how, &Asked::SetTarget { measure, target }, &format!("the target of {key}"))
        }
        HeldMeasureCommand::Milestones { key, milestones, baseline, act: how } => {
            let kept = Desk::to_read(place)?.measure(&key, Until::default())?;
            let each = |text: &String| milestone_of(&kept.definition, text).map_err(Problem::from);
            let milestones = milestones.iter().map(each).collect::<Result<Vec<_>, _>>()?;
            let baseline = baseline.as_ref().map(each).transpose()?;
            let command = Asked::SetMilestones { measure: kept.key, baseline, milestones };
            one(place, &how, &command, &format!("the milestones of {key}"))
        }
        HeldMeasureCommand::Break { at, why, comparable, act: how } => {
            let (measure, from) = found(place, &at)?;
            let words = format!("a break of {} from {}", at.key, at.period);
            one(place, &how, &Asked::SetBreak { measure, at: MeasureBreak { from, why, comparable } }, &words)
        }
        HeldMeasureCommand::Attach { key, plan, row, tie, remove, act: how } => {
            attach(place, &key, &plan, &row, (&tie, remove), &how)
        }
        HeldMeasureCommand::Impact { plan, row, impact, act: how } => {
            let (on, seat) = act(&how)?;
            let impact = impact_of(&impact)?;
            let by = ImpactCommand::Declare(impact);
            let desk = desks::to_record(place)?;
            let made = desk.act(&plan, on, &seat, |_| Ok(Command::ShowImpact { code: row.clone(), by: by.clone() }))?;
            let words = impact.map_or("nothing is said of it", ImpactStatus::words);
            done(&made, &format!("the impact of {row}: {}", words.to_lowercase()), how.who.json)
        }
        HeldMeasureCommand::Erase { event, who } => {
            let seat = super::who(&who)?;
            let erased = desks::to_record(place)?.erase_measure_event(event, &seat)?;
            super::history::told_erased(erased.map(|one| one.last), event, "the measures", who.json)
        }
        HeldMeasureCommand::Benchmark { at, area_code, area_name, kind, value, act: how } => {
            let (on, seat) = act(&how)?;
            let words = format!("{} of {area_name} in {}", at.key, at.period);
            let area = OtherArea { code: area_code, name: area_name, kind };
            let value = TypedValue { is_meant: true, ..typed(&at, &value, None)? };
            let made = desks::to_record(place)?.state_benchmark(NO_PLAN, &seat, on, area, &value)?;
            done(&made, &words, how.who.json)
        }
        HeldMeasureCommand::Neighbours { areas, source, act: how } => {
            let areas = areas.iter().map(|text| neighbour_of(text)).collect();
            one(place, &how, &Asked::SetNeighbours { areas, source }, "the areas that are like this one")
        }
        HeldMeasureCommand::Release { withdraw: Some(release), act: how, .. } => {
            let why = how.who.reason.clone().unwrap_or_default();
            one(place, &how, &Asked::WithdrawRelease { release, why }, &format!("release {release} withdrawn"))
        }
        HeldMeasureCommand::Release { to, within, keys, act: how, .. } => {
            let to = audience(&to.unwrap_or_default())?;
            let (on, seat) = act(&how)?;
            let desk = desks::to_record(place)?;
            for line in desk.release_foreseen(to, &keys)? {
                terminal::talk(&harmless(&foreseen(&line)));
            }
            let made = desk.release_measures(NO_PLAN, &seat, on, (to, &within), &keys)?;
            done(&made, &format!("measures released to the {}", to.word()), how.who.json)
        }
        HeldMeasureCommand::Check { text: Some(text), times, json, .. } => {
            measure_told::check_text(place, &text, &times, json)
        }
        HeldMeasureCommand::Check { plan, times, json, .. } => {
            measure_told::check(place, plan.as_deref(), &times, json)
        }
    }
}

/// Does one thing to measures, and says so.
fn one(place: &AreaPlace, how: &Act, command: &Asked, words: &str) -> Result<ExitCode, Stop> {
    let (on, seat) = act(how)?;
    let made = desks::to_record(place)?.do_measures(NO_PLAN, &seat, on, command)?;
    done(&made, words, how.who.json)
}

/// The definitions of a pack: the one that is shipped, or of a file.
fn pack_of(file: Option<&str>) -> Result<Vec<(MeasureKey, MeasureDefinition)>, Stop> {
    let Some(file) = file else { return Ok(starter::send_england().to_vec()) };
    let bytes = onpace_office::plans::bytes_of(file)?;
    let refused = |found| Problem::new(Kind::NotAccepted, format!("{file} was not read: {found}"));
    Ok(starter::read(&String::from_utf8_lossy(&bytes)).map_err(refused)?)
}

/// What was typed of a definition, with points of signals out of their file.
fn definition_typed(said: DefinitionOptions) -> Result<DefinitionTyped, Stop> {
    let mut typed = DefinitionTyped::from(said);
    if let Some(own) = typed.preset.as_deref().map(charting::own_signals).transpose()?.flatten() {
        (typed.preset, typed.signals) = (Some(String::new()), Some(own));
    }
    Ok(typed)
}

fn define(from: Option<&str>, typed: &DefinitionTyped) -> Result<MeasureDefinition, Stop> {
    let begun = match from {
        Some(path) => {
            let bytes = onpace_office::plans::bytes_of(path)?;
            definition_of(&String::from_utf8_lossy(&bytes)).map_err(Problem::from)?
        }
        None => MeasureDefinition::default(),
    };
    Ok(typed.onto(begun).map_err(Problem::from)?)
}

/// The measure and the period that were typed.
fn found(place: &AreaPlace, at: &AtPeriod) -> Result<(MeasureKey, Period), Stop> {
    let kept = Desk::to_read(place)?.measure(&at.key, Until::default())?;
    let period = period_of(&kept.definition, &at.period).map_err(Problem::from)?;
    Ok((kept.key, period))
}

fn typed(at: &AtPeriod, value: &ValueOptions, corrects: Option<String>) -> Result<TypedValue, Stop> {
    let status = ValueStatus::named(&value.status).ok_or_else(|| {
        let known = ValueStatus::ALL.map(ValueStatus::word).join(", ");
        Problem::new(Kind::Usage, format!("there is no status \u{201c}{}\u{201d}; there are {known}", value.status))
    })?;
    Ok(TypedValue {
        measure: at.key.clone(),
        series: value.series.clone(),
        period: at.period.clone(),
        value: value.value.clone().unwrap_or_default(),
        numerator: value.numerator.clone().unwrap_or_default(),
        denominator: value.denominator.clone().unwrap_or_default(),
        status,
        source: value.source.clone(),
        corrects,
        is_meant: value.meant,
    })
}

fn audience(word: &str) -> Result<ReleaseAudience, Stop> {
    let unknown = || {
        Problem::new(Kind::Usage, format!("there is no audience \u{201c}{word}\u{201d}; there are board and public"))
    };
    Ok(ReleaseAudience::named(word).ok_or_else(unknown)?)
}

fn impact_of(word: &str) -> Result<Option<ImpactStatus>, Stop> {
    if word.eq_ignore_ascii_case("none") {
        return Ok(None);
    }
    let known = ImpactStatus::ALL.map(ImpactStatus::word).join(", ");
    let unknown = || Problem::new(Kind::Usage, format!("there is no impact \u{201c}{word}\u{201d}; there are {known}"));
    Ok(Some(ImpactStatus::named(word).ok_or_else(unknown)?))
}

fn attach(
    place: &AreaPlace,
    key: &str,
    plan: &str,
    row: &str,
    (tie, remove): (&str, bool),
    how: &Act,
) -> Result<ExitCode, Stop> {
    let (on, seat) = act(how)?;
    let desk = desks::to_record(place)?;
    let measure = desk.measure(key, Until::default())?.key;
    let by = if remove {
        ImpactCommand::Detach(measure)
    } else {
        let tie = MeasureTie::named(tie).ok_or_else(|| {
            let known = MeasureTie::ALL.map(MeasureTie::word).join(", ");
            Problem::new(Kind::Usage, format!("a measure is attached as {known}, not as \u{201c}{tie}\u{201d}"))
        })?;
        ImpactCommand::Attach(AttachedMeasure { measure, tie })
    };
    let made = desk.act(plan, on, &seat, |_| Ok(Command::ShowImpact { code: row.to_owned(), by: by.clone() }))?;
    let words =
        if remove { format!("{key} taken off {row} of {plan}") } else { format!("{key} attached to {row} of {plan}") };
    done(&made, &words, how.who.json)
}

fn foreseen(line: &onpace_office::measures::releasing::ReleaseLine) -> String {
    let hidden = line.hidden.cells.len();
    let narrowest = line.hidden.narrowest.map(|values| format!("; each can still have {values} values or more"));
    match hidden {
        0 => format!("{}: {} values, none hidden", line.key, line.values),
        _ => format!("{}: {} values, {hidden} hidden{}", line.key, line.values, narrowest.unwrap_or_default()),
    }
}

/// Shows what a file brings, and takes it.
/// What stands beside a file of published statistics, where anything does: `NAME.meta.csv` beside `NAME.csv`.
fn described(file: &str) -> Result<Option<Vec<u8>>, Problem> {
    let beside = Path::new(file).with_extension("meta.csv");
    if beside == Path::new(file) || !beside.is_file() {
        return Ok(None);
    }
    onpace_office::plans::bytes_of(&beside.to_string_lossy()).map(Some)
}

fn import(place: &AreaPlace, file: &str, wish: &ImportWish<'_>, meant: bool, how: &Act) -> Result<ExitCode, Stop> {
    let (on, seat) = act(how)?;
    let bytes = onpace_office::plans::bytes_of(&desks::path(file))?;
    let desk = desks::to_import(place, how.who.dry_run)?;
    let found = desk.measure_import(&bytes, file, wish)?;
    let mut text = String::new();
    let _ = writeln!(text, "{file}: {}", found.kind);
    for line in &found.lines {
        let part = if line.given.series.is_empty() { String::new() } else { format!(", {}", line.given.series) };
        let more = match &line.verdict {
            ImportVerdict::Revised(was) => format!(", was {was}"),
            ImportVerdict::Asked(question) => format!(": {question}"),
            ImportVerdict::Refused(why) => format!(": {}", Problem::from((**why).clone())),
            ImportVerdict::New | ImportVerdict::Same => String::new(),
        };
        let (key, period, word) = (&line.given.measure, line.given.period, line.verdict.word());
        let _ = writeln!(text, "  {word:<8} {key}{part}, {period}: {} ({}){more}", line.written, line.place);
    }
    for series in &found.unmatched {
        let _ = writeln!(text, "  No measure is called so, so it was left out: {series}");
    }
    for what in &found.left_out {
        let _ = writeln!(text, "  Left out: {what}");
    }
    text.extend(found.findings.iter().map(super::check::one));
    let words = ["new", "revised", "same", "asked"].map(|word| format!("{} {word}", found.count(word))).join(", ");
    let words = match found.count("refused") {
        0 => words,
        refused => format!("{words}, {refused} refused"),
    };
    let _ = writeln!(text, "{words}.");
    if how.who.json {
        terminal::talk(&harmless(&text));
    } else {
        say(&harmless(&text))?;
    }
    let made = desk.take_measure_import(NO_PLAN, &seat, on, &found, meant)?;
    done(&made, &format!("values of {file}"), how.who.json)
}
