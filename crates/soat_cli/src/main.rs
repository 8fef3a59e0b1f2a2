//! soat
fn main() {}
