//! A case as its folder holds it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use soat_core::Field;
use toml::{Table, Value};

use crate::text::encode;
use crate::workbook::{Sheet, write};

/// A workbook described, and how it is to be read.
pub struct Case {
    /// Name of the folder.
    pub name: String,
    /// The workbook's bytes.
    pub bytes: Vec<u8>,
    /// The sheet asked for.
    pub sheet: Option<String>,
    /// The header row asked for.
    pub header_row: Option<u32>,
    /// The meaning of each column, from A.
    pub mapping: Option<Vec<Option<Field>>>,
    /// Where the expectation is.
    pub expected: PathBuf,
}

impl Case {
    /// Every case of the suite, in order of name. A folder without an input or a text is refused.
    ///
    /// # Errors
    /// When a folder cannot be read or breaks the form.
    pub fn all() -> Result<Vec<Self>> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let entries = fs::read_dir(root.join("suite")).context("no suite folder")?;
        let mut folders = entries.map(|it| Ok(it?.path())).collect::<Result<Vec<PathBuf>>>()?;
        folders.sort();
        folders.iter().map(|it| Self::open(root, it)).collect()
    }

    fn open(root: &Path, folder: &Path) -> Result<Self> {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !folder.join("about.md").is_file() {
            bail!("suite/{name}: no about.md");
        }
        let input = fs::read_to_string(folder.join("input.toml"))
            .with_context(|| format!("suite/{name}: no input.toml"))?;
        let input: Table = input.parse().with_context(|| format!("suite/{name}"))?;
        let asked = input.get("read");
        let asked = |key: &str| asked.and_then(|it| it.get(key));
        let header_row = asked("header_row").and_then(Value::as_integer);
        Ok(Self {
            bytes: read_bytes(root, &input).with_context(|| format!("suite/{name}"))?,
            name,
            sheet: asked("sheet").and_then(Value::as_str).map(str::to_owned),
            header_row: header_row.map(u32::try_from).transpose()?,
            mapping: asked("mapping").and_then(Value::as_array).map(|it| read_mapping(it)),
            expected: folder.join("expected.txt"),
        })
    }
}

/// The file described: a text in an encoding, or a workbook of sheets.
fn read_bytes(root: &Path, input: &Table) -> Result<Vec<u8>> {
    if let Some(text) = input.get("text") {
        let of = |key: &str| text.get(key).and_then(Value::as_str);
        return encode(of("content").context("a text without content")?, of("encoding"));
    }
    let sheets = input.get("sheet").and_then(Value::as_array).context("no [[sheet]], no [text]")?;
    let sheets = sheets.iter().map(|it| read_sheet(root, it)).collect::<Result<Vec<_>>>()?;
    write(&sheets, input.get("since_1904").and_then(Value::as_bool).unwrap_or(false))
}

fn read_mapping(keys: &[Value]) -> Vec<Option<Field>> {
    keys.iter().map(|it| it.as_str().and_then(Field::from_key)).collect()
}

fn read_sheet(root: &Path, value: &Value) -> Result<Sheet> {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let mut sheet = Sheet::new(text("name").context("a sheet without a name")?);
    sheet.is_hidden = value.get("hidden").and_then(Value::as_bool).unwrap_or(false);
    if let Some(template) = text("template") {
        let path = root.join("templates").join(format!("{template}.txt"));
        let grid = fs::read_to_string(&path).with_context(|| format!("{}", path.display()))?;
        sheet.put(text("template_at").unwrap_or("A1"), &grid)?;
    }
    for part in value.get("part").and_then(Value::as_array).into_iter().flatten() {
        let of = |key: &str| part.get(key).and_then(Value::as_str);
        sheet.put(of("at").unwrap_or("A1"), of("grid").context("a part without a grid")?)?;
    }
    Ok(sheet)
}
