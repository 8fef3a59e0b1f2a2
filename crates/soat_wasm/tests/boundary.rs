//! The session as the page calls it, inside wasm: a list opens and is edited, and what is no list has a
//! reason.
#![cfg(target_arch = "wasm32")]

use js_sys::{Function, JSON, Reflect};
use soat_wasm::Session;
use tsify::{Ts, Tsify};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const LIST: &str = "STT;Họ và tên;Ngày sinh;Giới tính;Số CCCD;Số điện thoại\n\
    1;Lê Thị Mẫu;12/03/1985;Nữ;079185000123;0912345670\n\
    2;Trần Văn Thử;01/02/1990;Nam;;0912345671\n";

fn request<T: Tsify>(json: &str) -> Ts<T> {
    Ts::new_unchecked(JSON::parse(json).unwrap())
}

fn number(of: &JsValue, key: &str) -> f64 {
    Reflect::get(of, &key.into()).unwrap().as_f64().unwrap()
}

fn open(session: &mut Session, bytes: &[u8]) -> Result<JsValue, JsValue> {
    let asked = request(r#"{"fileName":"a.csv","today":"2022-06-01"}"#);
    let opened = session.open(&js_sys::Uint8Array::from(bytes), asked, &Function::new_no_args(""));
    opened.map(|it| it.js_value().into())
}

#[wasm_bindgen_test]
fn a_list_is_opened_and_edited() {
    let mut session = Session::new();
    let overview = open(&mut session, LIST.as_bytes()).unwrap();
    assert_eq!((number(&overview, "nRows"), number(&overview, "rowsWithErrors")), (2.0, 1.0));
    let edit = r#"{"changes":[{"row":1,"column":4,"value":"079090000124"}],"how":"typed","at":0}"#;
    session.edit(request(edit)).unwrap();
    let overview: JsValue = session.overview().unwrap().js_value().into();
    assert_eq!((number(&overview, "rowsWithErrors"), number(&overview, "editedCells")), (0.0, 1.0));
}

#[wasm_bindgen_test]
fn what_is_no_list_has_a_code_and_leaves_what_is_open() {
    let mut session = Session::new();
    open(&mut session, LIST.as_bytes()).unwrap();
    let failure = open(&mut session, b"PK\x03\x04").unwrap_err();
    let code = Reflect::get(&failure, &"code".into()).unwrap().as_string();
    assert_eq!(code.as_deref(), Some("damaged"));
    assert_eq!(number(&session.overview().unwrap().js_value().into(), "nRows"), 2.0);
}
