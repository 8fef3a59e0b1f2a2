//! Which list this is, by its headings; and columns understood by the company they keep.

use soat_core::parse::text::fold;
use soat_core::{Field, Layout, TemplateVersion, template_fields};

use crate::header::{Header, HeaderColumn};
use crate::row::Row;
use crate::vocabulary::Origin;

/// What is around the header.
pub(crate) struct Surroundings<'a> {
    pub(crate) sheet: &'a str,
    /// Text of the rows above the header.
    pub(crate) title: String,
    /// The first people.
    pub(crate) people: &'a [&'a Row],
}

impl<'a> Surroundings<'a> {
    /// The title is taken from the rows above the header.
    pub(crate) fn new(
        sheet: &'a str,
        head: &[Row],
        header: &Header,
        people: &'a [&'a Row],
    ) -> Self {
        let above = head.iter().take_while(|it| it.number < header.first_tier);
        let texts = above.flat_map(|row| row.seen().map(|it| fold(it.1.text)).collect::<Vec<_>>());
        Self { sheet, title: texts.collect::<Vec<_>>().join("\n"), people }
    }
}

/// Decides the layout. The list's own wording decides, never the letters of its columns.
pub(crate) fn decide(header: &Header, around: &Surroundings<'_>) -> Layout {
    if is_of_import(header) {
        return match version(header) {
            TemplateVersion::V1 => Layout::ImportV1,
            TemplateVersion::V2 => Layout::ImportV2,
            TemplateVersion::V3 if is_verification(header, around) => Layout::Verification,
            TemplateVersion::V3 => Layout::ImportV3,
        };
    }
    if is_niis(header, around) {
        return Layout::Niis;
    }
    if is_registration(header, around) { Layout::Registration } else { Layout::Unknown }
}

fn is_of_import(header: &Header) -> bool {
    let codes = [Field::ProvinceCode, Field::DistrictCode, Field::CommuneCode];
    let says_birth = header.column_of(Field::BirthDate);
    let signs = [
        count(header, &codes) >= 2,
        (1..=4).map(|it| n_dose_columns(header, it)).sum::<usize>() >= 4,
        header.has(Field::ImportFailure) || header.has(Field::ImportSuccess),
        id_version(header).is_some(),
        says_birth.is_some_and(|it| origin(it) == Some(Origin::Import)),
        header.has(Field::PriorityGroup),
    ];
    signs.into_iter().filter(|&it| it).count() >= 3
}

fn count(header: &Header, fields: &[Field]) -> usize {
    fields.iter().filter(|&&it| header.has(it)).count()
}

fn origin(column: &HeaderColumn) -> Option<Origin> {
    column.reading.map(|it| it.origin)
}

fn n_dose_columns(header: &Header, dose: usize) -> usize {
    let first = Field::Dose1Vaccine as usize + 4 * (dose - 1);
    count(header, Field::ALL.get(first..first + 4).unwrap_or_default())
}

fn id_version(header: &Header) -> Option<TemplateVersion> {
    match header.column_of(Field::PersonalId).and_then(origin)? {
        Origin::ImportV1 => Some(TemplateVersion::V1),
        Origin::ImportV2 => Some(TemplateVersion::V2),
        Origin::ImportV3 => Some(TemplateVersion::V3),
        _ => None,
    }
}

fn version(header: &Header) -> TemplateVersion {
    use TemplateVersion::{V1, V2, V3};
    let doses = (1..=4).rev().find(|&it| n_dose_columns(header, it) >= 2);
    let by_doses = match doses {
        Some(4) => Some(V3),
        Some(3) => Some(V2),
        Some(2) => Some(V1),
        _ => None,
    };
    let has_one_result = header.has(Field::ImportFailure) && !header.has(Field::ImportSuccess);
    let votes = |version| {
        let results = (version == V3) == header.has(Field::ImportSuccess)
            && has_one_result != (version == V3);
        2 * u32::from(by_doses == Some(version))
            + 2 * u32::from(id_version(header) == Some(version))
            + u32::from(results)
    };
    // On equal votes the newest: it has a place for everything.
    [V1, V2, V3].into_iter().max_by_key(|&it| votes(it)).unwrap_or(V3)
}

/// Notes that the platform writes: what is wrong with whose ID.
const COMPLAINTS: &[&str] =
    &["khong co", "chua co", "thieu", "sai", "khong dung", "khong hop le", "khong khop", "trung"];
const SUBJECTS: &[&str] =
    &["cccd", "cmnd", "dinh danh", "can cuoc", "thong tin", "ngay sinh", "ho ten"];

fn is_verification(header: &Header, around: &Surroundings<'_>) -> bool {
    if around.title.contains("xac minh") {
        return true;
    }
    let Some(note) = header.column_of(Field::Note) else { return false };
    let id = header.column_of(Field::PersonalId);
    let notes = around.people.iter().map(|it| it.text_at(note.column));
    let n_reasons = notes.clone().filter(|it| is_reason(it)).count();
    let n_notes = notes.filter(|it| !it.is_empty()).count();
    let has_no_ids =
        id.is_some_and(|id| around.people.iter().all(|it| it.text_at(id.column).is_empty()));
    let most = |n: usize| n > 0 && n * 2 >= around.people.len();
    most(n_reasons) || has_no_ids && n_reasons > 0 && most(n_notes)
}

