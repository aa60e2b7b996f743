//! Which times of a plan a visitor sees: all, or those of packs that were signed off, for board members and parent
//! carers. **Not here.** What a page shows.

use onpace_core::day::Date;
use onpace_core::instant::Instant;

/// The times of a plan that somebody sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Window {
    /// Any day, as known at any instant, and the plan as it is now.
    Any,
    /// Snapshots only: the day of each, and the instant by which it was known, the latest last.
    Snapshots(Vec<(Date, Instant)>),
}

impl Window {
    /// The day shown where that one was asked for, or none.
    #[must_use]
    pub fn as_at(&self, asked: Option<Date>) -> Option<Date> {
        match self {
            Self::Any => asked,
            Self::Snapshots(all) => {
                let latest = all.last().map(|(on, _)| *on);
                asked.filter(|asked| latest.is_some_and(|latest| *asked <= latest)).or(latest)
            }
        }
    }

    /// The instant by which things were known, where that one was asked for, or none.
    #[must_use]
    pub fn known_by(&self, asked: Option<Instant>) -> Option<Instant> {
        match self {
            Self::Any => asked,
            // Between two snapshots stands what nobody has signed off.
            Self::Snapshots(all) => {
                let known = asked.filter(|asked| all.iter().any(|(_, at)| at == asked));
                known.or_else(|| all.last().map(|(_, at)| *at))
            }
        }
    }

    /// Whether there is nothing to be seen yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Snapshots(all) if all.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(micros: i64) -> Instant {
        Instant::from_micros(micros)
    }

    #[test]
    fn nothing_between_two_snapshots_is_seen() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let window = Window::Snapshots(vec![(day("2022-05-22"), at(10)), (day("2022-06-22"), at(20))]);
        assert_eq!((window.as_at(None), window.known_by(None)), (Some(day("2022-06-22")), Some(at(20))));
        assert_eq!(window.known_by(Some(at(15))), Some(at(20)));
        assert_eq!(window.known_by(Some(at(10))), Some(at(10)));
        assert_eq!(window.known_by(Some(at(99))), Some(at(20)));
        assert_eq!(window.as_at(Some(day("2022-07-01"))), Some(day("2022-06-22")));
        assert_eq!(window.as_at(Some(day("2022-05-01"))), Some(day("2022-05-01")));
        assert!(!window.is_empty() && Window::Snapshots(Vec::new()).is_empty() && !Window::Any.is_empty());
        assert_eq!((Window::Any.as_at(None), Window::Any.known_by(Some(at(15)))), (None, Some(at(15))));
    }
}
