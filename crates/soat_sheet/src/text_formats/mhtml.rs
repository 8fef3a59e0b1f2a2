//! Pages saved together in one file: `.mht`, by RFC 2557.

use std::borrow::Cow;

use memchr::memmem;

use crate::text_formats::encoding::Charset;
use crate::text_formats::holds;

/// Parts within parts.
const DEEPEST: u32 = 4;
/// Pages that are looked at.
const MOST_PAGES: usize = 1_000;
/// Headers end somewhere in here.
const HEAD: usize = 16 * 1024;

/// Does the file begin with the headers of such an archive?
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes).trim_ascii_start();
    let (headers, _) = split_headers(head);
    let is_named = holds(&headers, "mime-version:") || headers.starts_with("from:");
    is_named && holds(&headers, "content-type:")
}

/// The pages of the archive, as text.
pub(super) fn pages<'a>(bytes: &[u8]) -> Vec<Cow<'a, str>> {
    let mut pages = Vec::new();
    collect(bytes.trim_ascii_start(), 0, &mut pages);
    pages
}

fn collect(part: &[u8], depth: u32, pages: &mut Vec<Cow<'_, str>>) {
    let (headers, body) = split_headers(part);
    if holds(&headers, "multipart/") && depth < DEEPEST {
        let Some(boundary) = boundary(part) else { return };
        let separator = [b"--", boundary].concat();
        let mut starts = memmem::find_iter(body, &separator).map(|it| it + separator.len());
        let mut start = starts.next();
        while let Some(from) = start {
            start = starts.next();
            let end = start.map_or(body.len(), |it| it - separator.len());
            let inner = body.get(from..end).unwrap_or_default();
            if !inner.starts_with(b"--") {
                collect(inner.trim_ascii_start(), depth + 1, pages);
            }
        }
    } else if holds(&headers, "text/html") && pages.len() < MOST_PAGES {
        let bytes = if holds(&headers, "quoted-printable") {
            decode_quoted(body)
        } else if holds(&headers, "base64") {
            decode_base64(body)
        } else {
            body.to_vec()
        };
        let label = value_of(headers.as_bytes(), b"charset=");
        let charset = Charset::of_declared(&bytes, label);
        pages.push(Cow::Owned(charset.decode(&bytes).into_owned()));
    }
}

/// The headers in lower case, and what is behind the empty line after them.
fn split_headers(part: &[u8]) -> (String, &[u8]) {
    let head = part.get(..HEAD).unwrap_or(part);
    let ends = [b"\r\n\r\n".as_slice(), b"\n\n", b"\r\r"];
    let found = ends.iter().filter_map(|it| Some((memmem::find(head, it)?, it.len()))).min();
    let (end, length) = found.unwrap_or((head.len(), 0));
    let headers = String::from_utf8_lossy(head.get(..end).unwrap_or_default());
    (headers.to_ascii_lowercase(), part.get(end + length..).unwrap_or_default())
}

/// As it is written: its case counts.
fn boundary(part: &[u8]) -> Option<&[u8]> {
    let head = part.get(..HEAD).unwrap_or(part);
    let key = memmem::find(&head.to_ascii_lowercase(), b"boundary=")?;
    value_of(head.get(key..)?, b"=").filter(|it| !it.is_empty())
}

/// What is behind a key, in quotes or not.
fn value_of<'h>(headers: &'h [u8], key: &[u8]) -> Option<&'h [u8]> {
    let start = memmem::find(headers, key)? + key.len();
    let rest = headers.get(start..)?;
    let (rest, ends): (_, &[u8]) = match rest.strip_prefix(b"\"") {
        Some(rest) => (rest, b"\"\r\n"),
        None => (rest, b"; \t\r\n"),
    };
    let length = rest.iter().position(|it| ends.contains(it)).unwrap_or(rest.len());
    rest.get(..length)
}

fn decode_quoted(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((&byte, after)) = rest.split_first() {
        rest = match after {
            [b'\r', b'\n', after @ ..] | [b'\n', after @ ..] if byte == b'=' => after,
            [high, low, after @ ..] if byte == b'=' => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high * 16 + low);
                    after
                }
                _ => {
                    bytes.push(byte);
                    rest.get(1..).unwrap_or_default()
                }
            },
            after => {
                bytes.push(byte);
                after
            }
        };
    }
    bytes
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|it| u8::try_from(it).ok())
}

/// What is not of the alphabet is passed over.
fn decode_base64(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut n_bits) = (0_u32, 0);
    for &letter in body {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(value)) & 0xFFFF;
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            bytes.extend(u8::try_from(bits >> n_bits & 0xFF));
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_in_any_transfer_encoding() {
        let archive = b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\
            \tboundary=\"--=_Next.A\"\r\n\r\nnot shown\r\n----=_Next.A\r\n\
            Content-Type: text/html; charset=\"utf-8\"\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\r\n<p a=3D1>L=C3=AA=\r\n =4g=\r\n\
            ----=_Next.A\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n\
            ----=_Next.A\r\nContent-Transfer-Encoding: base64\r\nContent-Type: text/html\r\n\r\n\
            PHA+\r\nTMOq\r\n----=_Next.A--\r\n";
        assert!(is_archive(archive));
        let pages = pages(archive);
        assert_eq!(pages.len(), 2);
        assert_eq!(pages[0].trim_ascii_end(), "<p a=1>Lê =4g");
        assert_eq!(pages[1], "<p>Lê");
        assert!(!is_archive("Họ tên;Ngày sinh\n\nLê;1".as_bytes()));
        assert!(pages_of_nothing());
    }

    fn pages_of_nothing() -> bool {
        let broken =
            [b"".as_slice(), b"MIME-Version: 1.0\n\nx", b"a: multipart/x; boundary=\"\"\n\n"];
        broken.iter().all(|it| pages(it).is_empty())
    }
}
