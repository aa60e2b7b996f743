//! Compound files: storages and streams in one file, as Microsoft's older programs keep them. **Not here.** What the
//! streams hold ([`crate::project_plans`]).

const SECTOR: usize = 512;
const MINI: usize = 64;
const END: u32 = 0xffff_fffe;
const FREE: u32 = 0xffff_ffff;

/// A compound file of streams, each with its path.
#[must_use]
pub fn compound(streams: &[(Vec<&str>, Vec<u8>)]) -> Vec<u8> {
    let mut tree = Tree::default();
    let (mut sectors, mut next): (Vec<u8>, Vec<u32>) = (Vec::new(), Vec::new());
    let (mut mini, mut mini_next): (Vec<u8>, Vec<u32>) = (Vec::new(), Vec::new());
    for (path, bytes) in streams {
        let start = match bytes.len() {
            0 => END,
            1..4_096 => place(bytes, MINI, &mut mini, &mut mini_next),
            _ => place(bytes, SECTOR, &mut sectors, &mut next),
        };
        tree.put(path, start, bytes.len());
    }
    tree.entries[0].start = place(&mini, SECTOR, &mut sectors, &mut next);
    tree.entries[0].size = mini.len();
    let minis: Vec<u8> = mini_next.iter().flat_map(|one| one.to_le_bytes()).collect();
    let minis_at = if minis.is_empty() { END } else { place(&minis, SECTOR, &mut sectors, &mut next) };
    let directory = place(&tree.bytes(), SECTOR, &mut sectors, &mut next);
    // The table of sectors says of itself that it is that.
    let mut tables = 1;
    while (next.len() + tables).div_ceil(SECTOR / 4) > tables {
        tables += 1;
    }
    let first = next.len();
    next.extend(std::iter::repeat_n(0xffff_fffd, tables));
    next.resize(tables * SECTOR / 4, FREE);
    sectors.extend(next.iter().flat_map(|one| one.to_le_bytes()));
    let mut head = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    head.resize(SECTOR, 0);
    head[24] = 0x3e;
    head[26] = 3;
    head[28..32].copy_from_slice(&[0xfe, 0xff, 9, 0]);
    head[32] = 6;
    head[44..48].copy_from_slice(&little(tables));
    head[48..52].copy_from_slice(&directory.to_le_bytes());
    head[56..60].copy_from_slice(&4_096u32.to_le_bytes());
    head[60..64].copy_from_slice(&minis_at.to_le_bytes());
    head[64..68].copy_from_slice(&little(minis.len().div_ceil(SECTOR)));
    head[68..72].copy_from_slice(&END.to_le_bytes());
    for n in 0..109 {
        let table = if n < tables { little(first + n) } else { FREE.to_le_bytes() };
        head[76 + 4 * n..80 + 4 * n].copy_from_slice(&table);
    }
    [head, sectors].concat()
}

/// Puts bytes behind others and chains them; where they begin.
fn place(bytes: &[u8], unit: usize, into: &mut Vec<u8>, next: &mut Vec<u32>) -> u32 {
    let first = u32::try_from(next.len()).unwrap_or(0);
    let count = u32::try_from(bytes.len().div_ceil(unit).max(1)).unwrap_or(1);
    into.extend(bytes);
    into.resize((first + count) as usize * unit, 0);
    next.extend((first + 1..first + count).chain([END]));
    first
}

struct Entry {
    name: String,
    kind: u8,
    parent: usize,
    start: u32,
    size: usize,
}

struct Tree {
    entries: Vec<Entry>,
}

impl Default for Tree {
    fn default() -> Self {
        Self {
            entries: vec![Entry { name: "Root Entry".to_owned(), kind: 5, parent: usize::MAX, start: END, size: 0 }],
        }
    }
}

impl Tree {
    fn put(&mut self, path: &[&str], start: u32, size: usize) {
        let mut parent = 0;
        for (n, name) in path.iter().enumerate() {
            let is_last = n + 1 == path.len();
            let known = self.entries.iter().position(|one| one.parent == parent && one.name == *name);
            parent = known.unwrap_or_else(|| {
                let (kind, start, size) = if is_last { (2, start, size) } else { (1, 0, 0) };
                self.entries.push(Entry { name: (*name).to_owned(), kind, parent, start, size });
                self.entries.len() - 1
            });
        }
    }

    /// The directory; those in one storage hang one behind the other.
    fn bytes(&self) -> Vec<u8> {
        let inside = |parent: usize, from: usize| {
            let mut after = self.entries.iter().enumerate().skip(from);
            after.find(|(_, one)| one.parent == parent).map_or(FREE, |(n, _)| u32::try_from(n).unwrap_or(FREE))
        };
        let mut made = Vec::new();
        for (n, one) in self.entries.iter().enumerate() {
            let mut entry = vec![0; 128];
            let name: Vec<u8> = one.name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
            entry[..name.len()].copy_from_slice(&name);
            entry[64] = u8::try_from(name.len()).unwrap_or(0);
            entry[66] = one.kind;
            entry[67] = 1;
            entry[68..72].copy_from_slice(&FREE.to_le_bytes());
            entry[72..76].copy_from_slice(&inside(one.parent, n + 1).to_le_bytes());
            entry[76..80].copy_from_slice(&inside(n, 1).to_le_bytes());
            entry[116..120].copy_from_slice(&one.start.to_le_bytes());
            entry[120..124].copy_from_slice(&little(one.size));
            made.extend(entry);
        }
        made
    }
}

fn little(count: usize) -> [u8; 4] {
    u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes()
}
