//! The pure domain: dates, calendars, the plan, judging, figures, findings.
