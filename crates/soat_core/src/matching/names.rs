//! How alike two names are, and how much that says.

use super::evidence::{Bits, bits};
use super::person::{MOST_WORDS, Name, People};
use super::words::{Word, Words};
use crate::parse::name::near::one_slip;

/// How two names compare, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameLikeness {
    /// The same to the last tone; case, spaces and spelling of i/y apart.
    Same,
    /// The same letters; one of the two has no marks at all.
    Unmarked,
    /// The same letters; some words of one lack marks.
    PartlyUnmarked,
    /// The same letters; one of the two has words run together.
    RunTogether,
    /// The same words in another order.
    Reordered,
    /// The same but for a middle name that one of the two lacks.
    MiddleMissing,
    /// The same but for a letter or an abbreviation.
    Slip,
    /// The same letters under other marks: another name, or a slip.
    OtherMarks,
    /// Another family name, the rest the same.
    OtherFamily,
    /// The given name differs by a letter: another name, or a slip.
    GivenSlip,
    /// One of the two has no name.
    Unknown,
    /// Two names.
    Different,
}

/// A likeness and what it says.
pub(super) type Judged = (NameLikeness, Bits);

/// What the names of both lists are compared by.
pub(super) struct NameScale<'a> {
    pub(super) words: &'a Words,
    /// People of both lists.
    pub(super) n_people: u32,
    /// One of the two names has no marks at all, so that missing ones say nothing.
    pub(super) is_bare: bool,
}

/// A family name changed, a middle one dropped, a letter mistyped: how often people's names differ
/// so between two lists, against how often two strangers' do.
const MIDDLE_MISSING: Bits = bits(-2.5);
const MIDDLE_SLIP: Bits = bits(-2.5);
const GIVEN_SLIP: Bits = bits(-4.0);
const OTHER_FAMILY: Bits = bits(-4.5);
const REORDERED: Bits = bits(-3.0);
const SHUFFLED: Bits = bits(-7.0);
const PARTLY_UNMARKED: Bits = bits(-3.0);
/// One of the two is no word that names are made of: a slip rather than another name.
const SLIP_TO_NO_WORD: Bits = bits(-2.0);
const OTHER_MARKS: Bits = bits(-6.5);
const DIFFERENT: Bits = bits(-14.0);
/// Sex and names go together, so what the words say is less than their product.
const DEPENDENCE: Bits = bits(-1.0);

