//! A compound file (MS-CFB, version 3) around one stream.
//!
//! The crate `cfb` would add about 116 kB to the page, which is full; it checks this in the tests.

const SECTOR: usize = 512;
const NUMBERS: usize = SECTOR / 4;
/// Sectors of the allocation table that the header itself lists.
const LISTED: usize = 109;
/// A shorter stream would have to be among the small ones, which have a table of their own.
const SHORTEST: usize = 4_096;
/// The largest stream of version 3.
const LARGEST: usize = 0x8000_0000;

const FREE: u32 = 0xFFFF_FFFF;
const END: u32 = 0xFFFF_FFFE;
const OF_TABLE: u32 = 0xFFFF_FFFD;
const OF_LIST: u32 = 0xFFFF_FFFC;

const ROOT: u8 = 5;
const STREAM: u8 = 2;

/// The file as it grows: room for the header, then the stream, in order.
pub(super) struct Compound {
    pub(super) bytes: Vec<u8>,
}

impl Compound {
    pub(super) fn new() -> Self {
        Self { bytes: vec![0; SECTOR] }
    }

    /// How much of the stream is written.
    pub(super) fn len(&self) -> usize {
        self.bytes.len() - SECTOR
    }

    /// Ends the stream, of this name, and the file; `None` when it is over what the format holds.
    pub(super) fn finish(mut self, name: &str) -> Option<Vec<u8>> {
        let size = self.len().max(SHORTEST);
        if size > LARGEST {
            return None;
        }
        self.bytes.resize((SECTOR + size).next_multiple_of(SECTOR), 0);
        let plan = Plan::of(self.len() / SECTOR);
        self.put_entry("Root Entry", ROOT, 1, END, 0);
        self.put_entry(name, STREAM, FREE, 0, number(size));
        self.put_entry("", 0, FREE, 0, 0);
        self.put_entry("", 0, FREE, 0, 0);
        self.put_table(plan);
        self.put_list(plan);
        self.put_header(plan);
        Some(self.bytes)
    }

    /// An entry of the directory; one without a name is free.
    #[inline(never)]
    fn put_entry(&mut self, name: &str, kind: u8, child: u32, start: u32, size: u32) {
        let entry = self.bytes.len();
        self.bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        let n_bytes = self.bytes.len() - entry;
        self.bytes.resize(entry + 64, 0);
        let with_end = if name.is_empty() { 0 } else { n_bytes as u8 + 2 }; // OK because names are short
        let is_black = u8::from(kind != 0);
        self.bytes.extend([with_end, 0, kind, is_black]);
        self.put_numbers([FREE, FREE, child]);
        self.bytes.resize(entry + 116, 0);
        self.put_numbers([start, size, 0]);
    }

    /// Says of each sector which one follows it.
    fn put_table(&mut self, plan: Plan) {
        let start = self.bytes.len();
        let n_stream = number(plan.n_stream);
        self.put_numbers((1..n_stream).chain([END, END]));
        self.put_numbers((0..plan.n_table).map(|_| OF_TABLE));
        self.put_numbers((0..plan.n_list).map(|_| OF_LIST));
        self.bytes.resize(start + plan.n_table * SECTOR, 0xFF);
    }

    /// Lists the sectors of the table that the header has no room for.
    fn put_list(&mut self, plan: Plan) {
        let mut listed = plan.table().skip(LISTED);
        for nth in 1..=plan.n_list {
            let start = self.bytes.len();
            self.put_numbers(listed.by_ref().take(NUMBERS - 1));
            self.bytes.resize(start + SECTOR - 4, 0xFF);
            self.put_numbers([if nth < plan.n_list { number(plan.list() + nth) } else { END }]);
        }
    }

    fn put_header(&mut self, plan: Plan) {
        let stream = core::mem::take(&mut self.bytes);
        self.bytes.extend([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
        self.bytes.resize(24, 0);
        self.bytes.extend([0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
        self.bytes.resize(44, 0);
        let list = if plan.n_list == 0 { END } else { number(plan.list()) };
        self.put_numbers([number(plan.n_table), number(plan.n_stream), 0, number(SHORTEST)]);
        self.put_numbers([END, 0, list, number(plan.n_list)]);
        self.put_numbers(plan.table().take(LISTED));
        self.bytes.resize(SECTOR, 0xFF);
        let header = core::mem::replace(&mut self.bytes, stream);
        self.bytes[..SECTOR].copy_from_slice(&header); // OK because both have a header's length
    }

    fn put_numbers(&mut self, numbers: impl IntoIterator<Item = u32>) {
        numbers.into_iter().for_each(|it| self.put_number(it));
    }

    #[inline(never)]
    fn put_number(&mut self, number: u32) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }
}

/// How many sectors there are of each kind, in the order in which they stand: the stream, the
/// directory in one sector, the table, the list of what the header does not list of the table.
#[derive(Clone, Copy)]
struct Plan {
    n_stream: usize,
    n_table: usize,
    n_list: usize,
}

impl Plan {
    /// The table has room for itself, so its size is found by trying.
    fn of(n_stream: usize) -> Self {
        let mut plan = Self { n_stream, n_table: 1, n_list: 0 };
        loop {
            let n_sectors = n_stream + 1 + plan.n_table + plan.n_list;
            if n_sectors <= plan.n_table * NUMBERS {
                return plan;
            }
            plan.n_table = n_sectors.div_ceil(NUMBERS);
            plan.n_list = plan.n_table.saturating_sub(LISTED).div_ceil(NUMBERS - 1);
        }
    }

    fn table(self) -> impl Iterator<Item = u32> {
        let start = self.n_stream + 1;
        (start..start + self.n_table).map(number)
    }

    fn list(self) -> usize {
        self.n_stream + 1 + self.n_table
    }
}

fn number(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}
