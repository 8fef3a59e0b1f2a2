//! Files that are not in the memory of the module.

use js_sys::Uint8Array;
use soat_sheet::Pieces;
use wasm_bindgen::prelude::*;

use crate::convert;

/// A file in the memory of JavaScript. The module's own grows and never shrinks.
pub(crate) struct Outside<'a>(pub(crate) &'a Uint8Array);

impl Pieces for Outside<'_> {
    fn len(&self) -> usize {
        self.0.length() as usize
    }

    fn copy(&self, start: usize, buffer: &mut [u8]) {
        let start = convert::index(start);
        self.0.subarray(start, start + convert::index(buffer.len())).copy_to(buffer);
    }
}

#[wasm_bindgen]
extern "C" {
    /// A file that is read as it is asked for: `web/src/engine/inFile.ts`.
    pub type FileOutside;

    #[wasm_bindgen(method, getter)]
    fn size(this: &FileOutside) -> f64;

    #[wasm_bindgen(method, catch)]
    fn piece(this: &FileOutside, start: f64, end: f64) -> Result<Uint8Array, JsValue>;
}

impl Pieces for FileOutside {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size")]
    fn len(&self) -> usize {
        self.size() as usize
    }

    /// What cannot be read stays as it is, and makes no sense as a workbook.
    #[expect(clippy::cast_precision_loss, reason = "files are shorter than 2^53 bytes")]
    fn copy(&self, start: usize, buffer: &mut [u8]) {
        let end = start + buffer.len();
        let Ok(piece) = self.piece(start as f64, end as f64) else { return };
        if piece.length() as usize == buffer.len() {
            piece.copy_to(buffer);
        }
    }
}
