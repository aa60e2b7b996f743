//! In which order a network can be worked out: nothing before what it waits for. What waits for itself, round a
//! circle, is found and told.
//!
//! A summary stands twice: where what it waits for reaches its children, and where its children's dates have reached
//! it. **Not here.** Any date.

use super::network::{Network, NetworkLink};

/// A list of lists, one after the other: what hangs on each of so many.
#[derive(Debug)]
pub(super) struct Lists<T> {
    begins: Vec<u32>,
    all: Vec<T>,
}

impl<T: Copy> Lists<T> {
    /// Takes lists as they are, which hold so many items together.
    pub(super) fn gathered(items: usize, lists: impl ExactSizeIterator<Item = impl Iterator<Item = T>>) -> Self {
        let mut begins = Vec::with_capacity(lists.len() + 1);
        let mut all = Vec::with_capacity(items);
        begins.push(0);
        for list in lists {
            all.extend(list);
            begins.push(number(all.len()));
        }
        Self { begins, all }
    }

    /// Puts each of `items` under the number that it is given.
    pub(super) fn of(count: usize, items: impl Iterator<Item = (u32, T)> + Clone) -> Self {
        let mut begins = vec![0u32; count + 1];
        for (under, _) in items.clone() {
            begins[under as usize + 1] += 1;
        }
        for n in 0..count {
            begins[n + 1] += begins[n];
        }
        let Some((_, any)) = items.clone().next() else { return Self { begins, all: Vec::new() } };
        let mut next = begins.clone();
        let mut all = vec![any; begins[count] as usize];
        for (under, item) in items {
            let place = &mut next[under as usize];
            all[*place as usize] = item;
            *place += 1;
        }
        Self { begins, all }
    }

    /// How many items there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Every item, list after list.
    pub(super) fn all(&self) -> &[T] {
        &self.all
    }

    /// What hangs on a number.
    pub(super) fn under(&self, number: u32) -> &[T] {
        let at = number as usize;
        &self.all[self.begins[at] as usize..self.begins[at + 1] as usize]
    }
}

/// The order, and what hangs on what.
#[derive(Debug)]
pub(super) struct Order {
    /// Nodes: of a task its number; of a summary its number going in, and behind all tasks its number coming out.
    pub(super) nodes: Vec<u32>,
    /// Links by the task waited for.
    pub(super) out_of: Lists<NetworkLink>,
    /// The parent of each task, where that makes sense.
    pub(super) parents: Vec<Option<u32>>,
    /// Whether each task has children.
    pub(super) is_summary: Vec<bool>,
    /// Circles.
    pub(super) cycles: Vec<Vec<u32>>,
}

/// Works the order out.
pub(super) fn of(network: &Network) -> Order {
    let count = network.tasks.len();
    let (parents, children) = outline(network);
    let is_summary: Vec<bool> = (0..count).map(|n| !children.under(number(n)).is_empty()).collect();
    let is_sound = |link: &NetworkLink| (link.from as usize) < count && (link.to as usize) < count;
    let mut is_kept: Vec<bool> = network.links.iter().map(is_sound).collect();
    let mut cycles = Vec::new();
    loop {
        let kept = network.links.iter().enumerate().filter(|(n, _)| is_kept[*n]);
        let out_of = Lists::of(count, kept.map(|(_, link)| (link.from, *link)));
        let graph = Graph { network, parents: &parents, children: &children, is_summary: &is_summary, out_of: &out_of };
        let (nodes, waiting) = graph.sorted();
        if nodes.len() == graph.size() {
            return Order { nodes, out_of, parents, is_summary, cycles };
        }
        // Links within a circle are passed over; then there is an order.
        let groups = graph.circles(&waiting);
        let before = is_kept.clone();
        for (n, link) in network.links.iter().enumerate().filter(|(n, _)| before[*n]) {
            let (from, to) = (graph.out(link.from), link.to);
            let is_within = groups.of[from as usize] != 0 && groups.of[from as usize] == groups.of[to as usize];
            is_kept[n] &= !is_within;
        }
        cycles.extend(groups.paths);
        if is_kept == before {
            // No link is in any: then there is no circle, and all were sorted.
            return Order { nodes, out_of, parents, is_summary, cycles };
        }
    }
}

