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

#[wasm_bindgen_test]
fn a_list_leaves_and_comes_back_and_a_plan_is_applied_from_its_json() {
    let mut session = Session::new();
    open(&mut session, LIST.as_bytes()).unwrap();
    let send = r#"{"key":"00000000000000ff","to":"village","columns":[{"column":1,"shown":"full"}],
        "parts":[{"name":"Thôn 3","rows":[0,1]}],"station":"","place":"","at":0}"#;
    let sent: JsValue = session.send(request(send)).unwrap().js_value().into();
    assert_eq!(number(&Reflect::get(&sent, &"overview".into()).unwrap(), "listsOut"), 1.0);
    let code = JSON::stringify(&Reflect::get(&sent, &"codes".into()).unwrap()).unwrap();
    let write = format!(r#"{{"codes":{code},"zip":false}}"#);
    session.write_handoffs(request(&write)).unwrap();
    let grid = Session::read_returned(&session.take_file(0).unwrap(), None).unwrap();
    let preview = session.plan_returned(vec!["a.xlsx".to_owned()], &grid).unwrap();
    let plan = Reflect::get(&preview.js_value(), &"plan".into()).unwrap();
    let plan = JSON::stringify(&plan).unwrap();
    session.merge(request(&format!(r#"{{"plan":{plan},"at":0}}"#))).unwrap();
    let view: JsValue = session.handoffs().unwrap().js_value().into();
    let list = Reflect::get_u32(&Reflect::get(&view, &"lists".into()).unwrap(), 0).unwrap();
    assert_eq!((number(&list, "rows"), number(&list, "back")), (2.0, 2.0));
    let failure = session.find_code("XXX").unwrap_err();
    let code = Reflect::get(&failure, &"code".into()).unwrap().as_string();
    assert_eq!(code.as_deref(), Some("code-form"));
}
