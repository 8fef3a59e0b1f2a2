//! The roles that a column can play, in the field's own terms.

/// Declares [`Field`] with its key and Vietnamese title from one table.
macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident $key:literal $title:literal,)+) => {
        /// What a column means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Field { $($(#[$doc])* $variant,)+ }

        impl Field {
            /// Every field, in the order of the import template.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable name in JSON, edits and the page.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            /// The short Vietnamese name shown to people.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }
        }
    };
}

fields! {
    /// Running number (STT); no meaning beyond the sheet.
    Ordinal "ordinal" "STT",
    /// Họ và tên, as on the identity paper.
    FullName "full_name" "Họ và tên",
    /// Ngày sinh.
    BirthDate "birth_date" "Ngày sinh",
    /// Giới tính: 0 nam, 1 nữ in the import template.
    Sex "sex" "Giới tính",
    /// Mã nhóm đối tượng ưu tiên (QĐ 3355/QĐ-BYT), 1 to 16, 17 in November 2021.
    PriorityGroup "priority_group" "Nhóm đối tượng",
    /// Đơn vị công tác.
    Workplace "workplace" "Đơn vị công tác",
    /// Số điện thoại.
    Phone "phone" "Số điện thoại",
    /// Số CCCD, CMND or số định danh cá nhân.
    PersonalId "personal_id" "Số CCCD/CMND",
    /// Số thẻ bảo hiểm y tế, 10 or 15 characters.
    InsuranceNumber "insurance_number" "Số thẻ BHYT",
    /// Tên tỉnh/thành phố.
    ProvinceName "province_name" "Tỉnh/Thành phố",
    /// Mã tỉnh, two digits.
    ProvinceCode "province_code" "Mã tỉnh",
    /// Tên quận/huyện (until 30/06/2025).
    DistrictName "district_name" "Quận/Huyện",
    /// Mã quận/huyện, three digits.
    DistrictCode "district_code" "Mã huyện",
    /// Tên xã/phường.
    CommuneName "commune_name" "Xã/Phường",
    /// Mã xã/phường, five digits.
    CommuneCode "commune_code" "Mã xã",
    /// Địa chỉ chi tiết: số nhà, thôn, ấp, tổ.
    Address "address" "Địa chỉ",
    /// Mũi 1: tên vắc xin.
    Dose1Vaccine "dose1_vaccine" "Mũi 1: vắc xin",
    /// Mũi 1: ngày tiêm.
    Dose1Date "dose1_date" "Mũi 1: ngày tiêm",
    /// Mũi 1: số lô.
    Dose1Lot "dose1_lot" "Mũi 1: số lô",
    /// Mũi 1: mã cơ sở tiêm.
    Dose1Site "dose1_site" "Mũi 1: nơi tiêm",
    /// Mũi 2: tên vắc xin.
    Dose2Vaccine "dose2_vaccine" "Mũi 2: vắc xin",
    /// Mũi 2: ngày tiêm.
    Dose2Date "dose2_date" "Mũi 2: ngày tiêm",
    /// Mũi 2: số lô.
    Dose2Lot "dose2_lot" "Mũi 2: số lô",
    /// Mũi 2: mã cơ sở tiêm.
    Dose2Site "dose2_site" "Mũi 2: nơi tiêm",
    /// Mũi 3: tên vắc xin.
    Dose3Vaccine "dose3_vaccine" "Mũi 3: vắc xin",
    /// Mũi 3: ngày tiêm.
    Dose3Date "dose3_date" "Mũi 3: ngày tiêm",
    /// Mũi 3: số lô.
    Dose3Lot "dose3_lot" "Mũi 3: số lô",
    /// Mũi 3: mã cơ sở tiêm.
    Dose3Site "dose3_site" "Mũi 3: nơi tiêm",
    /// Mũi 4: tên vắc xin.
    Dose4Vaccine "dose4_vaccine" "Mũi 4: vắc xin",
    /// Mũi 4: ngày tiêm.
    Dose4Date "dose4_date" "Mũi 4: ngày tiêm",
    /// Mũi 4: số lô.
    Dose4Lot "dose4_lot" "Mũi 4: số lô",
    /// Mũi 4: mã cơ sở tiêm.
    Dose4Site "dose4_site" "Mũi 4: nơi tiêm",
    /// Ghi chú; in the platform's list the reason.
    Note "note" "Ghi chú",
    /// Kết quả import thất bại, the platform's answer.
    ImportFailure "import_failure" "Kết quả import thất bại",
    /// Kết quả import thành công, the platform's answer.
    ImportSuccess "import_success" "Kết quả import thành công",
    /// Quốc tịch.
    Nationality "nationality" "Quốc tịch",
    /// Dân tộc.
    Ethnicity "ethnicity" "Dân tộc",
    /// E-mail.
    Email "email" "E-mail",
    /// Nghề nghiệp.
    Occupation "occupation" "Nghề nghiệp",
    /// Mã đối tượng of NIIS, 15 digits.
    SubjectCode "subject_code" "Mã đối tượng",
    /// Họ tên mẹ.
    MotherName "mother_name" "Họ tên mẹ",
    /// Mã cơ sở y tế tiêm of the registration list.
    Site "site" "Mã cơ sở tiêm",
    /// Họ (và chữ đệm) in a column of its own.
    FamilyName "family_name" "Họ và tên đệm",
    /// Tên in a column of its own.
    GivenName "given_name" "Tên",
    /// Ngày (of birth) in a column of its own.
    BirthDay "birth_day" "Ngày (sinh)",
    /// Tháng (of birth) in a column of its own.
    BirthMonth "birth_month" "Tháng (sinh)",
    /// Năm (of birth) in a column of its own.
    BirthYear "birth_year" "Năm sinh",
    /// Birth date or year of men, under "Nam".
    BirthDateMale "birth_date_male" "Năm sinh (Nam)",
    /// Birth date or year of women, under "Nữ".
    BirthDateFemale "birth_date_female" "Năm sinh (Nữ)",
    /// A tick under "Nam".
    SexMale "sex_male" "Giới tính (Nam)",
    /// A tick under "Nữ".
    SexFemale "sex_female" "Giới tính (Nữ)",
    /// Hộ chiếu in a column of its own.
    Passport "passport" "Hộ chiếu",
    /// Người giám hộ other than the mother.
    Guardian "guardian" "Người giám hộ",
    /// Chủ hộ, as population lists name a household.
    HouseholdHead "household_head" "Chủ hộ",
}

