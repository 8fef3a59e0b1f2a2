//! The lists that leave: plain rows of text, ready to be written by `soat_sheet`.

use crate::field::Field;
use crate::schema::TemplateVersion;

/// Rows for "Import đối tượng tiêm COVID-19", in the columns of one template version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportList {
    /// The template to write.
    pub version: TemplateVersion,
    /// One row a person; cells in the template's column order from B, `#` and the result columns
    /// not among them. Codes keep their zeros, dates are `dd/mm/yyyy`, sex is `0` or `1`.
    pub rows: Vec<ImportRow>,
}

/// One person of an import list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// Row number in the source.
    pub row_number: u32,
    /// Texts in the order of [`crate::template_fields`], empty where there is nothing.
    pub cells: Vec<String>,
}

/// A person whom the station must edit on the platform by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectEdit {
    /// Row number in the source.
    pub row_number: u32,
    /// The name as it stands on the platform, to search by.
    pub full_name: String,
    /// The phone as it stands on the platform, to search by.
    pub phone: String,
    /// The birth date as it stands on the platform, to tell namesakes apart.
    pub birth_date: String,
    /// The ID as it stands on the platform.
    pub personal_id: String,
    /// The health-insurance number as it stands on the platform.
    pub insurance_number: String,
    /// What to change; of a person who is done, what was changed.
    pub changes: Vec<FieldChange>,
    /// What was found wrong, a sentence each.
    pub reasons: Vec<String>,
    /// Has it been done on the platform?
    pub done: Done,
    /// When it was ticked, `dd/mm/yyyy HH:MM` in Vietnam; empty when not.
    pub done_at: String,
}

/// Has a person been edited on the platform?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Done {
    /// Not ticked.
    No,
    /// Ticked, and what was typed is what must stand there.
    Yes,
    /// Ticked, but something must stand there now that was not typed then.
    ChangedSince,
}

impl Done {
    /// The stable name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Yes => "yes",
            Self::ChangedSince => "changed",
        }
    }
}

/// One field to change on the platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The field.
    pub field: Field,
    /// Vietnamese name of the field.
    pub title: String,
    /// What stands on the platform.
    pub old: String,
    /// What must stand there.
    pub new: String,
}

/// The people not ready, with every column of the source, known and unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnresolvedList {
    /// Headings as in the source.
    pub headings: Vec<String>,
    /// The people.
    pub rows: Vec<UnresolvedRow>,
}

/// One person not ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnresolvedRow {
    /// Row number in the source.
    pub row_number: u32,
    /// Texts as they are now, one a heading.
    pub cells: Vec<String>,
    /// What is still wrong, a sentence each, with the field's name first.
    pub reasons: Vec<String>,
}

/// One line of the log of changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeLine {
    /// When, `dd/mm/yyyy HH:MM` in Vietnam (UTC+7).
    pub at: String,
    /// Row number in the source.
    pub row_number: u32,
    /// The person's name now.
    pub full_name: String,
    /// Vietnamese name of the field, else the heading.
    pub title: String,
    /// Text before.
    pub old: String,
    /// Text after.
    pub new: String,
    /// Why, in Vietnamese: typed, pasted, fix accepted (with the rule's words), undone.
    pub why: String,
}

/// The fields of a template version in column order, from B (Họ và tên) up to Ghi chú.
#[must_use]
pub fn template_fields(version: TemplateVersion) -> Vec<Field> {
    let n_doses = match version {
        TemplateVersion::V1 => 2,
        TemplateVersion::V2 => 3,
        TemplateVersion::V3 => 4,
    };
    let person = Field::FullName as usize..=Field::Address as usize;
    let doses = Field::Dose1Vaccine as usize..Field::Dose1Vaccine as usize + 4 * n_doses;
    let in_order = |range: &mut dyn Iterator<Item = usize>| -> Vec<Field> {
        range.filter_map(|it| Field::ALL.get(it).copied()).collect()
    };
    let mut fields = in_order(&mut person.into_iter());
    fields.extend(in_order(&mut doses.into_iter()));
    fields.push(Field::Note);
    fields
}
