//! Who may do what: roles, acts, and one table between them. Denied is what is not granted here.
//!
//! **Not here.** Who somebody is, and that they are asked; the office does that at the first line of
//! every act.

use serde::{Deserialize, Serialize};

/// What somebody is in a plan, or for the whole installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Owns the plan: imports, changes, records, asks.
    Manager,
    /// Signs off, and decides dates.
    Approver,
    /// Answers for actions, as lead or accountable officer.
    Officer,
    /// Belongs to a working group.
    Member,
    /// Reads for a board.
    Reader,
    /// Speaks for parents and carers.
    Carer,
    /// Looks at the evidence.
    Auditor,
    /// Brings the values of measures, and draws their charts.
    Analyst,
    /// Runs the installation: users, mail, backups. Sees no plan by that.
    Admin,
}

/// Every role, in the order in which pages list them.
pub const ROLES: [Role; 9] = [
    Role::Manager,
    Role::Approver,
    Role::Officer,
    Role::Member,
    Role::Reader,
    Role::Carer,
    Role::Auditor,
    Role::Analyst,
    Role::Admin,
];

impl Role {
    /// Its word in addresses and on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Manager => "manager",
            Self::Approver => "approver",
            Self::Officer => "officer",
            Self::Member => "member",
            Self::Reader => "reader",
            Self::Carer => "carer",
            Self::Auditor => "auditor",
            Self::Analyst => "analyst",
            Self::Admin => "admin",
        }
    }

    /// Its name on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Manager => "Programme manager",
            Self::Approver => "Approver",
            Self::Officer => "Lead or accountable officer",
            Self::Member => "Group member",
            Self::Reader => "Board member",
            Self::Carer => "Parent carer representative",
            Self::Auditor => "Auditor",
            Self::Analyst => "Analyst",
            Self::Admin => "Administrator",
        }
    }

    /// The role of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        ROLES.into_iter().find(|role| role.word() == word)
    }

    /// Whether it holds for the whole installation, rather than in one plan.
    #[must_use]
    pub const fn is_of_the_house(self) -> bool {
        matches!(self, Self::Admin)
    }
}

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Anybody, signed in or not.
    Anything,
    /// Anybody who is signed in.
    BeSignedIn,
    /// Begin to hold a new plan: whoever manages one, or runs the installation.
    BeginPlan,
    /// See the plan: its figures, actions, statuses, pictures, findings, reports.
    SeePlan,
    /// See the plan as it is now; without this act, as it was in packs that were signed off.
    SeeNow,
    /// See what was said in updates, and the evidence.
    SeeUpdates,
    /// Record an update.
    Update,
    /// Ask for another finish.
    ProposeDate,
    /// Grant a finish asked for, or refuse it.
    DecideDate,
    /// Change the plan: import, add, edit, move, withdraw, link, override, its calendar and policy.
    ChangePlan,
    /// See e-mail addresses and posts of the people in it.
    SeeContacts,
    /// Say who the people in it are.
    ManagePeople,
    /// Run rounds of updates: plan, open, chase, record what was told, hand over, freeze.
    RunRounds,
    /// Take answers of a round into the plan, or send them back.
    Moderate,
    /// Prepare packs of frozen figures, and change them.
    PreparePacks,
    /// Sign packs off, publish them, take them back.
    SignPacks,
    /// See measures: charts and values, small numbers hidden.
    SeeMeasures,
    /// See small numbers as well.
    SeeExactNumbers,
    /// Bring values of measures, and put them right.
    EnterMeasures,
    /// Say what is measured: definitions, targets, breaks, limits.
    DefineMeasures,
    /// Release measures to an audience.
    ReleaseMeasures,
    /// See who did what, and prove it.
    SeeLog,
    /// Manage users, mail and backups.
    Administer,
}

/// How far a grant reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Not at all.
    Nothing,
    /// The rows that one leads or is accountable for.
    Own,
    /// Everything.
    All,
}