impl Field {
    /// How many fields there are.
    pub const COUNT: usize = Self::ALL.len();

    /// The field of this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.key() == key)
    }

    /// The most characters that are read of a cell: no name, number or address is as long. Excel
    /// itself holds 32,767.
    pub const MOST_READ: usize = 255;

    /// The same where people or the platform write sentences: an answer to an import may find fault
    /// with each cell of the row.
    pub const MOST_READ_OF_WORDS: usize = 1_024;

    /// The most characters that are read of a cell of this field.
    #[must_use]
    pub fn most_read(self) -> usize {
        match self {
            Self::Note | Self::ImportFailure | Self::ImportSuccess => Self::MOST_READ_OF_WORDS,
            _ => Self::MOST_READ,
        }
    }

    /// Does the platform match people on this cell? Such cells leave as they came when the people
    /// are already on the platform: the file has no row key.
    #[must_use]
    pub fn is_identity(self) -> bool {
        matches!(self, Self::FullName | Self::BirthDate | Self::Sex | Self::Phone)
    }

    /// Is the cell the platform's or the sheet's own, not to be typed in?
    #[must_use]
    pub fn is_read_only(self) -> bool {
        matches!(self, Self::Ordinal | Self::ImportFailure | Self::ImportSuccess)
    }
}
