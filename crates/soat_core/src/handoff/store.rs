//! Hand-offs as bytes, for the work file.
//!
//! Every number is a varint and every text has its length before it. The first byte is the version;
//! a later version may add to the end of a part only under a new number.

use super::answer::Verdict;
use super::code::{ListCode, RowCode};
use super::plan::ListBack;
use super::{
    Grid, GridCell, GridRow, GridSheet, Handoff, Handoffs, Place, Recipient, Return, Said,
    SentColumn, SentRow, Shown,
};
use crate::cell::CellKind;
use crate::field::Field;
use crate::journal::Stamp;
use crate::table::DateSystem;

const VERSION: u64 = 1;

/// The bytes are no hand-offs, damaged, or of a later version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotHandoffs;

impl Handoffs {
    /// Everything, to be kept in the work file. It names people: it is to be sealed.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Out(Vec::new());
        out.number(VERSION);
        out.number(self.key);
        out.number(self.n_numbers.into());
        out.number(self.n_merges.into());
        out.all(&self.lists, Out::list);
        out.all(&self.returns, Out::returned);
        out.0
    }

    /// What [`Self::to_bytes`] made.
    ///
    /// # Errors
    /// When the bytes are anything else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotHandoffs> {
        let mut input = In(bytes);
        if input.number()? != VERSION {
            return Err(NotHandoffs);
        }
        let key = input.number()?;
        let (n_numbers, n_merges) = (input.small()?, input.small()?);
        let lists = input.all(|it| it.list(key))?;
        let returns = input.all(In::returned)?;
        if !input.0.is_empty() {
            return Err(NotHandoffs);
        }
        Ok(Self { key, n_numbers, n_merges, lists, returns })
    }
}

impl Grid {
    /// Every cell, to be read in one worker and merged in another.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Out(Vec::new());
        out.number(u64::from(self.date_system == DateSystem::Since1904));
        out.all(&self.sheets, |out, sheet| {
            out.text(&sheet.name);
            out.all(&sheet.rows, |out, row| {
                out.number(row.number.into());
                out.all(&row.cells, |out, it| {
                    out.number(it.column.into());
                    out.number(it.kind as u64);
                    out.text(&it.text);
                });
            });
        });
        out.0
    }

    /// What [`Self::to_bytes`] made, from the front of the bytes.
    ///
    /// # Errors
    /// When they begin with anything else.
    pub fn take_bytes(bytes: &mut &[u8]) -> Result<Self, NotHandoffs> {
        let mut input = In(bytes);
        let is_1904 = input.flag()?;
        let sheets = input.all(|it| {
            Ok(GridSheet {
                name: it.text()?,
                rows: it.all(|it| Ok(GridRow { number: it.small()?, cells: it.all(In::cell)? }))?,
            })
        })?;
        *bytes = input.0;
        let date_system = if is_1904 { DateSystem::Since1904 } else { DateSystem::Since1900 };
        Ok(Self { sheets, date_system })
    }
}

/// Bytes being written.
pub(crate) struct Out(pub(crate) Vec<u8>);

impl Out {
    pub(crate) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push((number & 0x7F) as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    pub(crate) fn size(&mut self, size: usize) {
        self.number(size as u64);
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.size(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    pub(crate) fn all<T>(&mut self, items: &[T], mut put: impl FnMut(&mut Self, &T)) {
        self.size(items.len());
        items.iter().for_each(|it| put(self, it));
    }

    fn stamp(&mut self, stamp: &Stamp) {
        self.number(stamp.at_ms);
        self.text(&stamp.who);
    }

    fn list(&mut self, list: &Handoff) {
        let Handoff { code, to, recipient, stamp, due_ms, columns, rows } = list;
        self.number(code.0.into());
        self.number(u64::from(*to == Recipient::Police));
        self.text(recipient);
        self.stamp(stamp);
        // A list due at the start of 1970 is due at no time.
        self.number(due_ms.unwrap_or(0));
        self.all(columns, |out, it| {
            out.size(it.column);
            out.text(&it.heading);
            out.text(it.field.map_or("", Field::key));
            out.number(it.shown as u64);
        });
        self.all(rows, |out, it| {
            out.size(it.row_idx);
            out.number(it.row_number.into());
            out.number(it.print);
            out.all(&it.base, |out, it| out.text(it));
        });
    }

    fn place(&mut self, place: Place) {
        let Place { list, merge, file, row_number } = place;
        for number in [list.0.into(), merge.into(), file.into(), row_number.into()] {
            self.number(number);
        }
    }

    fn returned(&mut self, returned: &Return) {
        let Return { merge, stamp, files, lists, said, settled, verdicts, not_taken } = returned;
        self.number((*merge).into());
        self.stamp(stamp);
        self.all(files, |out, it| out.text(it));
        self.all(lists, |out, it| {
            out.number(it.list.0.into());
            out.number(u64::from(it.to == Recipient::Police));
            out.size(it.n_out);
            out.all(&it.places, |out, it| out.size(*it));
        });
        self.all(said, |out, it| {
            out.size(it.row_idx);
            out.text(it.field.key());
            out.text(&it.value);
            out.place(it.place);
            out.number(it.is_open.into());
        });
        self.all(settled, |out, (row_idx, field)| {
            out.size(*row_idx);
            out.text(field.key());
        });
        self.all(verdicts, |out, (row_idx, verdict, place)| {
            out.size(*row_idx);
            out.number(*verdict as u64);
            out.place(*place);
        });
        self.all(not_taken, |out, it| out.text(it));
    }
}

/// Bytes being read.
pub(crate) struct In<'b>(pub(crate) &'b [u8]);

pub(crate) type Read<T> = Result<T, NotHandoffs>;

impl In<'_> {
    fn number(&mut self) -> Read<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.0.split_first().ok_or(NotHandoffs)?;
            self.0 = rest;
            number |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(NotHandoffs)
    }