pub(super) fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Parents that are there and are not part of themselves, and the children of each.
fn outline(network: &Network) -> (Vec<Option<u32>>, Lists<u32>) {
    let count = network.tasks.len();
    let named = |n: usize| network.tasks[n].parent.filter(|parent| (*parent as usize) < count && *parent as usize != n);
    let mut parents: Vec<Option<u32>> = (0..count).map(named).collect();
    let pairs = |parents: &[Option<u32>]| -> Vec<(u32, u32)> {
        let pair = |(n, parent): (usize, &Option<u32>)| parent.map(|parent| (parent, number(n)));
        parents.iter().enumerate().filter_map(pair).collect()
    };
    let all = pairs(&parents);
    let mut children = Lists::of(count, all.iter().copied());
    let mut reached = vec![false; count];
    let mut waiting: Vec<u32> = (0..count).filter(|n| parents[*n].is_none()).map(number).collect();
    let mut done = 0;
    while let Some(task) = waiting.pop() {
        reached[task as usize] = true;
        done += 1;
        waiting.extend(children.under(task));
    }
    if done < count {
        // What is part of itself, round a circle, is part of nothing.
        for (parent, is_reached) in parents.iter_mut().zip(&reached) {
            *parent = parent.filter(|_| *is_reached);
        }
        let all = pairs(&parents);
        children = Lists::of(count, all.iter().copied());
    }
    (parents, children)
}

/// The network as nodes and what follows each.
struct Graph<'a> {
    network: &'a Network,
    parents: &'a [Option<u32>],
    children: &'a Lists<u32>,
    is_summary: &'a [bool],
    out_of: &'a Lists<NetworkLink>,
}

/// Groups of nodes that wait for each other.
struct Circles {
    /// The group of each node; 0 for none.
    of: Vec<u32>,
    /// A way round each.
    paths: Vec<Vec<u32>>,
}

