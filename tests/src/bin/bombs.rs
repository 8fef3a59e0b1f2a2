//! Writes the bombs into a folder, for the browser's tests; prints of each its name and how many
//! people it shows, `-` when it is refused.

#![expect(clippy::print_stdout, reason = "told to the test that runs it")]

use std::{env, fs};

use anyhow::{Context as _, Result};
use soat_tests::bombs::{self, MOST_ROWS};

fn main() -> Result<()> {
    let folder = env::args().nth(1).context("bombs FOLDER")?;
    fs::create_dir_all(&folder)?;
    for it in bombs::all(MOST_ROWS)? {
        fs::write(format!("{folder}/{}", it.name), &it.bytes)?;
        println!("{} {}", it.name, it.n_people.map_or("-".to_owned(), |it| it.to_string()));
    }
    Ok(())
}
