//! Writes invented people as a partitioned set of Parquet files.

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use datafusion::arrow::array::{ArrayRef, StringBuilder};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;

use crate::invented::{FIELDS, Row};

const ROWS_IN_BATCH: usize = 16_384;

/// Writes one part of a set: `folder/part=<part>/people.parquet`.
pub fn write_part(folder: &Path, part: usize, rows: impl Iterator<Item = Row>) -> Result<()> {
    let folder = folder.join(format!("part={part:04}"));
    fs::create_dir_all(&folder)?;
    let column = |it: &soat_core::Field| Field::new(it.key(), DataType::Utf8, true);
    let schema = Arc::new(Schema::new(FIELDS.iter().map(column).collect::<Vec<_>>()));
    let file = File::create(folder.join("people.parquet"))?;
    let mut writer = ArrowWriter::try_new(file, Arc::clone(&schema), None)?;
    let mut rows = rows.peekable();
    while rows.peek().is_some() {
        let batch: Vec<Row> = rows.by_ref().take(ROWS_IN_BATCH).collect();
        writer.write(&RecordBatch::try_new(Arc::clone(&schema), columns(&batch))?)?;
    }
    writer.close()?;
    Ok(())
}

fn columns(rows: &[Row]) -> Vec<ArrayRef> {
    let mut builders: Vec<StringBuilder> = FIELDS.iter().map(|_| StringBuilder::new()).collect();
    for row in rows {
        for (builder, text) in builders.iter_mut().zip(row) {
            builder.append_option((!text.is_empty()).then_some(text));
        }
    }
    builders.iter_mut().map(|it| Arc::new(it.finish()) as ArrayRef).collect()
}
