//! A network laid out in the order in which it is worked out: what comes together lies together, for a network is
//! larger than what a processor keeps at hand.
//!
//! Tasks have other numbers here than in the network; [`Sequence::places`] leads back. **Not here.** The order itself
//! ([`super::order`]); any date.

use super::network::{Network, NetworkLink, NetworkTask};
use super::order::{Lists, Order, number};

/// The network, laid out.
#[derive(Debug)]
pub(super) struct Sequence {
    /// The place in the network of each task.
    pub(super) places: Vec<u32>,
    /// Tasks; what they say of their parents is not to be read.
    pub(super) tasks: Vec<NetworkTask>,
    /// The parent of each task, where that makes sense.
    pub(super) parents: Vec<Option<u32>>,
    /// Whether each task has children.
    pub(super) is_summary: Vec<bool>,
    /// Links by the task that waits.
    pub(super) into: Lists<NetworkLink>,
    /// Links by the task waited for.
    pub(super) out_of: Lists<NetworkLink>,
    /// Nodes: of a task its number; of a summary its number going in, and behind all tasks its number coming out.
    pub(super) nodes: Vec<u32>,
}

impl Sequence {
    /// Lays a network out.
    pub(super) fn of(network: &Network, order: &Order) -> Self {
        let count = number(network.tasks.len());
        let mut places: Vec<u32> = order.nodes.iter().copied().filter(|node| *node < count).collect();
        let mut here = vec![u32::MAX; network.tasks.len()];
        for (new, old) in (0..).zip(&places) {
            here[*old as usize] = new;
        }
        for (old, new) in (0..count).zip(&mut here).filter(|(_, new)| **new == u32::MAX) {
            *new = number(places.len());
            places.push(old);
        }
        let moved =
            |link: &NetworkLink| NetworkLink { from: here[link.from as usize], to: here[link.to as usize], ..*link };
        let links = places.iter().map(|old| order.out_of.under(*old).iter().map(moved));
        let out_of = Lists::gathered(order.out_of.len(), links);
        let into = Lists::of(places.len(), out_of.all().iter().map(|link| (link.to, *link)));
        let node =
            |node: &u32| if *node < count { here[*node as usize] } else { count + here[(*node - count) as usize] };
        Self {
            tasks: places.iter().map(|old| network.tasks[*old as usize]).collect(),
            parents: places.iter().map(|old| order.parents[*old as usize].map(|old| here[old as usize])).collect(),
            is_summary: places.iter().map(|old| order.is_summary[*old as usize]).collect(),
            nodes: order.nodes.iter().map(node).collect(),
            into,
            out_of,
            places,
        }
    }
}
