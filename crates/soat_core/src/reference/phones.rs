//! Telephone prefixes. The tables are short: kept by hand, checked against the assets.

/// Mobile prefixes in use in 2022, `03x` to `09x` without the zero. Narrower series which
/// libphonenumber knows (0522, 0559, 0896) are not told apart: they change every year.
const MOBILE_2022: &[u8] = &[
    32, 33, 34, 35, 36, 37, 38, 39, 52, 55, 56, 58, 59, 70, 76, 77, 78, 79, 81, 82, 83, 84, 85, 86,
    87, 88, 89, 90, 91, 92, 93, 94, 96, 97, 98, 99,
];

/// Mobile prefixes given out since.
const MOBILE_SINCE: &[u8] = &[30, 31, 51];

/// The prefixes which lost a digit on 15/09/2018.
const CONVERSION_2018: &[(&str, &str)] = &[
    ("0120", "070"),
    ("0121", "079"),
    ("0122", "077"),
    ("0123", "083"),
    ("0124", "084"),
    ("0125", "085"),
    ("0126", "076"),
    ("0127", "081"),
    ("0128", "078"),
    ("0129", "082"),
    ("0162", "032"),
    ("0163", "033"),
    ("0164", "034"),
    ("0165", "035"),
    ("0166", "036"),
    ("0167", "037"),
    ("0168", "038"),
    ("0169", "039"),
    ("0182", "052"),
    ("0186", "056"),
    ("0188", "058"),
    ("0199", "059"),
];

/// Area codes before and after 2017, those that are equal among them.
const AREAS: &[(&str, &str)] = &[
    ("04", "024"),
    ("08", "028"),
    ("020", "0214"),
    ("0210", "0210"),
    ("0211", "0211"),
    ("0218", "0218"),
    ("0219", "0219"),
    ("022", "0212"),
    ("0230", "0215"),
    ("0231", "0213"),
    ("0240", "0204"),
    ("0241", "0222"),
    ("025", "0205"),
    ("026", "0206"),
    ("027", "0207"),
    ("0280", "0208"),
    ("0281", "0209"),
    ("029", "0216"),
    ("030", "0229"),
    ("031", "0225"),
    ("0320", "0220"),
    ("0321", "0221"),
    ("033", "0203"),
    ("0350", "0228"),
    ("0351", "0226"),
    ("036", "0227"),
    ("037", "0237"),
    ("038", "0238"),
    ("039", "0239"),
    ("0500", "0262"),
    ("0501", "0261"),
    ("0510", "0235"),
    ("0511", "0236"),
    ("052", "0232"),
    ("053", "0233"),
    ("054", "0234"),
    ("055", "0255"),
    ("056", "0256"),
    ("057", "0257"),
    ("058", "0258"),
    ("059", "0269"),
    ("060", "0260"),
    ("061", "0251"),
    ("062", "0252"),
    ("063", "0263"),
    ("064", "0254"),
    ("0650", "0274"),
    ("0651", "0271"),
    ("066", "0276"),
    ("067", "0277"),
    ("068", "0259"),
    ("070", "0270"),
    ("0710", "0292"),
    ("0711", "0293"),
    ("072", "0272"),
    ("073", "0273"),
    ("074", "0294"),
    ("075", "0275"),
    ("076", "0296"),
    ("077", "0297"),
    ("0780", "0290"),
    ("0781", "0291"),
    ("079", "0299"),
];

/// Is this the beginning of a mobile number of ten digits?
pub(crate) fn is_mobile_prefix(digits: &str) -> bool {
    let prefix = digits.get(1..3).and_then(|it| it.parse::<u8>().ok());
    let known = |it| MOBILE_2022.contains(&it) || MOBILE_SINCE.contains(&it);
    digits.starts_with('0') && prefix.is_some_and(known)
}

/// The number of ten digits that an eleven-digit mobile of before 15/09/2018 has now.
pub(crate) fn converted_2018(digits: &str) -> Option<String> {
    let (old, rest) = digits.split_at_checked(4)?;
    let (_, new) = CONVERSION_2018.iter().find(|(it, _)| *it == old)?;
    (rest.len() == 7).then(|| format!("{new}{rest}"))
}

/// Is this a landline of today, eleven digits after an area code of 2017?
pub(crate) fn is_landline(digits: &str) -> bool {
    digits.len() == 11 && AREAS.iter().any(|(_, new)| digits.starts_with(new))
}

/// The landline of today for one from before 2017.
pub(crate) fn converted_landline(digits: &str) -> Option<String> {
    // Behind an area code of two digits the number itself has eight, behind a longer one seven.
    let fits = |old: &str| digits.starts_with(old) && digits.len() == old.len() + own_digits(old);
    let (old, new) = AREAS.iter().find(|(old, new)| old != new && fits(old))?;
    digits.get(old.len()..).map(|rest| format!("{new}{rest}"))
}

fn own_digits(area: &str) -> usize {
    if area.len() == 2 { 8 } else { 7 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(asset: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
        asset.lines().skip(1).map(|it| it.split('\t').collect())
    }

    #[test]
    fn the_tables_agree_with_the_assets() {
        for row in rows(include_str!("assets/phone/phone_mobile_prefixes.tsv")) {
            let prefix: u8 = row[0].parse().unwrap();
            assert_eq!(MOBILE_2022.contains(&prefix), row[2] == "yes", "{prefix}");
            assert_eq!(MOBILE_SINCE.contains(&prefix), row[2] == "no" && prefix != 95, "{prefix}");
        }
        let pairs = |asset, a: usize, b: usize| {
            let mut pairs: Vec<_> = rows(asset).map(|it| (it[a], it[b])).collect();
            pairs.sort_unstable();
            pairs
        };
        let conversion = include_str!("assets/phone/phone_mobile_2018_conversion.tsv");
        assert_eq!(pairs(conversion, 0, 1), CONVERSION_2018);
        let mut areas = AREAS.to_vec();
        areas.sort_unstable();
        assert_eq!(pairs(include_str!("assets/phone/phone_landline_area_codes.tsv"), 2, 3), areas);
    }
}
