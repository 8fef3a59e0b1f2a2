//! The work file, `.soat`: the list, what was done with it, and the lists that left. The page writes
//! the same file: the journal is of its calls, and is played here as there.

mod play;
mod wire;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use serde_json::{Value, json};
use soat_core::handoff::MergePlan;
use soat_core::matching::MatchedValue;
use soat_core::{Changed, Options, Work};
use soat_vault::{Event, Key, Params, Recipe, VaultError, WorkFile};

pub(crate) use self::play::{OpenRequest, Played};
pub(crate) use self::wire::{SendRequest, SentColumn, SentPart, recipient_key};
use crate::{list, today};

/// Everything of a work, and what seals it.
pub(crate) struct Kept {
    pub(crate) file: WorkFile,
    key: Key,
}

impl Kept {
    /// A work that has just begun.
    pub(crate) fn new(source: Vec<u8>, request: &OpenRequest, passphrase: &str) -> Result<Self> {
        let recipe = Recipe { salt: chance()?, params: Params::DEFAULT };
        let key = Key::derive(passphrase, recipe).map_err(words)?;
        let file_name = request.file_name.clone();
        let mut kept = Self { file: WorkFile { file_name, source, ..WorkFile::default() }, key };
        kept.add(&json!(["open", request]));
        Ok(kept)
    }

    /// Opens a work file. The passphrase may be another one: then nothing is told of what it holds.
    pub(crate) fn open(bytes: &[u8], passphrase: &str) -> Result<Self> {
        let key = Key::derive(passphrase, WorkFile::recipe(bytes).map_err(words)?);
        let key = key.map_err(words)?;
        let file = WorkFile::open(bytes, &key).map_err(words)?;
        Ok(Self { file, key })
    }

    /// How the list was opened.
    pub(crate) fn request(&self) -> Result<OpenRequest> {
        let first = self.entries().next().context(DAMAGED)??;
        OpenRequest::of_entry(&first).context(DAMAGED)
    }

    /// Does everything again that was done.
    pub(crate) fn play(&self, played: &mut Played) -> Result<()> {
        for entry in self.entries().skip(1) {
            played.play(&entry?).context(UNKNOWN_STEP)?;
        }
        Ok(())
    }

    /// Notes the options, so that a later day or another default changes nothing.
    pub(crate) fn note_options(&mut self, options: Options) {
        self.add(&play::options_entry(options));
    }

    /// Hands lists out, and notes it.
    pub(crate) fn send(&mut self, played: &mut Played, mut request: SendRequest) -> Result<()> {
        request.key = format!("{:016x}", u64::from_le_bytes(chance()?));
        let entry = json!(["send", [request], edited(&played.work)]);
        played
            .play(&entry)
            .context("một danh sách giao đi có tối đa 130.321 dòng; hãy chia nhỏ")?;
        self.add(&entry);
        Ok(())
    }

    /// Merges what came back, and notes it.
    pub(crate) fn merge(&mut self, played: &mut Played, plan: &MergePlan) -> Result<Changed> {
        let request = wire::MergeRequest { plan: wire::Plan::of(plan), at: today::now_ms() as f64 };
        let stamp = play::stamp(request.at);
        let changed = played.handoffs.apply(&mut played.work, plan, stamp);
        let changed = changed.map_err(|_| anyhow!("danh sách đã đổi trong lúc gộp"))?;
        self.add(&json!(["merge", [request], edited(&played.work)]));
        Ok(changed)
    }

    /// Takes values of a second list, and notes it.
    pub(crate) fn take_matched(
        &mut self,
        played: &mut Played,
        list: &str,
        values: &[MatchedValue],
    ) -> Changed {
        let at = today::now_ms() as f64;
        let changed = played.work.take_matched(list, values, play::stamp(at));
        if changed.n_cells > 0 {
            let value = |it: &MatchedValue| {
                let MatchedValue { row_idx, column, text, sheet, row_number } = it;
                json!({ "row": row_idx, "column": column, "value": text, "sheet": sheet, "rowNumber": row_number })
            };
            let values: Vec<Value> = values.iter().map(value).collect();
            let request = json!({ "list": list, "values": values, "at": at });
            self.add(&json!(["take_matched", [request], edited(&played.work)]));
        }
        changed
    }

    fn add(&mut self, entry: &Value) {
        let number = self.file.journal.len() as u64;
        self.file.journal.push(Event { number, bytes: entry.to_string().into_bytes() });
    }

    /// Writes the work file beside itself first, so that there is a whole one at every moment.
    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        let bytes = self.file.write(&self.key, &chance()?).map_err(words)?;
        if WorkFile::open(&bytes, &self.key).ok().as_ref() != Some(&self.file) {
            bail!("không ghi được tệp công việc: đọc lại thấy khác");
        }
        let beside = beside(path);
        list::write_file(&beside, &bytes)?;
        fs::rename(&beside, path)
            .map_err(|it| anyhow!("không ghi được tệp {}: {}", path.display(), list::why(&it)))
    }

    fn entries(&self) -> impl Iterator<Item = Result<Value>> {
        let entry = |it: &Event| serde_json::from_slice(&it.bytes).ok().context(DAMAGED);
        self.file.journal.iter().map(entry)
    }
}

const DAMAGED: &str = "tệp công việc bị hỏng";
const UNKNOWN_STEP: &str =
    "tệp công việc do bản Soát khác lưu, có bước mà bản này không làm lại được";

/// Cells that differ from the file: the page keeps the number in each entry.
fn edited(work: &Work) -> usize {
    work.edited_cells()
}

/// `work.soat` to `work.soat.tam`.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".tam");
    path.with_file_name(name)
}

/// Bytes of the system's chance.
fn chance<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).ok().context("máy không cho số ngẫu nhiên")?;
    Ok(bytes)
}

fn words(error: VaultError) -> anyhow::Error {
    anyhow!("{}", error.message_vi())
}
