//! A first page without a number: Nghị định 30/2020/NĐ-CP shows numbers from page 2 on, and the
//! writer of workbooks has no word for it.

use flate2::{Compress, Compression, Crc, FlushCompress, Status};

use crate::package::Package;

const SHEET: &str = "xl/worksheets/sheet1.xml";
const MOST_BYTES: u64 = 1 << 30;
const END_LENGTH: usize = 22;
const ENTRY_LENGTH: usize = 46;
const HEADER_LENGTH: usize = 30;
/// What a part's sum and sizes begin with when they stand behind it once more: readers of streams
/// believe those.
const DESCRIPTOR: usize = 0x0807_4B50;

/// The workbook, its first page with the foot of the others and no head. `None` when the bytes are
/// not a package as the writer makes them.
pub(super) fn without_number(bytes: &[u8]) -> Option<Vec<u8>> {
    let whole = Package::open(bytes).ok()?.whole(SHEET, MOST_BYTES).ok()??;
    let xml = String::from_utf8(whole).ok()?;
    let (_, after) = xml.split_once("<oddFooter>")?;
    let (foot, _) = after.split_once("</oddFooter>")?;
    let first = format!("<firstFooter>{foot}</firstFooter></headerFooter>");
    let xml = xml.replace("<headerFooter", "<headerFooter differentFirst=\"1\"");
    replace(bytes, xml.replace("</headerFooter>", &first).as_bytes())
}

/// The package with other bytes in the sheet's part; all else stays where it is, or moves as a
/// whole.
fn replace(bytes: &[u8], part: &[u8]) -> Option<Vec<u8>> {
    let end = bytes.len().checked_sub(END_LENGTH)?;
    let directory = u32_at(bytes, end + 16)?;
    let entry = find(bytes, directory, end)?;
    let start = u32_at(bytes, entry + 42)?;
    let packed_start = start
        + HEADER_LENGTH
        + usize::from(u16_at(bytes, start + 26)?)
        + usize::from(u16_at(bytes, start + 28)?);
    let old_length = u32_at(bytes, entry + 20)?;
    let packed = deflated(part)?;
    let mut crc = Crc::new();
    crc.update(part);
    let sizes = [crc.sum(), u32::try_from(packed.len()).ok()?, u32::try_from(part.len()).ok()?];
    let moved = |place: usize| place + packed.len() - old_length;

    let mut out = bytes.get(..packed_start)?.to_vec();
    put(&mut out, start + 14, &sizes)?;
    out.extend_from_slice(&packed);
    let behind = out.len();
    out.extend_from_slice(bytes.get(packed_start + old_length..)?);
    if u32_at(&out, behind)? == DESCRIPTOR {
        put(&mut out, behind + 4, &sizes)?;
    }
    put(&mut out, moved(entry) + 16, &sizes)?;
    let mut at = directory;
    while at < end {
        let place = u32_at(bytes, at + 42)?;
        if place > start {
            put(&mut out, moved(at) + 42, &[u32::try_from(moved(place)).ok()?])?;
        }
        at = next(bytes, at)?;
    }
    put(&mut out, moved(end) + 16, &[u32::try_from(moved(directory)).ok()?])?;
    Some(out)
}

/// Where the directory tells of the sheet.
fn find(bytes: &[u8], directory: usize, end: usize) -> Option<usize> {
    let mut at = directory;
    while at < end {
        let name = at + ENTRY_LENGTH;
        if bytes.get(name..name + SHEET.len())? == SHEET.as_bytes()
            && usize::from(u16_at(bytes, at + 28)?) == SHEET.len()
        {
            return Some(at);
        }
        at = next(bytes, at)?;
    }
    None
}

fn next(bytes: &[u8], entry: usize) -> Option<usize> {
    let lengths = [28, 30, 32].map(|it| u16_at(bytes, entry + it));
    let lengths = lengths.into_iter().map(|it| it.map(usize::from)).sum::<Option<usize>>()?;
    Some(entry + ENTRY_LENGTH + lengths)
}

fn deflated(bytes: &[u8]) -> Option<Vec<u8>> {
    // More than what deflating could ever add.
    let mut packed = Vec::with_capacity(bytes.len() + bytes.len() / 100 + 64);
    let mut deflater = Compress::new(Compression::new(6), false);
    let status = deflater.compress_vec(bytes, &mut packed, FlushCompress::Finish);
    (status.ok()? == Status::StreamEnd).then_some(packed)
}

fn put(out: &mut [u8], at: usize, numbers: &[u32]) -> Option<()> {
    let bytes: Vec<u8> = numbers.iter().flat_map(|it| it.to_le_bytes()).collect();
    out.get_mut(at..at + bytes.len())?.copy_from_slice(&bytes);
    Some(())
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let number = u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
    usize::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::Workbook;

    use super::*;

    #[test]
    fn what_stands_behind_the_part_says_what_the_directory_says() {
        let mut book = Workbook::new();
        book.add_worksheet().set_footer("&P").write_string(0, 0, "Mẫu").unwrap();
        let bytes = without_number(&book.save_to_buffer().unwrap()).unwrap();
        let end = bytes.len() - END_LENGTH;
        let entry = find(&bytes, u32_at(&bytes, end + 16).unwrap(), end).unwrap();
        let start = u32_at(&bytes, entry + 42).unwrap();
        let lengths = [26, 28].map(|it| usize::from(u16_at(&bytes, start + it).unwrap()));
        let packed = u32_at(&bytes, entry + 20).unwrap();
        let behind = start + HEADER_LENGTH + lengths[0] + lengths[1] + packed;
        assert_eq!(u32_at(&bytes, behind), Some(DESCRIPTOR));
        assert_eq!(bytes[behind + 4..behind + 16], bytes[entry + 16..entry + 28]);
        assert_eq!(bytes[start + 14..start + 26], bytes[entry + 16..entry + 28]);
    }
}
