//! Accounts: inviting somebody, their roles, taking them away. **Not here.** Signing in.

use crate::desk::Desk;
use crate::problem::Problem;
use crate::seat::Seat;
use onpace_core::access::{Act, Role};
use onpace_core::house::refusal::HouseRefusal;
use onpace_store::rules::ADMINISTRATORS_NEED_FACTOR;
use onpace_store::{Accounts as _, HouseSettings as _};

pub use onpace_store::accounts::{Account, AccountDetails};

/// No address is longer, RFC 5321.
const LONGEST_ADDRESS: usize = 254;
/// No name is longer, in letters.
const LONGEST_NAME: usize = 200;

/// An address as people type one, or why it is none.
///
/// # Errors
/// What cannot be an address.
pub fn address(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    let is_one = text.len() <= LONGEST_ADDRESS
        && text.split_once('@').is_some_and(|(who, host)| {
            !who.is_empty() && !host.is_empty() && !host.contains('@') && !host.starts_with('.') && !host.ends_with('.')
        })
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>,;\"\\".contains(c));
    if is_one {
        return Ok(text.to_owned());
    }
    Err(HouseRefusal::NotAnAddress.into())
}

impl Desk {
    /// Every account.
    ///
    /// # Errors
    /// A damaged record.
    pub fn accounts(&self) -> Result<Vec<Account>, Problem> {
        Ok(self.store().accounts()?)
    }

    /// The account of an id.
    ///
    /// # Errors
    /// None of that id.
    pub fn account(&self, id: &str) -> Result<Account, Problem> {
        Ok(self.store().account(id)?)
    }

    /// Whether anybody may sign in yet.
    ///
    /// # Errors
    /// The disk.
    pub fn is_set_up(&self) -> Result<bool, Problem> {
        Ok(!self.accounts()?.is_empty())
    }

    /// Whether administrators need a second factor to do anything.
    ///
    /// # Errors
    /// The disk.
    pub fn administrators_need_factor(&self) -> Result<bool, Problem> {
        Ok(self.store().setting(ADMINISTRATORS_NEED_FACTOR.key)?.as_deref() == Some("yes"))
    }

    /// Says whether they do.
    ///
    /// # Errors
    /// The disk.
    pub fn set_administrators_need_factor(&self, need: bool, seat: &Seat) -> Result<(), Problem> {
        let by = seat.may_of_house(Act::Administer)?;
        Ok(self.store().set_rule(ADMINISTRATORS_NEED_FACTOR, need, &by.hand())?)
    }

    /// Whether somebody is an administrator who needs a second factor and has none. `is_demanded` is whether it is
    /// needed whatever the installation's own rule says.
    ///
    /// # Errors
    /// The disk.
    pub fn lacks_factor(&self, account: &Account, is_demanded: bool) -> Result<bool, Problem> {
        let is_administrator = account.roles.iter().any(|(_, role)| *role == Role::Admin);
        Ok(is_administrator
            && (is_demanded || self.administrators_need_factor()?)
            && self.factors(&account.id)?.is_empty())
    }

    /// Makes an account with its roles, or changes the one of that address.
    ///
    /// # Errors
    /// No address, no name, a role of a plan that is not held, or no administrator left.
    pub fn set_account(
        &self,
        email: &str,
        details: &AccountDetails,
        roles: &[(Option<String>, Role)],
        seat: &Seat,
    ) -> Result<String, Problem> {
        let by = seat.may_of_accounts(self)?;
        let email = address(email)?;
        self.check_account(details, roles, &|one| one.email.eq_ignore_ascii_case(&email))?;
        Ok(self.store().set_account(&email, details, roles, &by.hand())?)
    }

    /// Makes an account; never changes one that is there.
    ///
    /// # Errors
    /// As [`Desk::set_account`], and an address that somebody has.
    pub fn add_account(
        &self,
        email: &str,
        details: &AccountDetails,
        roles: &[(Option<String>, Role)],
        seat: &Seat,
    ) -> Result<String, Problem> {
        seat.may_of_accounts(self)?;
        if self.store().account_of(&address(email)?)?.is_some() {
            return Err(HouseRefusal::UserIsThere.into());
        }
        self.set_account(email, details, roles, seat)
    }

    /// Changes the account of an id, its address too. With another address, or disabled, its sessions end.
    ///
    /// # Errors
    /// As [`Desk::set_account`], and an address that another has.
    pub fn change_account(
        &self,
        id: &str,
        email: &str,
        details: &AccountDetails,
        roles: &[(Option<String>, Role)],
        seat: &Seat,
    ) -> Result<(), Problem> {
        let by = seat.may_of_house(Act::Administer)?;
        let email = address(email)?;
        self.account(id)?;
        self.check_account(details, roles, &|one| one.id == id)?;
        if self.store().account_of(&email)?.is_some_and(|other| other.id != id) {
            return Err(HouseRefusal::AddressTaken.into());
        }
        Ok(self.store().change_account(id, &email, details, roles, &by.hand())?)
    }

    /// Refuses what an account cannot be. `is_this` says which of those there are it is.
    fn check_account(
        &self,
        details: &AccountDetails,
        roles: &[(Option<String>, Role)],
        is_this: &dyn Fn(&Account) -> bool,
    ) -> Result<(), Problem> {
        let letters = details.name.trim().chars().count();
        if letters == 0 {
            return Err(HouseRefusal::NoUserName.into());
        }
        if letters > LONGEST_NAME || details.name.contains(char::is_control) {
            return Err(HouseRefusal::UserNameTooLong { most: LONGEST_NAME }.into());
        }
        for (plan, role) in roles {
            match plan {
                Some(plan) if !role.is_of_the_house() => {
                    self.plan_named(plan)?;
                }
                None if role.is_of_the_house() => {}
                _ => return Err(HouseRefusal::RoleNeedsPlan.into()),
            }
        }
        let is_admin = |roles: &[(Option<String>, Role)]| roles.iter().any(|(_, role)| *role == Role::Admin);
        let all = self.accounts()?;
        let holds = |one: &Account| !one.details.disabled && is_admin(&one.roles);
        let is_last =
            all.iter().any(|one| is_this(one) && holds(one)) && !all.iter().any(|one| !is_this(one) && holds(one));
        if is_last && (details.disabled || !is_admin(roles)) {
            return Err(HouseRefusal::LastAdministrator.into());
        }
        Ok(())
    }
}