fn is_reason(note: &str) -> bool {
    let folded = fold(note);
    let says = |words: &[&str]| words.iter().any(|it| folded.contains(it));
    let are_ids = |it: &str| {
        it.split(';').all(|id| id.trim().len() == 12 && id.trim().parse::<u64>().is_ok())
    };
    says(COMPLAINTS) && says(SUBJECTS) || note.contains(';') && are_ids(note)
}

fn is_niis(header: &Header, around: &Surroundings<'_>) -> bool {
    let sheet: String = fold(around.sheet).split(' ').collect();
    let is_sheet = sheet.starts_with("danhsachdoituong");
    let is_name =
        header.column_of(Field::FullName).is_some_and(|it| origin(it) == Some(Origin::Niis));
    let has_code = header.has(Field::SubjectCode);
    has_code && (is_sheet || is_name) || is_sheet && is_name
}

fn is_registration(header: &Header, around: &Surroundings<'_>) -> bool {
    let of_list = [
        Field::Email,
        Field::PriorityGroup,
        Field::Occupation,
        Field::Workplace,
        Field::InsuranceNumber,
        Field::Ethnicity,
        Field::Nationality,
        Field::ProvinceCode,
        Field::DistrictCode,
        Field::CommuneCode,
        Field::Site,
    ];
    let n = count(header, &of_list);
    let needed = if around.title.contains("dang ky tiem") { 4 } else { 8 };
    n >= needed && header.has(Field::FullName)
}

/// Headings typed over by staff: what stands between two known columns of the template, in its
/// order and number, is what the template has there.
pub(crate) fn fill_gaps(header: &mut Header, version: TemplateVersion) {
    let order = template_fields(version);
    let place = |it: &HeaderColumn| it.field().and_then(|it| order.iter().position(|&o| o == it));
    let known: Vec<(usize, usize)> =
        header.columns.iter().enumerate().filter_map(|(at, it)| Some((at, place(it)?))).collect();
    for pair in known.windows(2) {
        let &[(left, left_place), (right, right_place)] = pair else { continue };
        let missing = order.get(left_place + 1..right_place).unwrap_or_default();
        let are_missing = missing.iter().all(|&it| !header.has(it));
        let Some(between) = header.columns.get_mut(left + 1..right) else { continue };
        let are_unread = between.iter().all(|it| it.reading.is_none());
        if between.len() == missing.len() && are_missing && are_unread {
            between.iter_mut().zip(missing).for_each(|(column, &field)| column.infer(field));
        }
    }
}

/// Columns that mean something only together: the parts of a name and of a birth date, and a tick
/// under Nam or under Nữ.
pub(crate) fn join_parts(header: &mut Header) {
    pair_sexes(header);
    let has_family_name = header.has(Field::FamilyName);
    let has_day = header.has(Field::BirthDay) && header.has(Field::BirthMonth);
    for column in &mut header.columns {
        let part = match column.field() {
            Some(Field::FullName) if has_family_name && column.says("Tên") => Field::GivenName,
            Some(Field::BirthDate) if has_day && column.says("Năm sinh") => Field::BirthYear,
            _ => continue,
        };
        column.infer(part);
    }
    if !header.has(Field::BirthDay) || !header.has(Field::BirthMonth) {
        let lone = [Field::BirthDay, Field::BirthMonth, Field::BirthYear];
        let columns = header.columns.iter_mut();
        columns
            .filter(|it| it.field().is_some_and(|it| lone.contains(&it)))
            .for_each(|it| it.reading = None);
    }
}

/// `Nam` and `Nữ` side by side, with nothing above that says whether a tick or a date goes there.
fn pair_sexes(header: &mut Header) {
    let sexes = [Field::Sex, Field::SexMale, Field::BirthDateMale];
    if sexes.into_iter().any(|it| header.has(it)) {
        return;
    }
    let is_unread = |it: &HeaderColumn, text| it.reading.is_none() && it.says(text);
    let is_pair = |pair: &[HeaderColumn]| match pair {
        [male, female] => is_unread(male, "Nam") && is_unread(female, "Nữ"),
        _ => false,
    };
    let Some(at) = header.columns.windows(2).position(is_pair) else { return };
    let fields = [Field::SexMale, Field::SexFemale];
    for (column, field) in header.columns.iter_mut().skip(at).zip(fields) {
        column.infer(field);
    }
}

/// `Họ và tên` over two columns: the family name in one, the given name in a column without a
/// heading of its own. Answers with that column.
pub(crate) fn split_name(header: &mut Header, people: &[&Row]) -> Option<u32> {
    let name = header.column_of(Field::FullName)?.column;
    let given = name + 1;
    if people.len() < 2 || header.columns.iter().any(|it| it.column == given) {
        return None;
    }
    let is_given = |it: &&&Row| {
        let text = it.text_at(given);
        !text.is_empty() && !text.contains(' ') && text.chars().all(char::is_alphabetic)
    };
    let n_given = people.iter().filter(is_given).count();
    if n_given * 5 < people.len() * 4 {
        return None;
    }
    let column = header.columns.iter_mut().find(|it| it.column == name)?;
    column.infer(Field::FamilyName);
    Some(given)
}