impl NameScale<'_> {
    /// Compares two names.
    pub(super) fn compare(&self, (a, in_a): (Name, &People), (b, in_b): (Name, &People)) -> Judged {
        let (words_a, words_b) = (in_a.words_of(a), in_b.words_of(b));
        if words_a.is_empty() || words_b.is_empty() {
            return (NameLikeness::Unknown, Bits::ZERO);
        }
        if a.strict == b.strict {
            return (NameLikeness::Same, self.sum(words_a, Self::strict) + DEPENDENCE);
        }
        if a.folded == b.folded {
            return self.other_marks((a, words_a), (b, words_b));
        }
        if a.bag == b.bag {
            return self.reordered(words_a, words_b);
        }
        if self.letters(words_a) == self.letters(words_b) {
            let shorter = if words_a.len() < words_b.len() { words_b } else { words_a };
            return (NameLikeness::RunTogether, self.sum(shorter, Self::folded) + DEPENDENCE);
        }
        let is_bare = !a.is_marked || !b.is_marked;
        NameScale { is_bare, ..*self }.aligned(words_a, words_b)
    }

    fn sum(&self, words: &[Word], of: impl Fn(&Self, Word) -> Bits) -> Bits {
        words.iter().map(|it| of(self, *it)).sum()
    }

    /// What it says that two people share this word.
    fn strict(&self, word: Word) -> Bits {
        Bits::rarity(self.words.counts(word).0, self.n_people)
    }

    fn folded(&self, word: Word) -> Bits {
        Bits::rarity(self.words.counts(word).1, self.n_people)
    }

    fn other_marks(&self, (a, words_a): (Name, &[Word]), (b, words_b): (Name, &[Word])) -> Judged {
        if !a.is_marked || !b.is_marked {
            let sum = self.sum(words_a, Self::folded) + DEPENDENCE;
            return (NameLikeness::Unmarked, sum);
        }
        let mut likeness = NameLikeness::PartlyUnmarked;
        let mut sum = DEPENDENCE;
        for (a, b) in words_a.iter().zip(words_b) {
            sum += match (a.strict == b.strict, a.is_marked && b.is_marked) {
                (true, _) => self.strict(*a),
                (false, false) => self.folded(*a) + PARTLY_UNMARKED,
                (false, true) => {
                    likeness = NameLikeness::OtherMarks;
                    self.marks(*a, *b)
                }
            };
        }
        (likeness, sum)
    }

    /// What it says that two words have the same letters under other marks.
    fn marks(&self, a: Word, b: Word) -> Bits {
        if a.is_known == b.is_known {
            (self.folded(a) + OTHER_MARKS).min(Bits::ZERO)
        } else {
            self.folded(a) + SLIP_TO_NO_WORD
        }
    }

    /// The family name last, as others write it, is likelier than the middle turned round, which
    /// makes another name: Kim Anh and Anh Kim.
    fn reordered(&self, a: &[Word], b: &[Word]) -> Judged {
        let folded = |it: &Word| it.folded;
        let turned = |a: &[Word], b: &[Word]| {
            let (Some((first, rest)), Some((last, before))) = (a.split_first(), b.split_last())
            else {
                return false;
            };
            first.folded == last.folded && rest.iter().map(folded).eq(before.iter().map(folded))
        };
        let sum = self.sum(a, Self::folded) + DEPENDENCE;
        if turned(a, b) || turned(b, a) || is_given_first(a, b) || is_given_first(b, a) {
            (NameLikeness::Reordered, sum + REORDERED)
        } else {
            (NameLikeness::Different, sum.min(Bits::ZERO) + SHUFFLED)
        }
    }

    fn letters(&self, words: &[Word]) -> String {
        words.iter().map(|it| self.words.letters(*it)).collect()
    }

    /// Family name against family name, given against given, and the middle between.
    fn aligned(&self, a: &[Word], b: &[Word]) -> Judged {
        let different = (NameLikeness::Different, DIFFERENT);
        let ([family_a, rest_a @ ..], [family_b, rest_b @ ..]) = (a, b) else { return different };
        let ([middle_a @ .., given_a], [middle_b @ .., given_b]) = (rest_a, rest_b) else {
            return self.one_word(a, b);
        };
        let family = self.pair(*family_a, *family_b);
        let given = self.pair(*given_a, *given_b);
        let middle = self.middle(middle_a, middle_b);
        let sum = family.bits + given.bits + middle.bits + DEPENDENCE;
        use Closeness::{Equal, Near, Other};
        match (family.is, middle.is, given.is) {
            (_, _, Other) | (_, Other, _) => different,
            (Other, Equal, Equal) => (NameLikeness::OtherFamily, sum + OTHER_FAMILY),
            (Other, ..) => different,
            (Equal | Near, Equal | Near, Near) => (NameLikeness::GivenSlip, sum),
            (Equal, Equal, Equal) if middle.is_shorter => (NameLikeness::MiddleMissing, sum),
            (Equal, Equal, Equal) => (NameLikeness::OtherMarks, sum),
            (Near, Near, Equal) => (NameLikeness::Slip, sum + MIDDLE_SLIP),
            (_, _, Equal) => (NameLikeness::Slip, sum),
        }
    }

    /// A name of one word, as some of the peoples of Tây Nguyên have, against one of several.
    fn one_word(&self, a: &[Word], b: &[Word]) -> Judged {
        match (a, b) {
            ([a], [b]) => {
                let pair = self.pair(*a, *b);
                match pair.is {
                    Closeness::Other => (NameLikeness::Different, DIFFERENT),
                    _ => (NameLikeness::GivenSlip, pair.bits + GIVEN_SLIP),
                }
            }
            _ => (NameLikeness::Different, DIFFERENT),
        }
    }

    fn pair(&self, a: Word, b: Word) -> Close {
        let close = |is, bits| Close { is, bits, is_shorter: false };
        if a.strict == b.strict {
            return close(Closeness::Equal, self.strict(a));
        }
        if a.folded == b.folded {
            let bits = match (a.is_marked && b.is_marked, self.is_bare) {
                (true, _) => self.marks(a, b),
                (false, true) => self.folded(a),
                (false, false) => self.folded(a) + PARTLY_UNMARKED,
            };
            return close(Closeness::Equal, bits);
        }
        let (letters_a, letters_b) = (self.words.letters(a), self.words.letters(b));
        if is_abbreviation(letters_a, letters_b) || is_abbreviation(letters_b, letters_a) {
            return close(Closeness::Near, bits(-0.5));
        }
        if !one_slip(letters_a, letters_b) {
            return close(Closeness::Other, bits(-8.0));
        }
        let is_no_word = a.is_known != b.is_known && !self.is_bare;
        let shared = self.folded(if a.is_known { a } else { b });
        let slip = (shared + SLIP_TO_NO_WORD).min(bits(3.0));
        close(Closeness::Near, if is_no_word { slip } else { GIVEN_SLIP })
    }

    /// The words between family and given name: the same, one word a slip apart, or one list
    /// without some of them.
    fn middle(&self, a: &[Word], b: &[Word]) -> Close {
        if a.len() == b.len() {
            let mut is = Closeness::Equal;
            let mut sum = Bits::ZERO;
            for (a, b) in a.iter().zip(b) {
                let pair = self.pair(*a, *b);
                is = match (is, pair.is) {
                    (Closeness::Equal, it) => it,
                    (Closeness::Near, Closeness::Equal) => Closeness::Near,
                    _ => Closeness::Other,
                };
                sum += pair.bits;
            }
            return Close { is, bits: sum, is_shorter: false };
        }
        let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
        let mut rest = many.iter();
        let is_within = few.iter().all(|it| rest.any(|other| other.folded == it.folded));
        let n_missing = i32::try_from(many.len() - few.len()).unwrap_or(i32::MAX);
        let shared = self.sum(few, Self::folded);
        let is = if is_within { Closeness::Equal } else { Closeness::Other };
        Close { is, bits: shared + MIDDLE_MISSING.times(n_missing.min(4)), is_shorter: true }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Closeness {
    Equal,
    Near,
    Other,
}

struct Close {
    is: Closeness,
    bits: Bits,
    is_shorter: bool,
}

/// The given name first, then the middle, then the family name: `An Văn Nguyễn`.
fn is_given_first(a: &[Word], b: &[Word]) -> bool {
    a.len() <= MOST_WORDS && a.iter().map(|it| it.folded).eq(b.iter().rev().map(|it| it.folded))
}

/// `N`, `Ng` for Nguyễn.
fn is_abbreviation(short: &str, long: &str) -> bool {
    short.len() <= 2 && long.len() > short.len() + 1 && long.starts_with(short)
}
