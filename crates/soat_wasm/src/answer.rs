//! Answers and failures as they cross.

use soat_sheet::ReadError;
use tsify::{Ts, Tsify};
use wasm_bindgen::JsValue;

use crate::wire::Failure;

/// What every fallible call gives.
pub(crate) type Answer<T> = Result<Ts<T>, JsValue>;

pub(crate) fn answer<T: Tsify + serde::Serialize>(it: T) -> Answer<T> {
    it.into_ts().map_err(|_| bad_request())
}

pub(crate) fn read_failure(error: &ReadError) -> JsValue {
    failure(&Failure { code: error.code().to_owned(), message: error.message_vi() })
}

pub(crate) fn no_list() -> JsValue {
    fail("no-list", "Chưa mở danh sách nào")
}

pub(crate) fn bad_request() -> JsValue {
    fail("bad-request", "Trang gửi yêu cầu không đúng. Hãy tải lại trang")
}

pub(crate) fn fail(code: &str, message: &str) -> JsValue {
    failure(&Failure { code: code.to_owned(), message: message.to_owned() })
}

pub(crate) fn failure(it: &Failure) -> JsValue {
    serde_wasm_bindgen::to_value(it).unwrap_or(JsValue::NULL)
}
