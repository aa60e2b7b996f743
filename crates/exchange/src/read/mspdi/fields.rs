//! Fields of one's own: what they are called, and the values that they choose from.

use super::super::xml::Xml;
use super::children;
use crate::problem::ReadProblem;
use std::collections::{BTreeMap, HashMap};

/// The fields that a file defines, by number.
#[derive(Debug, Default)]
pub(super) struct Fields {
    defined: HashMap<u32, Defined>,
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
        if made.name.is_empty() {
            made.name = name_of(field);
        }
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
                "FieldID" => super::value::number(xml, &mut field)?,
                "Alias" => alias = Some(xml.leaf()?.into_owned()).filter(|alias| !alias.trim().is_empty()),
                "Values" => children(xml, |name, xml| listed(name, xml, &mut values))?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        let known = self.defined.entry(field).or_insert_with(|| Defined { name: name_of(field), ..Defined::default() });
        known.alias = known.alias.take().or(alias);
        known.values.extend(values);
        Ok(true)
    }

    /// The titles that fields were given, by name.
    pub(super) fn aliases(&self) -> BTreeMap<String, String> {
        let named = |one: &Defined| Some((one.name.clone(), one.alias.clone()?));
        self.defined.values().filter_map(named).collect()
    }

    /// A field's name and the text that a task gives it.
    pub(super) fn value(&self, given: Given) -> Option<(String, String)> {
        let defined = self.defined.get(&given.field);
        let chosen = given.chosen.and_then(|id| defined?.values.get(&id).cloned());
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

/// The name of one of Project's own numbers (the `PjField` values that it documents).
fn name_of(field: u32) -> String {
    let within = |first: u32, count: u32| field.checked_sub(first).filter(|at| *at < count);
    let text = match field {
        188_743_731 | 188_743_734 | 188_743_737 | 188_743_740 | 188_743_743 | 188_743_746 => {
            Some((field - 188_743_731) / 3 + 1)
        }
        _ => within(188_743_747, 4).map(|at| at + 7).or_else(|| within(188_743_997, 20).map(|at| at + 11)),
    };
    if let Some(number) = text {
        return format!("Text{number}");
    }
    if let Some(at) = within(188_743_752, 10) {
        return format!("Flag{}", at + 1);
    }
    if let Some(at) = within(188_743_767, 5) {
        return format!("Number{}", at + 1);
    }
    format!("Field{field}")
}
