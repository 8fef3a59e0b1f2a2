//! The lists that leave, made from the work as it stands.

use super::Work;
use crate::check::check_whole_row;
use crate::export::{
    ChangeLine, ImportList, ImportRow, UnresolvedList, UnresolvedRow, template_fields,
};
use crate::field::Field;
use crate::finding::{Applicability, Severity};
use crate::journal::{Change, Dismissal};
use crate::lane::Lane;
use crate::record::{Record, Version};
use crate::schema::{SexCoding, Source};

impl Work {
    /// The rows for "Import đối tượng tiêm COVID-19": lane import, and of an own list also the
    /// people in whom nothing was wrong. Who has been taken in already, by the platform's own answer,
    /// does not leave again.
    #[must_use]
    pub fn import_list(&self) -> ImportList {
        let version = self.info.layout.template();
        let fields = template_fields(version);
        let row = |row_idx| ImportRow {
            row_number: self.table.row_number(row_idx),
            cells: self.import_cells(row_idx, &fields),
        };
        let rows = (0..self.table.n_rows()).filter(|&it| self.is_for_import(it));
        let rows = rows.filter(|&it| !self.is_taken_in(it)).map(row).collect();
        ImportList { version, rows }
    }

    pub(super) fn is_for_import(&self, row_idx: usize) -> bool {
        match self.standing(row_idx).lane {
            Lane::Import => true,
            Lane::Clean => self.options.source == Source::Own,
            _ => false,
        }
    }

    /// The people not ready, with what is still wrong.
    #[must_use]
    pub fn unresolved(&self) -> UnresolvedList {
        let heading = |it: &crate::schema::ColumnInfo| it.heading.replace(['\r', '\n'], " ");
        let row = |row_idx| UnresolvedRow {
            row_number: self.table.row_number(row_idx),
            cells: (0..self.table.n_columns()).map(|it| self.text(row_idx, it)).collect(),
            reasons: self.reasons(row_idx),
        };
        let rows = (0..self.table.n_rows())
            .filter(|&it| self.standing(it).lane == Lane::Unresolved)
            .map(row)
            .collect();
        UnresolvedList { headings: self.table.columns().map(heading).collect(), rows }
    }

    /// The log of the changes in force, oldest first. A warning passed over is a line whose value
    /// stays.
    #[must_use]
    pub fn changes(&self) -> Vec<ChangeLine> {
        self.journal().iter().flat_map(|it| self.lines_of(it)).collect()
    }

    fn lines_of(&self, change: &Change) -> Vec<ChangeLine> {
        let line = |row_idx: usize, title, old, new, why| ChangeLine {
            at: vietnam_time(change.stamp.at_ms),
            row_number: self.table.row_number(row_idx),
            full_name: self.field_text(row_idx, Field::FullName, Version::Now),
            title,
            old,
            new,
            why,
        };
        let edits = change.edits.iter().map(|it| {
            let title = self.column_title(usize::from(it.column));
            let (old, new) = (self.shown(it.old), self.shown(it.new));
            line(it.row_idx as usize, title, old, new, change.words_of(it, &self.matched_sheets))
        });
        let dismissed = change.dismissed.iter().map(|it| {
            let text = it.cell.map_or_else(String::new, |it| self.shown(it));
            let why = format!("{} ({})", change.why.words(), it.message);
            line(it.row_idx, it.field.title().to_owned(), text.clone(), text, why)
        });
        edits.chain(dismissed).collect()
    }

    /// The changes in force of one cell, oldest first, a Vietnamese line each.
    #[must_use]
    pub fn history(&self, row_idx: usize, column: usize) -> Vec<String> {
        let of_change = |change: &Change| -> Vec<String> {
            let here = change
                .edits
                .iter()
                .filter(|it| it.row_idx as usize == row_idx && usize::from(it.column) == column);
            let edits = here.map(|it| {
                let (old, new) = (self.shown(it.old), self.shown(it.new));
                let at = vietnam_time(change.stamp.at_ms);
                format!("{at} · {} · «{old}» → «{new}»", change.words_of(it, &self.matched_sheets))
            });
            let is_here = |it: &&Dismissal| {
                it.row_idx == row_idx && self.table.column_of(it.field) == Some(column)
            };
            let dismissed = change.dismissed.iter().filter(is_here).map(|it| {
                let at = vietnam_time(change.stamp.at_ms);
                format!("{at} · {} ({})", change.why.words(), it.message)
            });
            edits.chain(dismissed).collect()
        };
        self.journal().iter().flat_map(of_change).collect()
    }

