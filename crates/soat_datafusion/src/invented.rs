//! Invented people with the mistakes of real lists, the same for the same seed on every machine.

use soat_core::Field;

/// The fields of an invented person, in the order of the columns.
pub const FIELDS: [Field; 8] = [
    Field::FullName,
    Field::BirthDate,
    Field::Sex,
    Field::PriorityGroup,
    Field::Phone,
    Field::PersonalId,
    Field::Address,
    Field::Nationality,
];

/// The cells of an invented person, by [`FIELDS`].
pub type Row = [String; FIELDS.len()];

const FAMILIES: [&str; 12] =
    ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ"];
const MIDDLES: [[&str; 6]; 2] =
    [["Văn", "Đức", "Hữu", "Quốc", "Minh", "Công"], ["Thị", "Ngọc", "Thu", "Thanh", "Kim", "Thùy"]];
const GIVENS: [&str; 24] = [
    "An", "Bình", "Châu", "Dung", "Đạt", "Giang", "Hà", "Hải", "Hạnh", "Hòa", "Hùng", "Hương",
    "Khánh", "Lan", "Linh", "Long", "Mai", "Nam", "Nga", "Phúc", "Quân", "Sơn", "Tâm", "Yến",
];
const SECOND_MIDDLES: [&str; 8] = ["", "", "Anh", "Bảo", "Gia", "Hoài", "Nhật", "Trường"];
const PLACES: [&str; 24] = [
    "001", "002", "008", "015", "022", "026", "031", "034", "036", "038", "040", "044", "046",
    "048", "051", "056", "060", "066", "068", "074", "079", "082", "089", "092",
];
const PREFIXES: [&str; 6] = ["090", "091", "032", "070", "081", "056"];

/// Makes people.
#[derive(Clone, Debug)]
pub struct People {
    dice: u64,
    last: Option<Row>,
}

impl People {
    /// The people of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { dice: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1, last: None }
    }

    /// A number below `n`, by the constants of Knuth's MMIX.
    fn roll(&mut self, n: u64) -> u64 {
        self.dice = self
            .dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.dice >> 33) % n
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        let n = self.roll(from.len() as u64);
        usize::try_from(n).ok().and_then(|it| from.get(it)).copied().unwrap_or("")
    }

    fn right(&mut self) -> Row {
        let sex = self.roll(2);
        let middles = MIDDLES.get(usize::from(sex == 1)).map_or(&[][..], |it| it);
        let words = [&FAMILIES[..], middles, &SECOND_MIDDLES, &GIVENS].map(|it| self.pick(it));
        let name = words.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ");
        let (day, month, year) = (1 + self.roll(28), 1 + self.roll(12), 1940 + self.roll(64));
        let century = if year < 2000 { sex } else { 2 + sex };
        let number =
            format!("{}{century}{:02}{:06}", self.pick(&PLACES), year % 100, self.roll(1_000_000));
        [
            name,
            format!("{day:02}/{month:02}/{year}"),
            sex.to_string(),
            (1 + self.roll(16)).to_string(),
            format!("{}{:07}", self.pick(&PREFIXES), self.roll(10_000_000)),
            number,
            format!("Thôn {}", 1 + self.roll(40)),
            String::new(),
        ]
    }

    /// One mistake of those that lists have.
    fn spoil(&mut self, row: &mut Row) {
        let [name, birth, sex, group, phone, id, _, nationality] = row;
        match self.roll(20) {
            0 => id.clear(),
            1 => "không có".clone_into(id),
            2 => id.replace_range(..1, ""),
            3 => id.push('5'),
            4 => *id = format!("{:09}", self.roll(1_000_000_000)),
            5 => id.insert(3, ' '),
            6 => "C1234567".clone_into(id),
            7 => *name = name.to_lowercase(),
            8 => *name = name.replace(' ', "  "),
            9 => name.push_str(" (mất)"),
            10 => name.clear(),
            11 => *birth = birth.rsplit('/').next().unwrap_or_default().to_owned(),
            12 => "31/02/1985".clone_into(birth),
            13 => *birth = birth.replace('/', "."),
            14 => "Nữ".clone_into(sex),
            15 => sex.clear(),
            16 => group.clear(),
            17 => phone.replace_range(..1, ""),
            18 => phone.clear(),
            _ => {
                "Hàn Quốc".clone_into(nationality);
                "M1234567".clone_into(id);
            }
        }
    }

    /// Somebody of before once more: as is, under another number, under one of a slip, or the number
    /// under another name.
    fn again(&mut self, row: &mut Row) {
        let Some(mut last) = self.last.take() else { return };
        let [.., id, _, _] = row;
        let [.., last_id, _, _] = &mut last;
        match self.roll(4) {
            0 => {}
            1 => last_id.clone_from(id),
            2 => {
                last_id.pop();
                last_id.push(if id.ends_with('7') { '8' } else { '7' });
            }
            _ => {
                id.clone_from(last_id);
                return;
            }
        }
        *row = last;
    }
}

impl Iterator for People {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let mut row = self.right();
        match self.roll(100) {
            0..2 => self.again(&mut row),
            2..20 => self.spoil(&mut row),
            _ => {}
        }
        if self.roll(50) == 0 {
            self.last = Some(row.clone());
        }
        Some(row)
    }
}
