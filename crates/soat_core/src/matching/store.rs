//! A second list as bytes: it is read in one worker, where a bad file ends nothing else, and matched
//! in another.

use super::SecondList;
use crate::field::Field;
use crate::handoff::NotHandoffs;
use crate::handoff::store::{In, Out, Read};
use crate::schema::{ColumnInfo, Layout, LeftOut, ListInfo, SheetCondition};
use crate::table::{DateSystem, Table, TableBuilder};

impl SecondList {
    /// Every sheet with its columns and cells; not the list's name.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Out(Vec::new());
        out.all(&self.sheets, |out, (table, info)| put_sheet(out, table, info));
        out.0
    }

    /// What [`Self::to_bytes`] made, under a name; `None` when the bytes are anything else.
    #[must_use]
    pub fn from_bytes(name: String, bytes: &[u8]) -> Option<Self> {
        let mut input = In(bytes);
        let sheets = input.all(sheet).ok()?;
        input.0.is_empty().then_some(Self { name, sheets })
    }
}

fn put_sheet(out: &mut Out, table: &Table, info: &ListInfo) {
    out.text(&info.sheet);
    out.text(info.layout.key());
    out.text(info.name_font.as_deref().unwrap_or_default());
    out.number(u64::from(table.date_system() == DateSystem::Since1904));
    let columns: Vec<&ColumnInfo> = table.columns().collect();
    out.all(&columns, |out, it| {
        out.number(it.sheet_column.into());
        out.text(&it.heading);
        out.text(it.field.map_or("", Field::key));
    });
    let rows: Vec<usize> = (0..table.n_rows()).collect();
    out.all(&rows, |out, &row_idx| {
        out.number(table.row_number(row_idx).into());
        let filled = |it: &usize| !table.raw(row_idx, *it).text.is_empty();
        let filled: Vec<usize> = (0..columns.len()).filter(filled).collect();
        out.all(&filled, |out, &column| {
            let cell = table.raw(row_idx, column);
            out.size(column);
            out.number(cell.kind as u64);
            out.text(cell.text);
        });
    });
}

fn sheet(input: &mut In<'_>) -> Read<(Table, ListInfo)> {
    let name = input.text()?;
    let layout = input.text()?;
    let layout = Layout::ALL.into_iter().find(|it| it.key() == layout).ok_or(NotHandoffs)?;
    let name_font = Some(input.text()?).filter(|it| !it.is_empty());
    let is_1904 = input.flag()?;
    let columns = input.all(|it| {
        let (sheet_column, heading) = (it.small()?, it.text()?);
        Ok(ColumnInfo { sheet_column, heading, field: Field::from_key(&it.text()?) })
    })?;
    let n_columns = columns.len();
    let system = if is_1904 { DateSystem::Since1904 } else { DateSystem::Since1900 };
    let mut builder = TableBuilder::new(columns, system);
    let mut before = 0;
    input.all(|it| {
        let number: u32 = it.small()?;
        if number <= before {
            return Err(NotHandoffs);
        }
        before = number;
        builder.start_row(number);
        let cells = it.all(In::cell)?;
        for cell in cells.iter().filter(|it| (it.column as usize) < n_columns) {
            builder.put(cell.column as usize, cell.cell());
        }
        Ok(())
    })?;
    let table = builder.finish();
    let info = ListInfo {
        format: "",
        sheets: vec![name.clone()],
        sheet: name,
        layout,
        header_row: 0,
        first_row: table.row_number(0),
        left_out: LeftOut::default(),
        uncomputed_formulas: 0,
        cells_not_read: 0,
        sample_answers: Vec::new(),
        name_font,
        condition: SheetCondition::default(),
    };
    Ok((table, info))
}
