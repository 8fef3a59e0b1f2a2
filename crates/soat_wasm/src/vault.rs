//! Keys of passphrases and the work file, for the page.
//!
//! All of it is slow or takes much memory: the page runs it in a worker that ends afterwards. Small
//! things it seals by the browser's own AES-GCM, with the key from here.

use soat_vault::{Chance, Dismissed, Event, Key, Params, Recipe, Section, VaultError, WorkFile};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::answer::{Answer, answer, bad_request, fail};
use crate::wire::{DismissedView, KeyRecipeView, WorkParts};

/// A key made of a passphrase. Random bytes come from the page, new each time, by
/// `crypto.getRandomValues`.
#[wasm_bindgen]
pub struct Vault {
    key: Key,
}

#[wasm_bindgen]
impl Vault {
    /// The cost that new keys are made with: KiB of memory, passes, lanes.
    #[must_use]
    pub fn usual_cost() -> Vec<u32> {
        let Params { memory_kib, passes, lanes } = Params::DEFAULT;
        vec![memory_kib, passes, lanes]
    }

    /// How the key of a work file is made.
    pub fn recipe(file: &[u8]) -> Answer<KeyRecipeView> {
        let Recipe { salt, params } = WorkFile::recipe(file).map_err(refused)?;
        let Params { memory_kib, passes, lanes } = params;
        answer(KeyRecipeView { salt: salt.to_vec(), cost: vec![memory_kib, passes, lanes] })
    }

    /// Makes a key by Argon2id; the salt is of 16 bytes.
    pub fn derive(passphrase: &str, salt: &[u8], cost: &[u32]) -> Result<Self, JsValue> {
        let salt = salt.try_into().map_err(|_| bad_request())?;
        let &[memory_kib, passes, lanes] = cost else { return Err(bad_request()) };
        let recipe = Recipe { salt, params: Params { memory_kib, passes, lanes } };
        let key = Key::derive(passphrase, recipe).map_err(refused)?;
        Ok(Self { key })
    }

    /// The key itself, for the browser's own AES-GCM. The page wipes it when that has it.
    #[must_use]
    pub fn key(&self) -> Vec<u8> {
        self.key.bytes().to_vec()
    }

    /// The bytes of a work file. `chance` is 44 random bytes.
    pub fn write_work_file(&self, work: &SavedWork, chance: &[u8]) -> Result<Vec<u8>, JsValue> {
        let chance: &Chance = chance.try_into().map_err(|_| bad_request())?;
        work.0.write(&self.key, chance).map_err(refused)
    }

    /// Opens a work file with the key that its recipe makes.
    pub fn read_work_file(&self, file: &[u8]) -> Result<SavedWork, JsValue> {
        WorkFile::open(file, &self.key).map(SavedWork).map_err(refused)
    }
}

/// What a work file holds.
#[wasm_bindgen]
pub struct SavedWork(WorkFile);

#[wasm_bindgen]
impl SavedWork {
    /// Of the file that was opened.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(source: Vec<u8>) -> Self {
        Self(WorkFile { source, ..WorkFile::default() })
    }

    /// The file that was opened. It is handed out once.
    pub fn take_source(&mut self) -> Vec<u8> {
        core::mem::take(&mut self.0.source)
    }

    /// Everything else.
    pub fn parts(&self) -> Answer<WorkParts> {
        let WorkFile { file_name, source: _, choices, journal, dismissed, others: _ } = &self.0;
        let event = |it: &Event| String::from_utf8_lossy(&it.bytes).into_owned();
        let dismissed =
            dismissed.iter().map(|it| DismissedView { row: it.row_idx, rule: it.rule.clone() });
        answer(WorkParts {
            file_name: file_name.clone(),
            choices: choices.clone(),
            journal: journal.iter().map(event).collect(),
            dismissed: dismissed.collect(),
        })
    }

    /// Puts in everything but the file.
    pub fn set_parts(&mut self, parts: Ts<WorkParts>) -> Result<(), JsValue> {
        let parts = parts.to_rust().map_err(|_| bad_request())?;
        let WorkParts { file_name, choices, journal, dismissed } = parts;
        let events = (0..).zip(journal);
        let dismissed = dismissed.into_iter();
        self.0.file_name = file_name;
        self.0.choices = choices;
        self.0.journal =
            events.map(|(number, it)| Event { number, bytes: it.into_bytes() }).collect();
        self.0.dismissed =
            dismissed.map(|it| Dismissed { row_idx: it.row, rule: it.rule }).collect();
        Ok(())
    }

    /// What a later version of Soát put into the file, for [`Self::set_others`] when it is written.
    pub fn others(&self) -> Result<Vec<u8>, JsValue> {
        Section::pack(&self.0.others).map_err(refused)
    }

    /// Puts back what [`Self::others`] gave.
    pub fn set_others(&mut self, others: &[u8]) -> Result<(), JsValue> {
        self.0.others = Section::unpack(others).map_err(refused)?;
        Ok(())
    }
}

fn refused(error: VaultError) -> JsValue {
    fail(error.code(), error.message_vi())
}