impl Graph<'_> {
    fn count(&self) -> usize {
        self.network.tasks.len()
    }

    /// How many nodes there may be: tasks, and summaries once more.
    fn size(&self) -> usize {
        self.count() + self.is_summary.iter().filter(|is| **is).count()
    }

    /// The node at which a task's dates are known.
    fn out(&self, task: u32) -> u32 {
        if self.is_summary[task as usize] { number(self.count()) + task } else { task }
    }

    /// The task of a node.
    fn task(&self, node: u32) -> u32 {
        let count = number(self.count());
        if node >= count { node - count } else { node }
    }

    /// Does something with each node that follows one.
    fn following(&self, node: u32, mut then: impl FnMut(u32)) {
        let task = self.task(node);
        if node == task && self.is_summary[task as usize] {
            return self.children.under(task).iter().for_each(|child| then(*child));
        }
        self.out_of.under(task).iter().for_each(|link| then(link.to));
        if let Some(parent) = self.parents[task as usize] {
            then(self.out(parent));
        }
    }

    /// Nodes in order, as far as there is one; and how much each of the others still waits for. What was waited for
    /// longest comes right after what it waited for, so that they lie close to each other.
    fn sorted(&self) -> (Vec<u32>, Vec<u32>) {
        let count = self.count();
        let mut waiting = vec![0u32; 2 * count];
        for task in 0..count {
            let of_parent = u32::from(self.parents[task].is_some());
            waiting[task] = of_parent;
            if self.is_summary[task] {
                waiting[count + task] = number(self.children.under(number(task)).len());
            }
        }
        for link in self.out_of.all() {
            waiting[link.to as usize] += 1;
        }
        let mut ready: Vec<u32> = (0..number(count)).rev().filter(|task| waiting[*task as usize] == 0).collect();
        let mut nodes = Vec::with_capacity(self.size());
        while let Some(node) = ready.pop() {
            nodes.push(node);
            self.following(node, |next| {
                waiting[next as usize] -= 1;
                if waiting[next as usize] == 0 {
                    ready.push(next);
                }
            });
        }
        (nodes, waiting)
    }

    /// Groups of nodes that can be reached from each other (Tarjan 1972), among those that still wait; without a call
    /// within a call, for a circle may be as long as the network.
    fn circles(&self, waiting: &[u32]) -> Circles {
        let nodes = waiting.len();
        let mut search = Search { index: vec![0; nodes], low: vec![0; nodes], of: vec![0; nodes], ..Search::default() };
        let mut paths = Vec::new();
        for node in (0..number(nodes)).filter(|node| waiting[*node as usize] > 0) {
            if search.index[node as usize] == 0 {
                self.search_from(node, waiting, &mut search, &mut paths);
            }
        }
        Circles { of: search.of, paths }
    }

    fn search_from(&self, root: u32, waiting: &[u32], search: &mut Search, paths: &mut Vec<Vec<u32>>) {
        search.enter(root);
        let mut calls: Vec<(u32, Vec<u32>)> = vec![(root, self.waiting_after(root, waiting))];
        while let Some((node, rest)) = calls.last_mut() {
            let node = *node;
            if let Some(next) = rest.pop() {
                if search.index[next as usize] == 0 {
                    search.enter(next);
                    let after = self.waiting_after(next, waiting);
                    calls.push((next, after));
                } else if search.of[next as usize] == 0 {
                    search.low[node as usize] = search.low[node as usize].min(search.index[next as usize]);
                }
                continue;
            }
            calls.pop();
            if let Some((above, _)) = calls.last() {
                search.low[*above as usize] = search.low[*above as usize].min(search.low[node as usize]);
            }
            if search.low[node as usize] == search.index[node as usize] {
                let group = search.leave(node);
                let mut goes_to_itself = false;
                self.following(node, |next| goes_to_itself |= next == node);
                if group.len() > 1 || goes_to_itself {
                    paths.push(self.way_round(&group, &search.of));
                }
            }
        }
    }

    fn waiting_after(&self, node: u32, waiting: &[u32]) -> Vec<u32> {
        let mut after = Vec::new();
        self.following(node, |next| {
            if waiting[next as usize] > 0 {
                after.push(next);
            }
        });
        after
    }

    /// A shortest way round a group, from the first task of it, as tasks.
    fn way_round(&self, group: &[u32], of: &[u32]) -> Vec<u32> {
        let Some(first) = group.iter().copied().min() else { return Vec::new() };
        let mut came_from = std::collections::HashMap::new();
        let mut waiting = std::collections::VecDeque::from([first]);
        'search: while let Some(node) = waiting.pop_front() {
            let mut found = false;
            self.following(node, |next| {
                found |= next == first;
                if of[next as usize] == of[first as usize] && next != first && !came_from.contains_key(&next) {
                    came_from.insert(next, node);
                    waiting.push_back(next);
                }
            });
            if found {
                let mut path = vec![node];
                let mut at = node;
                while let Some(before) = came_from.get(&at).copied() {
                    path.push(before);
                    at = before;
                }
                path.reverse();
                // A summary stands there going in and coming out.
                let mut named = std::collections::HashSet::new();
                return path.into_iter().map(|node| self.task(node)).filter(|task| named.insert(*task)).collect();
            }
            if waiting.is_empty() {
                break 'search;
            }
        }
        Vec::new()
    }
}

/// Where a search for groups stands.
#[derive(Default)]
struct Search {
    /// When each node was come to; 0 for not yet.
    index: Vec<u32>,
    low: Vec<u32>,
    /// The group of each node; 0 while it has none.
    of: Vec<u32>,
    stack: Vec<u32>,
    came: u32,
    groups: u32,
}

impl Search {
    fn enter(&mut self, node: u32) {
        self.came += 1;
        self.index[node as usize] = self.came;
        self.low[node as usize] = self.came;
        self.stack.push(node);
    }

    fn leave(&mut self, node: u32) -> Vec<u32> {
        self.groups += 1;
        let mut group = Vec::new();
        while let Some(one) = self.stack.pop() {
            self.of[one as usize] = self.groups;
            group.push(one);
            if one == node {
                break;
            }
        }
        group
    }
}