    pub(crate) fn small<T: TryFrom<u64>>(&mut self) -> Read<T> {
        T::try_from(self.number()?).map_err(|_| NotHandoffs)
    }

    pub(crate) fn text(&mut self) -> Read<String> {
        let n_bytes: usize = self.small()?;
        let (text, rest) = self.0.split_at_checked(n_bytes).ok_or(NotHandoffs)?;
        self.0 = rest;
        core::str::from_utf8(text).map(str::to_owned).map_err(|_| NotHandoffs)
    }

    /// Nothing is set aside for a number that is only said: each item takes a byte at least.
    pub(crate) fn all<T>(&mut self, mut read: impl FnMut(&mut Self) -> Read<T>) -> Read<Vec<T>> {
        let n_items: usize = self.small()?;
        if n_items > self.0.len() {
            return Err(NotHandoffs);
        }
        let mut items = Vec::new();
        for _ in 0..n_items {
            items.push(read(self)?);
        }
        Ok(items)
    }

    pub(crate) fn flag(&mut self) -> Read<bool> {
        match self.number()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(NotHandoffs),
        }
    }

    fn to(&mut self) -> Read<Recipient> {
        Ok(if self.flag()? { Recipient::Police } else { Recipient::Village })
    }

    fn stamp(&mut self) -> Read<Stamp> {
        Ok(Stamp { at_ms: self.number()?, who: self.text()? })
    }

    fn list(&mut self, key: u64) -> Read<Handoff> {
        let code = ListCode(self.small()?);
        let to = self.to()?;
        let recipient = self.text()?;
        let stamp = self.stamp()?;
        let due_ms = Some(self.number()?).filter(|it| *it > 0);
        let columns = self.all(In::column)?;
        let mut place_idx = 0;
        let rows = self.all(|it| {
            let code = RowCode::of_place(code, place_idx, key).ok_or(NotHandoffs)?;
            place_idx += 1;
            Ok(SentRow {
                code,
                row_idx: it.small()?,
                row_number: it.small()?,
                print: it.number()?,
                base: it.all(In::text)?,
            })
        })?;
        Ok(Handoff { code, to, recipient, stamp, due_ms, columns, rows })
    }

    fn column(&mut self) -> Read<SentColumn> {
        Ok(SentColumn {
            column: self.small()?,
            heading: self.text()?,
            field: Field::from_key(&self.text()?),
            shown: match self.number()? {
                0 => Shown::Full,
                1 => Shown::Masked,
                2 => Shown::No,
                _ => return Err(NotHandoffs),
            },
        })
    }

    pub(crate) fn cell(&mut self) -> Read<GridCell> {
        const KINDS: [CellKind; 7] = [
            CellKind::Empty,
            CellKind::Text,
            CellKind::Number,
            CellKind::Bool,
            CellKind::Date,
            CellKind::Error,
            CellKind::Uncomputed,
        ];
        let column = self.small()?;
        let kind: usize = self.small()?;
        let kind = KINDS.get(kind).copied().ok_or(NotHandoffs)?;
        Ok(GridCell { column, kind, text: self.text()? })
    }

    fn field(&mut self) -> Read<Field> {
        Field::from_key(&self.text()?).ok_or(NotHandoffs)
    }

    fn place(&mut self) -> Read<Place> {
        Ok(Place {
            list: ListCode(self.small()?),
            merge: self.small()?,
            file: self.small()?,
            row_number: self.small()?,
        })
    }

    fn returned(&mut self) -> Read<Return> {
        Ok(Return {
            merge: self.small()?,
            stamp: self.stamp()?,
            files: self.all(In::text)?,
            lists: self.all(|it| {
                let list = ListCode(it.small()?);
                let (to, n_out) = (it.to()?, it.small()?);
                Ok(ListBack { list, to, n_out, places: it.all(In::small)? })
            })?,
            said: self.all(|it| {
                Ok(Said {
                    row_idx: it.small()?,
                    field: it.field()?,
                    value: it.text()?,
                    place: it.place()?,
                    is_open: it.flag()?,
                })
            })?,
            settled: self.all(|it| Ok((it.small()?, it.field()?)))?,
            verdicts: self.all(|it| {
                let row_idx = it.small()?;
                let verdict: usize = it.small()?;
                let verdict = Verdict::ALL.get(verdict).copied().ok_or(NotHandoffs)?;
                Ok((row_idx, verdict, it.place()?))
            })?,
            not_taken: self.all(In::text)?,
        })
    }
}
