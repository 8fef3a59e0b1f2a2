//! Names as common as real ones.

/// Shares of family names in ten thousand. Source: Lê Trung Hoa 2005, in `rules.md` 3.4.
#[rustfmt::skip]
pub(super) const FAMILIES: [(&str, u64); 34] = [
    ("Nguyễn", 3840), ("Trần", 1210), ("Lê", 950), ("Phạm", 700), ("Hoàng", 300), ("Huỳnh", 210),
    ("Phan", 450), ("Vũ", 200), ("Võ", 190), ("Đặng", 210), ("Bùi", 200), ("Đỗ", 140),
    ("Hồ", 130), ("Ngô", 130), ("Dương", 100), ("Lý", 50), ("Đinh", 80), ("Đoàn", 70),
    ("Lâm", 60), ("Trương", 90), ("Mai", 60), ("Đào", 60), ("Cao", 60), ("Trịnh", 70), ("Hà", 60),
    ("Tạ", 40), ("Châu", 30), ("Tô", 30), ("Lương", 60), ("Thái", 30), ("Nông", 20), ("Vi", 20),
    ("Quách", 20), ("Kiều", 20),
];

#[rustfmt::skip]
pub(super) const MIDDLES_OF_MEN: [(&str, u64); 16] = [
    ("Văn", 340), ("Hữu", 60), ("Đức", 60), ("Minh", 80), ("Quốc", 50), ("Thanh", 60),
    ("Ngọc", 40), ("Xuân", 30), ("Công", 30), ("Đình", 40), ("Tuấn", 30), ("Gia", 40),
    ("Trọng", 20), ("Anh", 20), ("Bá", 20), ("", 50),
];

#[rustfmt::skip]
pub(super) const MIDDLES_OF_WOMEN: [(&str, u64); 18] = [
    ("Thị", 420), ("Thị Thu", 40), ("Thị Kim", 30), ("Thị Thanh", 40), ("Thị Ngọc", 30),
    ("Thị Mỹ", 20), ("Thị Hồng", 30), ("Ngọc", 60), ("Thanh", 40), ("Kim", 30), ("Thùy", 30),
    ("Minh", 30), ("Bảo", 30), ("Khánh", 20), ("Phương", 30), ("Mỹ", 20), ("Hoàng", 10), ("", 30),
];

/// Given names, the commonest first: the share falls with the place.
#[rustfmt::skip]
pub(super) const GIVEN_OF_MEN: [&str; 72] = [
    "Hùng", "Tuấn", "Dũng", "Minh", "Nam", "Hải", "Anh", "Sơn", "Long", "Thành", "Hiếu", "Phúc",
    "Cường", "Đức", "Huy", "Bình", "Tùng", "Hoàng", "Khang", "Bảo", "Thắng", "Kiên", "Trung",
    "Tâm", "Quang", "Hưng", "Phong", "Đạt", "Khánh", "Quân", "Vinh", "Tài", "Lâm", "Thịnh",
    "Khoa", "Nghĩa", "Hậu", "Lộc", "Thiện", "Toàn", "Trí", "Duy", "Việt", "Hòa", "Sang", "Linh",
    "Hà", "Tú", "Chiến", "Mạnh", "Quyết", "Tiến", "Danh", "Đông", "Giang", "Năm", "Ba", "Tư",
    "Bảy", "Út", "Lợi", "Phát", "Quý", "Tấn", "Thuận", "Trường", "Văn", "Xuân", "Yên", "Ân",
    "Lực", "Kỳ",
];

#[rustfmt::skip]
pub(super) const GIVEN_OF_WOMEN: [&str; 76] = [
    "Hoa", "Lan", "Hương", "Linh", "Trang", "Anh", "Hà", "Thảo", "Mai", "Ngọc", "Hằng", "Hạnh",
    "Nga", "Phương", "Thủy", "Thu", "Yến", "Vy", "Nhi", "Ngân", "Huyền", "Dung", "Loan", "Hồng",
    "Xuân", "Tuyết", "Oanh", "Tâm", "Hiền", "Hòa", "Liên", "Lý", "Duyên", "Quỳnh", "My", "Trâm",
    "Như", "Châu", "Giang", "Bích", "Cúc", "Đào", "Hường", "Nguyệt", "Nhung", "Phượng", "Sen",
    "Thanh", "Thơm", "Trinh", "Uyên", "Vân", "Ánh", "Diệp", "Diễm", "Hậu", "Kiều", "Lân", "Lụa",
    "Mận", "Nhàn", "Nở", "Quyên", "Sương", "Tám", "Thoa", "Tư", "Út", "Vui", "Ái", "Ân", "Bông",
    "Chi", "Gấm", "Khánh", "Lệ",
];

#[rustfmt::skip]
pub(super) const COMMUNES: [&str; 12] = [
    "Đông Hòa", "Tân Phú", "Bình Minh", "Hòa Bình", "Phú Lộc", "An Khánh", "Vĩnh Thạnh",
    "Long Sơn", "Xuân Lâm", "Thạch Hà", "Nam Trung", "Quảng Yên",
];
