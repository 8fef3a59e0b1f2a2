//! `make_people DIR ROWS [PARTS]`: invented people as a partitioned set of Parquet files.

use std::path::Path;

use anyhow::{Result, bail};
use soat_datafusion::invented::People;
use soat_datafusion::parquet::write_part;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, rows, parts) = match arguments.as_slice() {
        [folder, rows] => (folder, rows.parse()?, 16),
        [folder, rows, parts] => (folder, rows.parse()?, parts.parse::<usize>()?.max(1)),
        _ => bail!("make_people DIR ROWS [PARTS]"),
    };
    let rows: usize = rows;
    for part in 0..parts {
        let n_rows = rows / parts + usize::from(part < rows % parts);
        write_part(Path::new(folder), part, People::new(part as u64).take(n_rows))?;
    }
    Ok(())
}