    /// The Vietnamese name of a column: its field's, else its heading.
    #[must_use]
    pub fn column_title(&self, column: usize) -> String {
        let Some(info) = self.table.column(column) else { return String::new() };
        match info.field {
            Some(field) => field.title().to_owned(),
            None if info.heading.trim().is_empty() => format!("Cột {}", info.letter()),
            None => info.heading.replace(['\r', '\n'], " "),
        }
    }

    pub(super) fn import_cells(&self, row_idx: usize, fields: &[Field]) -> Vec<String> {
        let is_platform = self.options.source == Source::Platform;
        let mut cells: Vec<String> = fields
            .iter()
            .map(|&field| {
                // The importer matches people on these cells, for the file has no row key.
                let as_it_came = is_platform && field.is_identity();
                let version = if as_it_came { Version::Raw } else { Version::Now };
                self.field_text(row_idx, field, version)
            })
            .collect();
        if !is_platform {
            self.normalise(row_idx, fields, &mut cells);
        }
        self.code_sex(row_idx, fields, &mut cells);
        cells
    }

    /// Applies what cannot change a meaning, so that an own list leaves in good form.
    fn normalise(&self, row_idx: usize, fields: &[Field], cells: &mut [String]) {
        for finding in check_whole_row(self.list(), row_idx, Version::Now) {
            let safe = finding.fix.filter(|it| it.applicability == Applicability::Safe);
            let place = fields.iter().position(|&it| it == finding.field);
            let cell = place.and_then(|it| cells.get_mut(it));
            if let Some(value) = safe.and_then(|it| it.value)
                && let Some(cell) = cell
            {
                *cell = value;
            }
        }
    }

    /// The import template knows only 0 and 1, whatever the list's own coding.
    fn code_sex(&self, row_idx: usize, fields: &[Field], cells: &mut [String]) {
        let version = match self.options.source {
            Source::Platform => Version::Raw,
            Source::Own => Version::Now,
        };
        let sex = Record::read(self.list(), row_idx, version).sex.known();
        let place = fields.iter().position(|&it| it == Field::Sex);
        if let Some(sex) = sex
            && let Some(cell) = place.and_then(|it| cells.get_mut(it))
        {
            sex.text(SexCoding::ZeroIsMale).clone_into(cell);
        }
    }

    fn reasons(&self, row_idx: usize) -> Vec<String> {
        let findings = self.findings(row_idx).into_iter();
        let errors = findings.filter(|it| it.severity == Severity::Error);
        errors.map(|it| format!("{}: {}", it.field.title(), it.message)).collect()
    }

    /// The text of a field, put together where it has no column of its own.
    pub(crate) fn field_text(&self, row_idx: usize, field: Field, version: Version) -> String {
        let shown =
            |cell| crate::display::display_text(cell, self.table.date_system()).into_owned();
        match (self.table.column_of(field), version) {
            (Some(column), Version::Raw) => self.raw_text(row_idx, column),
            (Some(column), Version::Now) => self.text(row_idx, column),
            (None, _) => Record::read(self.list(), row_idx, version)
                .cell(field)
                .map(shown)
                .unwrap_or_default(),
        }
    }

    fn shown(&self, id: crate::cell::CellId) -> String {
        crate::display::display_text(self.table.cell(id), self.table.date_system()).into_owned()
    }
}

/// `dd/mm/yyyy HH:MM` in Vietnam, which is UTC+7 all year.
pub(super) fn vietnam_time(at_ms: u64) -> String {
    const SEVEN_HOURS: i64 = 7 * 3600;
    let seconds = i64::try_from(at_ms / 1000).unwrap_or(0).saturating_add(SEVEN_HOURS);
    let Ok(at) = time::OffsetDateTime::from_unix_timestamp(seconds) else { return String::new() };
    let date = crate::display::format_date(at.date());
    format!("{date} {:02}:{:02}", at.hour(), at.minute())
}
