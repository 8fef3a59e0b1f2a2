//! One person of the list, read: what the rules look at.

use core::cell::OnceCell;

use crate::answers::Answered;
use crate::cell::{Cell, CellId};
use crate::compose::{self, Composed};
use crate::facts::Facts;
use crate::field::Field;
use crate::parse::date::{self, DateReading, DateShape};
use crate::parse::insurance::{self, InsuranceReading};
use crate::parse::name::{self, NameReading};
use crate::parse::nationality;
use crate::parse::personal_id::{self, Agreement, IdReading};
use crate::parse::phone::{self, PhoneReading};
use crate::parse::sex::{self, Sex, SexReading};
use crate::parse::vaccine::{DOSES, Dose, FIRST_INJECTION};
use crate::rule::When;
use crate::schema::Options;
use crate::table::Table;

/// The list as the rules see it.
#[derive(Clone, Copy)]
pub(crate) struct List<'a> {
    pub(crate) table: &'a Table,
    pub(crate) options: Options,
    pub(crate) facts: Facts,
    /// What the platform answered in the result files opened beside the list.
    pub(crate) answers: Option<&'a Answered>,
}

/// Which of a cell's two texts is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    /// As in the file.
    Raw,
    /// With the edits.
    Now,
}

/// One row. The cells that judge each other are read at once; the rest when a rule asks.
pub(crate) struct Record<'a> {
    pub(crate) list: List<'a>,
    pub(crate) row_idx: usize,
    ids: [CellId; Field::COUNT],
    is_foreigner: bool,
    pub(crate) birth_date: DateReading,
    pub(crate) sex: SexReading,
    pub(crate) personal_id: IdReading,
    name: OnceCell<NameReading>,
    phone: OnceCell<PhoneReading>,
    dose_dates: OnceCell<[Option<DateReading>; DOSES.len()]>,
    /// What stands in several columns, when the list has such columns.
    composed: Option<Box<Composed>>,
}

impl<'a> Record<'a> {
    /// Reads a row.
    pub(crate) fn read(list: List<'a>, row_idx: usize, version: Version) -> Self {
        let mut record = Self {
            list,
            row_idx,
            ids: list.table.row(row_idx, version == Version::Raw),
            is_foreigner: false,
            birth_date: DateReading::absent(),
            sex: SexReading::Absent,
            personal_id: IdReading::default(),
            name: OnceCell::new(),
            phone: OnceCell::new(),
            dose_dates: OnceCell::new(),
            composed: None,
        };
        record.composed = Composed::of(&record).map(Box::new);
        record.is_foreigner = nationality::is_foreign(record.text(Field::Nationality));
        if let Some(cell) = record.cell(Field::BirthDate) {
            let read = date::read(cell, list.table.date_system(), list.options.today);
            record.birth_date = list.facts.date_cells.correct(read);
        }
        if let Some(cell) = record.cell(Field::Sex) {
            record.sex = sex::read(cell, list.facts.sex_coding);
        }
        if let Some(cell) = record.cell(Field::PersonalId) {
            let person = record.person();
            record.personal_id = personal_id::read(cell, person);
        }
        record
    }

