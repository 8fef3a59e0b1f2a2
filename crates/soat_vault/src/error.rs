//! Why something sealed could not be opened.

use core::fmt;

/// What is wrong. Holds nothing of what was sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum VaultError {
    /// It does not begin as a work file does.
    NotAWorkFile,
    /// A later Soát wrote it, in a way that this one does not know.
    NewerVersion,
    /// The passphrase is another one, or the bytes were changed. Nobody can tell which: whoever
    /// could would need no passphrase.
    WrongPassphraseOrDamaged,
    /// The passphrase is right and the rest of the file is not what was written.
    Damaged,
    /// Larger, or asking for more memory or time, than is ever written.
    TooLarge,
}

impl VaultError {
    /// The stable name, for the page's own words.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAWorkFile => "not-a-work-file",
            Self::NewerVersion => "newer-version",
            Self::WrongPassphraseOrDamaged => "wrong-passphrase-or-damaged",
            Self::Damaged => "work-file-damaged",
            Self::TooLarge => "work-file-too-large",
        }
    }

    /// For the user, in Vietnamese: what is wrong, and what to do.
    #[must_use]
    pub fn message_vi(self) -> &'static str {
        match self {
            Self::NotAWorkFile => {
                "Đây không phải tệp công việc của Soát (.soat). Hãy kiểm tra xem đã chọn đúng tệp chưa."
            }
            Self::NewerVersion => {
                "Tệp công việc do bản Soát mới hơn lưu. Hãy mở bằng bản Soát mới nhất."
            }
            Self::WrongPassphraseOrDamaged => {
                "Mật khẩu không đúng, hoặc tệp đã bị hỏng. Hãy gõ lại, để ý phím Caps Lock và bộ gõ \
                 tiếng Việt; nếu vẫn không được, hãy mở một bản sao khác của tệp."
            }
            Self::Damaged => {
                "Mật khẩu đúng nhưng tệp công việc bị hỏng hoặc bị cắt mất một phần. Hãy chép lại \
                 tệp, hoặc mở một bản sao khác."
            }
            Self::TooLarge => {
                "Tệp công việc quá lớn, máy không đủ bộ nhớ. Hãy đóng bớt chương trình rồi thử lại, \
                 hoặc mở trên máy khác."
            }
        }
    }
}

impl fmt::Display for VaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAWorkFile => "not a work file",
            Self::NewerVersion => "written by a later version",
            Self::WrongPassphraseOrDamaged => "another passphrase, or damaged",
            Self::Damaged => "the work file is damaged",
            Self::TooLarge => "the work file is too large",
        })
    }
}

impl core::error::Error for VaultError {}
