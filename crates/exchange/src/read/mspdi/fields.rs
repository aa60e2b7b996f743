//! Fields of one's own: what they are called, and the values that they choose from.

use super::super::xml::Xml;
use super::children;
use crate::problem::ReadProblem;
use std::collections::{BTreeMap, HashMap};

/// The fields that a file defines, by number.
#[derive(Debug, Default)]
pub(super) struct Fields {
    defined: HashMap<u32, Defined>,
    /// Values of lists by their own number anywhere: a field may choose from the list of another.
    anywhere: HashMap<String, String>,
}

#[derive(Debug, Default)]
struct Defined {
    name: String,
    alias: Option<String>,
    values: HashMap<String, String>,
}

/// A value that a task gives a field.
#[derive(Debug, Default)]
pub(super) struct Given {
    field: u32,
    value: Option<String>,
    chosen: Option<String>,
}

impl Fields {
    /// Takes a definition.
    pub(super) fn define(&mut self, name: &str, xml: &mut Xml<'_>) -> Result<bool, ReadProblem> {
        if name != "ExtendedAttribute" {
            return Ok(false);
        }
        let (mut field, mut made) = (0, Defined::default());
        children(xml, |name, xml| {
            match name {
                "FieldID" => super::value::number(xml, &mut field)?,
                "FieldName" => made.name = xml.leaf()?.into_owned(),
                "Alias" => made.alias = Some(xml.leaf()?.into_owned()).filter(|alias| !alias.trim().is_empty()),
                "ValueList" => children(xml, |name, xml| listed(name, xml, &mut made.values))?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        // The number counts: files of other programs may call the field of Text2 "Text1".
        if let Some(name) = known_name(field) {
            made.name = name;
        } else if made.name.is_empty() {
            made.name = name_of(field);
        }
        self.learn(&made.values);
        self.defined.insert(field, made);
        Ok(true)
    }

    /// Takes the values of an outline code.
    pub(super) fn outline_code(&mut self, name: &str, xml: &mut Xml<'_>) -> Result<bool, ReadProblem> {
        if name != "OutlineCode" {
            return Ok(false);
        }
        let (mut field, mut alias, mut values) = (0, None, HashMap::new());
        children(xml, |name, xml| {
            match name {
                "FieldID" => field = xml.leaf()?.trim().parse().unwrap_or(0),
                "Alias" => alias = Some(xml.leaf()?.into_owned()).filter(|alias| !alias.trim().is_empty()),
                "Values" => children(xml, |name, xml| listed(name, xml, &mut values))?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        self.learn(&values);
        let known = self.defined.entry(field).or_insert_with(|| Defined { name: name_of(field), ..Defined::default() });
        known.alias = known.alias.take().or(alias);
        known.values.extend(values);
        Ok(true)
    }

    fn learn(&mut self, values: &HashMap<String, String>) {
        let is_guid = |id: &&String| id.len() >= 32;
        let all = values.iter().filter(|(id, _)| is_guid(id));
        self.anywhere.extend(all.map(|(id, text)| (id.clone(), text.clone())));
    }

    /// The titles that fields of tasks were given, by name. Resources have a Text1 of their own.
    pub(super) fn aliases(&self) -> BTreeMap<String, String> {
        let of_tasks = |field: u32| field == 0 || field >> 16 == OF_TASKS >> 16;
        let named = |one: &Defined| Some((one.name.clone(), one.alias.clone()?));
        self.defined.iter().filter(|(field, _)| of_tasks(**field)).filter_map(|(_, one)| named(one)).collect()
    }

    /// A field's name and the text that a task gives it.
    pub(super) fn value(&self, given: Given) -> Option<(String, String)> {
        let defined = self.defined.get(&given.field);
        let listed = |id: &String| defined.and_then(|one| one.values.get(id)).or_else(|| self.anywhere.get(id));
        let chosen = given.chosen.as_ref().and_then(listed).cloned();
        let value = chosen.or(given.value).filter(|value| !value.is_empty())?;
        Some((defined.map_or_else(|| name_of(given.field), |one| one.name.clone()), value))
    }
}

/// Takes one value of a list.
fn listed(name: &str, xml: &mut Xml<'_>, values: &mut HashMap<String, String>) -> Result<bool, ReadProblem> {
    if name != "Value" {
        return Ok(false);
    }
    let (mut ids, mut text) = (Vec::new(), String::new());
    children(xml, |name, xml| {
        match name {
            "ID" | "ValueID" | "FieldGUID" | "ValueGUID" => ids.push(xml.leaf()?.into_owned()),
            "Value" => text = xml.leaf()?.into_owned(),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    values.extend(ids.into_iter().map(|id| (id, text.clone())));
    Ok(true)
}

/// The field that a task gives a value.
pub(super) fn given(xml: &mut Xml<'_>) -> Result<Given, ReadProblem> {
    let mut given = Given::default();
    children(xml, |name, xml| {
        match name {
            "FieldID" => super::value::number(xml, &mut given.field)?,
            "Value" => given.value = Some(xml.leaf()?.into_owned()),
            "ValueID" | "ValueGUID" => given.chosen = Some(xml.leaf()?.into_owned()).filter(|id| id != "0"),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(given)
}

/// The first number of the fields of tasks.
const OF_TASKS: u32 = 0x0b40_0000;

/// Fields of one's own: what they are called, the number of the first, and their numbers without the
/// upper half, as Project documents them (`PjField`): from the first, so many, each so far from the next.
const OF_ONES_OWN: [(&str, u32, u32, u32, u32); 20] = [
    ("Text", 1, 51, 6, 3),
    ("Text", 7, 67, 4, 1),
    ("Text", 11, 317, 20, 1),
    ("Flag", 1, 72, 10, 1),
    ("Flag", 11, 292, 10, 1),
    ("Number", 1, 87, 5, 1),
    ("Number", 6, 302, 15, 1),
    ("Date", 1, 265, 10, 1),
    ("Start", 1, 52, 5, 3),
    ("Start", 6, 282, 5, 2),
    ("Finish", 1, 53, 5, 3),
    ("Finish", 6, 283, 5, 2),
    ("Cost", 1, 106, 3, 1),
    ("Cost", 4, 258, 7, 1),
    ("Duration", 1, 103, 3, 1),
    ("Duration", 4, 275, 7, 1),
    ("OutlineCode", 1, 416, 10, 2),
    // Value lists choose by these.
    ("OutlineCode", 1, 417, 10, 2),
    ("DurationUnits", 1, 183, 3, 1),
    ("DurationUnits", 4, 337, 7, 1),
];

/// The name of a field of tasks that is one's own, by its number.
fn known_name(field: u32) -> Option<String> {
    let number = field & 0xffff;
    OF_ONES_OWN.iter().filter(|_| field >> 16 == OF_TASKS >> 16).find_map(|(name, first, begins, count, apart)| {
        let along = number.checked_sub(*begins)?;
        let is_one = along % apart == 0 && along / apart < *count;
        is_one.then(|| format!("{name}{}", first + along / apart))
    })
}

/// The name of a field, or its number where it has none that is known.
fn name_of(field: u32) -> String {
    known_name(field).unwrap_or_else(|| format!("Field{field}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_known_by_the_numbers_that_project_documents() {
        for (field, name) in [
            (188_743_731, "Text1"),
            (188_743_734, "Text2"),
            (188_743_746, "Text6"),
            (188_743_747, "Text7"),
            (188_743_750, "Text10"),
            (188_743_997, "Text11"),
            (188_744_016, "Text30"),
            (188_743_752, "Flag1"),
            (188_743_981, "Flag20"),
            (188_743_767, "Number1"),
            (188_743_996, "Number20"),
            (188_743_732, "Start1"),
            (188_743_733, "Finish1"),
            (188_743_970, "Start10"),
            (188_743_971, "Finish10"),
            (188_743_945, "Date1"),
            (188_743_786, "Cost1"),
            (188_743_944, "Cost10"),
            (188_743_783, "Duration1"),
            (188_744_096, "OutlineCode1"),
            (188_744_114, "OutlineCode10"),
            (188_743_694, "Field188743694"),
            (205_520_904, "Field205520904"),
        ] {
            assert_eq!(name_of(field), name);
        }
    }
}