    /// The cell of a field, put together when it stands in several columns; `None` when the list
    /// has no such column.
    pub(crate) fn cell(&self, field: Field) -> Option<Cell<'_>> {
        self.own_cell(field).or_else(|| self.composed.as_ref()?.cell(field))
    }

    /// What stands in several columns.
    pub(crate) fn composed(&self) -> Option<&Composed> {
        self.composed.as_deref()
    }

    /// The cell of a column of the field's own, as far as it is read.
    pub(crate) fn own_cell(&self, field: Field) -> Option<Cell<'a>> {
        let table = self.list.table;
        table
            .column_of(field)
            .map(|_| table.cell(self.cell_id(field)).read_within(field.most_read()))
    }

    /// Is there more in a field's own cell than is ever read?
    pub(crate) fn is_too_long(&self, field: Field) -> bool {
        self.list.table.cell(self.cell_id(field)).is_longer_than(field.most_read())
    }

    /// Is a field's cell, or one of those that it is spread over, too long to be read?
    pub(crate) fn is_unread(&self, field: Field) -> bool {
        match self.list.table.column_of(field) {
            Some(_) => self.is_too_long(field),
            None => compose::parts(field).iter().any(|&it| self.is_too_long(it)),
        }
    }

    /// Id of a field's cell: equal ids mean equal cells.
    pub(crate) fn cell_id(&self, field: Field) -> CellId {
        self.ids[field as usize] // OK because the array has one place a field
    }

    /// Text of a field, empty when there is no such column.
    pub(crate) fn text(&self, field: Field) -> &str {
        self.cell(field).map_or("", |it| it.text)
    }

    /// The name, read when a rule first asks.
    pub(crate) fn name(&self) -> &NameReading {
        let encoding = self.list.facts.name_encoding;
        let read = |cell| name::read_in_column(cell, encoding);
        self.name.get_or_init(|| self.cell(Field::FullName).map_or_else(NameReading::absent, read))
    }

    /// The phone, read when a rule first asks; missing when the list has no such column.
    pub(crate) fn phone(&self) -> &PhoneReading {
        self.phone.get_or_init(|| phone::read(self.cell(Field::Phone).unwrap_or(Cell::EMPTY)))
    }

    /// The doses with something in their date cell: number, columns, what the cell says.
    pub(crate) fn dose_dates(&self) -> impl Iterator<Item = (usize, Dose, DateReading)> {
        let (system, today) = (self.list.table.date_system(), self.list.options.today);
        let read = |dose: Dose| {
            let cell = self.cell(dose.date).filter(|it| !it.text.is_empty())?;
            Some(date::read(cell, system, today))
        };
        let readings = self.dose_dates.get_or_init(|| DOSES.map(read));
        let doses = (1..).zip(DOSES).zip(readings);
        doses.filter_map(|((number, dose), reading)| Some((number, dose, (*reading)?)))
    }

    /// Is this so of the row? What is not odd has no mistake of form, whatever other cells say
    /// against it.
    pub(crate) fn is(&self, case: When) -> bool {
        match case {
            When::OddName => !self.name().is_in_form(),
            When::OddBirthDate => !matches!(self.birth_date.shape, DateShape::Plain(_)),
            When::OddSex => !matches!(self.sex, SexReading::Plain(_)),
            When::OddId => !self.personal_id.is_in_form(),
            When::OddPhone => *self.phone() != PhoneReading::Plain,
            When::OddInsurance => self.cell(Field::InsuranceNumber).is_some_and(|it| {
                !matches!(insurance::read(it), InsuranceReading::Missing | InsuranceReading::Plain)
            }),
            When::UnconfirmedId => {
                let number = self.personal_id.personal();
                number.is_none_or(|it| it.agreement(self.person()) != Agreement::Full)
            }
            When::OddDoses => !self.has_doses_in_order(),
            When::UncommonName => !self.name().is_common,
            When::LongCells => self.list.table.has_long_cells(),
        }
    }

    /// Are the doses, if there are any, the first ones, each with vaccine, site and a day as the
    /// platform takes it, after birth, in the campaign, in order and not in the future?
    fn has_doses_in_order(&self) -> bool {
        let mut days = self.dose_dates();
        let mut before = self.birth_date.date();
        let mut is_over = false;
        DOSES.iter().all(|dose| {
            is_over |= dose.fields().into_iter().all(|it| self.cell_id(it) == CellId::EMPTY);
            if is_over {
                return dose.fields().into_iter().all(|it| self.cell_id(it) == CellId::EMPTY);
            }
            let Some((_, of, DateReading { shape: DateShape::Plain(day), .. })) = days.next()
            else {
                return false;
            };
            let is_after = before.replace(day).is_none_or(|it| it < day);
            let in_time =
                day.to_ordinal_date() >= FIRST_INJECTION && day <= self.list.options.today;
            let is_whole = [dose.vaccine, dose.site]
                .into_iter()
                .all(|it| self.own_cell(it).is_none_or(|it| !it.is_blank()));
            of.date == dose.date && is_after && in_time && is_whole
        })
    }

    /// Is there anything to be seen in a field's cell?
    pub(crate) fn is_filled(&self, field: Field) -> bool {
        self.cell_id(field) != CellId::EMPTY && self.cell(field).is_some_and(|it| !it.is_blank())
    }

    /// What the row says about the person besides the ID.
    pub(crate) fn person(&self) -> Person {
        Person {
            birth_year: self.birth_date.year(),
            sex: self.sex.known(),
            is_foreigner: self.is_foreigner(),
            today: self.list.options.today,
        }
    }

    /// A foreigner with a passport is not checked against the population database, and the
    /// import's ID column takes digits only (công văn 2262/BYT-CNTT, điểm 3).
    pub(crate) fn is_exempt(&self) -> bool {
        let has_passport = self.personal_id.is_passport()
            || self.cell(Field::Passport).is_some_and(|it| !it.is_blank());
        has_passport && self.is_foreigner()
    }

    /// Does the cell of a field differ from the file?
    pub(crate) fn is_cell_edited(&self, field: Field) -> bool {
        let table = self.list.table;
        let is_edited =
            |it| table.column_of(it).is_some_and(|it| table.is_edited(self.row_idx, it));
        match table.column_of(field) {
            Some(column) => table.is_edited(self.row_idx, column),
            None => compose::parts(field).iter().any(|&it| is_edited(it)),
        }
    }

    /// Does any cell of the row differ from the file?
    pub(crate) fn is_edited(&self) -> bool {
        let table = self.list.table;
        table.has_edits() && (0..table.n_columns()).any(|it| table.is_edited(self.row_idx, it))
    }

    /// Is there a nationality other than Vietnamese?
    pub(crate) fn is_foreigner(&self) -> bool {
        self.is_foreigner
    }
}

/// What the row says about a person besides the ID: an independent witness of it.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    /// Year of birth.
    pub birth_year: Option<i32>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Is a nationality other than Vietnamese written?
    pub is_foreigner: bool,
    /// Day of the check.
    pub today: time::Date,
}
