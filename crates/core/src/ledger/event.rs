//! What can happen, by domain, and what goes with every event.
//!
//! On disk an event is an object with one key, its kind. A kind is never removed and never means something else; a new
//! one raises [`VERSION`]. Which domain a kind belongs to is not on disk, so that rooms can be rebuilt.
//!
//! **Not here.** The kinds themselves, which stand in the room of their domain.

#![deny(clippy::wildcard_enum_match_arm)]

use crate::day::Date;
use crate::house::event::HouseEvent;
use crate::instant::Instant;
use crate::ledger::domain::DomainEvent;
use crate::ledger::subject::Subject;
use crate::measures::event::MeasureEvent;
use crate::packs::event::PackEvent;
use crate::plan::event::PlanEvent;
use crate::rounds::event::RoundEvent;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, EnumAccess, Error as _, IntoDeserializer as _, VariantAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// The version of events that this program writes; it reads this and all before it.
pub const VERSION: u32 = 6;

/// The domains, one line each: the compiler then names every place that a new one is missing from.
macro_rules! domains {
    ($($(#[$doc:meta])* $domain:ident($event:ident),)*) => {
        /// Something that happened, in its domain.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Event {
            $($(#[$doc])* $domain($event),)*
        }

        impl Event {
            /// Every kind there is.
            #[must_use]
            pub fn kinds() -> Vec<&'static str> {
                [$($event::kinds()),*].concat()
            }

            /// The kind, as it stands in the record's head.
            #[must_use]
            pub fn kind(&self) -> &'static str {
                match self {
                    $(Self::$domain(event) => event.kind(),)*
                }
            }

            /// The row of the plan that it is about, where it is about one.
            #[must_use]
            pub fn row(&self) -> Option<&str> {
                match self {
                    $(Self::$domain(event) => event.row(),)*
                }
            }

            /// What it is about; `None` for what may change anything.
            #[must_use]
            pub fn subject(&self) -> Option<Subject> {
                match self {
                    $(Self::$domain(event) => event.subject(),)*
                }
            }

            /// The earlier event that it speaks of.
            #[must_use]
            pub fn earlier(&self) -> Option<u64> {
                match self {
                    $(Self::$domain(event) => event.earlier(),)*
                }
            }

            /// The earlier event that this one puts out of force.
            #[must_use]
            pub fn replaces(&self) -> Option<u64> {
                match self {
                    $(Self::$domain(event) => event.replaces(),)*
                }
            }

            /// The event of a kind, of what stands below it.
            fn of_kind<'de, V: VariantAccess<'de>>(kind: &str, values: V) -> Result<Self, V::Error> {
                let values = OfKind { kind, values };
                $(if $event::kinds().contains(&kind) {
                    return $event::deserialize(values).map(Self::$domain);
                })*
                Err(V::Error::custom(format!("\u{201c}{kind}\u{201d} is no kind of event that this release knows")))
            }
        }

        impl Serialize for Event {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$domain(event) => event.serialize(serializer),)*
                }
            }
        }

        $(impl From<$event> for Event {
            fn from(event: $event) -> Self {
                Self::$domain(event)
            }
        })*
    };
}

domains! {
    /// To the plan: rows, what is said of them, names, rules.
    Plan(PlanEvent),
    /// To a round of updates.
    Round(RoundEvent),
    /// To a board pack.
    Pack(PackEvent),
    /// To the measures of an area.
    Measure(MeasureEvent),
    /// To the installation, its people, its record.
    House(HouseEvent),
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// The one key of the object.
        #[derive(Deserialize)]
        struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

        struct OneKey;

        impl<'de> Visitor<'de> for OneKey {
            type Value = Event;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object whose one key is a kind of event")
            }

            fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Event, A::Error> {
                let (key, values) = access.variant::<Key<'de>>()?;
                Event::of_kind(&key.0, values)
            }
        }

        deserializer.deserialize_enum("Event", &[], OneKey)
    }
}

/// The values of a kind that was read already, as the enumeration of its domain reads them.
struct OfKind<'a, V> {
    kind: &'a str,
    values: V,
}

impl<'de, V: VariantAccess<'de>> EnumAccess<'de> for OfKind<'_, V> {
    type Error = V::Error;
    type Variant = V;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, V), V::Error> {
        let kind: StrDeserializer<'_, V::Error> = self.kind.into_deserializer();
        Ok((seed.deserialize(kind)?, self.values))
    }
}

impl<'de, A: VariantAccess<'de>> Deserializer<'de> for OfKind<'_, A> {
    type Error = A::Error;

    fn deserialize_any<R: Visitor<'de>>(self, visitor: R) -> Result<R::Value, A::Error> {
        visitor.visit_enum(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// By which way an event came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The command line.
    Cli,
    /// A plan file.
    Import,
    /// A page.
    Web,
    /// A program.
    Api,
    /// A mail.
    Mail,
}

impl Channel {
    /// The word on disk.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Cli => "cli",
            Self::Import => "import",
            Self::Web => "web",
            Self::Api => "api",
            Self::Mail => "mail",
        }
    }

    /// The channel of a word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        [Self::Cli, Self::Import, Self::Web, Self::Api, Self::Mail].into_iter().find(|one| one.word() == word)
    }
}

/// An event as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its number in its plan, from 1.
    pub seq: u64,
    /// When it was recorded, in microseconds since 1970 (UTC).
    pub recorded_at: Instant,
    /// The day from which it holds; `None` holds always.
    pub effective: Option<Date>,
    /// By which way it came.
    pub channel: Channel,
    /// Why, where somebody said.
    pub reason: Option<String>,
    /// What happened; `None` where the content was erased.
    pub event: Option<Event>,
}