/// How far one role reaches in an act.
#[must_use]
#[expect(clippy::match_same_arms, reason = "a line is a sentence of the table; their order decides")]
pub const fn reach_of(role: Role, act: Act) -> Reach {
    use Reach::{All, Nothing, Own};
    match (role, act) {
        (_, Act::Anything | Act::BeSignedIn) | (Role::Admin, Act::Administer | Act::BeginPlan) => All,
        (Role::Admin, _) | (_, Act::Administer) => Nothing,
        (Role::Manager, Act::SeeExactNumbers) => Nothing,
        (Role::Manager, _) => All,
        (_, Act::BeginPlan) => Nothing,
        (_, Act::SeePlan | Act::SeeMeasures) => All,
        (Role::Analyst, Act::SeeExactNumbers | Act::EnterMeasures | Act::DefineMeasures)
        | (Role::Approver, Act::ReleaseMeasures) => All,
        (Role::Officer, Act::SeeExactNumbers | Act::EnterMeasures) => Own,
        (Role::Reader | Role::Carer, Act::SeeNow) => Nothing,
        (_, Act::SeeNow) => All,
        (Role::Approver | Role::Auditor, Act::SeeUpdates | Act::SeeLog | Act::SeeContacts)
        | (Role::Approver, Act::DecideDate | Act::SignPacks) => All,
        (Role::Officer, Act::SeeUpdates | Act::SeeLog | Act::Update | Act::ProposeDate | Act::DecideDate) => Own,
        _ => Nothing,
    }
}

/// How far somebody with these roles reaches.
#[must_use]
pub fn reach(roles: &[Role], act: Act) -> Reach {
    let own = roles.iter().map(|role| reach_of(*role, act)).max();
    own.unwrap_or(if act == Act::Anything { Reach::All } else { Reach::Nothing })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of roles, as it was agreed: `a` all, `o` own rows, `-` nothing.
    #[test]
    fn every_role_reaches_as_far_as_the_table_says_and_no_further() {
        let acts = [
            Act::SeePlan,
            Act::SeeUpdates,
            Act::Update,
            Act::ProposeDate,
            Act::DecideDate,
            Act::ChangePlan,
            Act::SeeContacts,
            Act::ManagePeople,
            Act::SeeLog,
            Act::Administer,
            Act::BeginPlan,
            Act::RunRounds,
            Act::Moderate,
            Act::PreparePacks,
            Act::SignPacks,
            Act::SeeNow,
            Act::SeeMeasures,
            Act::SeeExactNumbers,
            Act::EnterMeasures,
            Act::DefineMeasures,
            Act::ReleaseMeasures,
        ];
        for (role, row) in [
            (Role::Manager, "aaaaaaaaa-aaaaaaa-aaa"),
            (Role::Approver, "aa--a-a-a-----aaa---a"),
            (Role::Officer, "aoooo---o------aaoo--"),
            (Role::Member, "a--------------aa----"),
            (Role::Reader, "a---------------a----"),
            (Role::Carer, "a---------------a----"),
            (Role::Auditor, "aa----a-a------aa----"),
            (Role::Analyst, "a--------------aaaaa-"),
            (Role::Admin, "---------aa----------"),
        ] {
            let found: String = acts
                .iter()
                .map(|act| match reach_of(role, *act) {
                    Reach::All => 'a',
                    Reach::Own => 'o',
                    Reach::Nothing => '-',
                })
                .collect();
            assert_eq!(found, row, "{role:?}");
        }
    }

    #[test]
    fn nobody_reaches_only_what_is_open_to_anybody() {
        assert_eq!(reach(&[], Act::Anything), Reach::All);
        assert_eq!(reach(&[], Act::BeSignedIn), Reach::Nothing);
        assert_eq!(reach(&[Role::Reader, Role::Officer], Act::Update), Reach::Own);
    }

    #[test]
    fn every_role_is_known_by_its_word() {
        for role in ROLES {
            assert_eq!(Role::of_word(role.word()), Some(role));
        }
    }
}
