//! What a check says: where, what, how bad, and what could be done.

use crate::field::Field;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Hint,
    /// A person decides.
    Warning,
    /// The platform or the population check rejects it.
    Error,
}

impl Severity {
    /// The stable name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a fix promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// Advice: only a person can know.
    Manual,
    /// Likely meant; a person accepts, seeing the evidence.
    Confirm,
    /// Cannot change the meaning, or is proved by an independent cell of the row.
    Safe,
}

impl Applicability {
    /// The stable name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Manual => "manual",
            Self::Confirm => "confirm",
            Self::Safe => "safe",
        }
    }
}

/// A Vietnamese sentence with named places: `"3 số đầu {prefix} không phải mã tỉnh"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The sentence; a place is a name in braces.
    pub template: &'static str,
    /// What goes in the places.
    pub params: Vec<(&'static str, String)>,
}

impl Message {
    /// A sentence without places.
    #[must_use]
    pub fn new(template: &'static str) -> Self {
        Self { template, params: Vec::new() }
    }

    /// Fills one place.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.params.push((name, value.to_string()));
        self
    }
}

impl core::fmt::Display for Message {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let mut rest = self.template;
        while let Some((before, after)) = rest.split_once('{') {
            f.write_str(before)?;
            let Some((name, tail)) = after.split_once('}') else { return f.write_str(after) };
            let value = self.params.iter().find(|(it, _)| *it == name);
            f.write_str(value.map_or("", |(_, value)| value))?;
            rest = tail;
        }
        f.write_str(rest)
    }
}

/// A proposed repair of the cell that the finding is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The cell's new text; `None` for advice.
    pub value: Option<String>,
    /// Other cells of the row that change with it, as when a phone moves to its own column.
    pub also: Vec<(Field, String)>,
    /// What accepting does, or what the person should do.
    pub title: Message,
    /// Why, a line each.
    pub evidence: Vec<Message>,
    /// The promise.
    pub applicability: Applicability,
}

impl Fix {
    /// A repair that cannot change the meaning.
    #[must_use]
    pub fn safe(value: impl Into<String>, title: Message) -> Self {
        Self::new(Some(value.into()), title, Applicability::Safe)
    }

    /// A repair that a person accepts.
    #[must_use]
    pub fn confirm(value: impl Into<String>, title: Message) -> Self {
        Self::new(Some(value.into()), title, Applicability::Confirm)
    }

    /// Advice without a value.
    #[must_use]
    pub fn manual(title: Message) -> Self {
        Self::new(None, title, Applicability::Manual)
    }

    /// Adds a line of evidence.
    #[must_use]
    pub fn because(mut self, evidence: Message) -> Self {
        self.evidence.push(evidence);
        self
    }

    /// Adds a change of another cell of the row.
    #[must_use]
    pub fn and_set(mut self, field: Field, value: impl Into<String>) -> Self {
        self.also.push((field, value.into()));
        self
    }

    fn new(value: Option<String>, title: Message, applicability: Applicability) -> Self {
        Self { value, also: Vec::new(), title, evidence: Vec::new(), applicability }
    }
}

/// One thing that a rule found on one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The row, from 0.
    pub row_idx: usize,
    /// The field whose cell is meant.
    pub field: Field,
    /// Index of the rule in [`crate::RULES`].
    pub rule: usize,
    /// How bad it is here: a rule's own severity, or less.
    pub severity: Severity,
    /// What is wrong, one line, quoting this cell only.
    pub message: Message,
    /// The repair.
    pub fix: Option<Fix>,
    /// Other rows concerned, from 0.
    pub other_rows: Vec<usize>,
}
