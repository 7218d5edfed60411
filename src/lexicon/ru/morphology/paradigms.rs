//! How lexemes inflect: paradigms, their suffixes and tags, and the way back from a suffix to the paradigms that have it.

use super::DictionaryError;
use super::alphabet::LONGEST;
use super::sections::{Section, Sections};
use super::tag::Tag;

/// What a form may begin with before its stem; all others have the empty one.
pub const PREFIXES: &[&str] = &["", "по", "наи"];

/// The letters of [`PREFIXES`] as numbers, the last letter first.
pub const PREFIX_LETTERS: &[&[u8]] = &[&[], &[15, 16], &[9, 1, 14]];

/// A form of a paradigm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Slot {
    /// Which paradigm.
    pub paradigm: u16,
    /// Which of its forms; the lemma is the first.
    pub form: u16,
}

/// A paradigm: a template with a suffix for each of its forms.
struct Paradigm {
    template: u16,
    /// Where its suffixes begin.
    start: u32,
}

/// All paradigms. The commoner have the lower numbers.
#[derive(Default)]
pub struct Paradigms {
    tags: Vec<Tag>,
    weights: Vec<u8>,
    suffixes: Suffixes,
    /// Where the forms of each template begin, and the end of the last.
    template_starts: Vec<u32>,
    /// Tag and prefix of each form of each template.
    template_forms: Vec<(u16, u8)>,
    paradigms: Vec<Paradigm>,
    /// Suffix of each form of each paradigm.
    form_suffixes: Vec<u16>,
    /// Where the slots of each suffix begin, and the end of the last.
    slot_starts: Vec<u32>,
    /// The slots of every suffix, in ascending order of paradigm and form.
    slots: Vec<Slot>,
}

impl Paradigms {
    /// Reads the paradigms and sees to it that every number in them leads somewhere.
    pub fn read(sections: &Sections) -> Result<Self, DictionaryError> {
        let codes = sections.get(Section::Tags).chunks_exact(4);
        let tags = codes.map(|code| Tag::from_code(u32::from_le_bytes([code[0], code[1], code[2], code[3]])));
        let tags: Vec<Tag> = tags.collect::<Option<_>>().ok_or(DictionaryError::Damaged("it has an unknown tag"))?;
        let weights = sections.get(Section::TagWeights).to_vec();
        if weights.len() != tags.len() {
            return Err(DictionaryError::Damaged("a tag lacks its weight"));
        }
        let suffixes = Suffixes::read(sections)?;

        let prefixes = sections.get(Section::TemplatePrefixes);
        let form_tags = sections.halves(Section::TemplateTagsLow, Section::TemplateTagsHigh)?;
        let template_forms: Vec<(u16, u8)> = form_tags.zip(prefixes.iter().copied()).collect();
        let known = |&(tag, prefix): &(u16, u8)| usize::from(tag) < tags.len() && usize::from(prefix) < PREFIXES.len();
        if template_forms.len() != prefixes.len() || !template_forms.iter().all(known) {
            return Err(DictionaryError::Damaged("a form has no tag or no prefix"));
        }
        let template_starts = starts(sections.numbers(Section::TemplateSizes).map(usize::from), template_forms.len())?;

        let mut suffix = 0u16;
        let differences = sections.halves(Section::SuffixesLow, Section::SuffixesHigh)?;
        let form_suffixes: Vec<u16> = differences
            .map(|difference| {
                suffix = suffix.wrapping_add(difference);
                suffix
            })
            .collect();
        if form_suffixes.iter().any(|suffix| usize::from(*suffix) >= suffixes.len()) {
            return Err(DictionaryError::Damaged("a form has no suffix"));
        }
        let mut paradigms = Vec::new();
        let mut start = 0;
        for template in sections.numbers(Section::Paradigms) {
            let bounds = template_starts.get(usize::from(template)..).and_then(|starts| starts.get(..2));
            let size = match bounds {
                Some(&[first, end]) if first < end => end - first,
                _ => return Err(DictionaryError::Damaged("a paradigm has no forms")),
            };
            paradigms.push(Paradigm { template, start });
            start += size;
            // Checked at each step, so that the sum stays within a file's length.
            if start as usize > form_suffixes.len() {
                return Err(DictionaryError::Damaged("a paradigm lacks suffixes"));
            }
        }
        if start as usize != form_suffixes.len() {
            return Err(DictionaryError::Damaged("there are suffixes without a paradigm"));
        }
        if paradigms.len() > usize::from(u16::MAX) {
            return Err(DictionaryError::Damaged("it has too many paradigms"));
        }
        let mut all = Self {
            tags,
            weights,
            suffixes,
            template_starts,
            template_forms,
            paradigms,
            form_suffixes,
            slot_starts: Vec::new(),
            slots: Vec::new(),
        };
        all.index_slots();
        Ok(all)
    }

    /// Sorts the slots by suffix; as they are counted first, each goes to its place at once.
    fn index_slots(&mut self) {
        let mut starts = vec![0u32; self.suffixes.len() + 1];
        for suffix in &self.form_suffixes {
            starts[usize::from(*suffix) + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut slots = vec![Slot { paradigm: u16::MAX, form: 0 }; self.form_suffixes.len()];
        let mut next = starts.clone();
        for paradigm in 0..self.paradigms.len() as u16 {
            for form in 0..self.size(paradigm) {
                let place = &mut next[usize::from(self.suffix_number(Slot { paradigm, form }))];
                slots[*place as usize] = Slot { paradigm, form };
                *place += 1;
            }
        }
        (self.slot_starts, self.slots) = (starts, slots);
    }

    /// How many paradigms there are.
    pub fn count(&self) -> usize {
        self.paradigms.len()
    }

    /// How many forms a paradigm has.
    pub fn size(&self, paradigm: u16) -> u16 {
        let template = usize::from(self.paradigms[usize::from(paradigm)].template);
        (self.template_starts[template + 1] - self.template_starts[template]) as u16
    }

    /// The tag of a form.
    pub fn tag(&self, slot: Slot) -> Tag {
        self.tags[usize::from(self.template_form(slot).0)]
    }

    /// How likely a form is beside other readings of the same word.
    pub fn weight(&self, slot: Slot) -> u8 {
        self.weights[usize::from(self.template_form(slot).0)]
    }

    /// Which of [`PREFIXES`] a form has.
    pub fn prefix(&self, slot: Slot) -> u8 {
        self.template_form(slot).1
    }

    /// The suffix of a form, its last letter first.
    pub fn suffix(&self, slot: Slot) -> &[u8] {
        self.suffixes.letters(self.suffix_number(slot))
    }

    /// The suffixes that the word of these letters (the last first) may end in, the shortest first, with their lengths; only
    /// those of a length that is asked for.
    pub fn suffixes_of(&self, word: &[u8], asked: impl Fn(usize) -> bool) -> impl Iterator<Item = (u16, usize)> {
        let mut hash = Suffixes::SEED;
        (0..=word.len().min(self.suffixes.longest)).filter_map(move |length| {
            if let Some(last) = length.checked_sub(1) {
                hash = Suffixes::hash(hash, word[last]);
            }
            if !asked(length) {
                return None;
            }
            Some((self.suffixes.find(hash, &word[..length])?, length))
        })
    }

    /// The slots that have a suffix, in ascending order.
    pub fn slots(&self, suffix: u16) -> &[Slot] {
        let suffix = usize::from(suffix);
        &self.slots[self.slot_starts[suffix] as usize..self.slot_starts[suffix + 1] as usize]
    }

    /// The slots of every suffix.
    pub fn all_slots(&self) -> impl Iterator<Item = &[Slot]> {
        (0..self.suffixes.len() as u16).map(|suffix| self.slots(suffix))
    }

    fn template_form(&self, slot: Slot) -> (u16, u8) {
        let template = self.paradigms[usize::from(slot.paradigm)].template;
        self.template_forms[self.template_starts[usize::from(template)] as usize + usize::from(slot.form)]
    }

    fn suffix_number(&self, slot: Slot) -> u16 {
        self.form_suffixes[self.paradigms[usize::from(slot.paradigm)].start as usize + usize::from(slot.form)]
    }
}

/// Of some slots in ascending order, those of one paradigm.
pub fn of_paradigm(slots: &[Slot], paradigm: u16) -> &[Slot] {
    let rest = &slots[slots.partition_point(|slot| slot.paradigm < paradigm)..];
    let count = rest.iter().take_while(|slot| slot.paradigm == paradigm).count();
    &rest[..count]
}

/// Where each of some neighbours begins, and the end of the last, which has to be `total`.
fn starts(sizes: impl Iterator<Item = usize>, total: usize) -> Result<Vec<u32>, DictionaryError> {
    let mut end = 0;
    let mut starts = vec![0];
    for size in sizes {
        end += size;
        if end > total {
            break;
        }
        starts.push(end as u32);
    }
    if end == total { Ok(starts) } else { Err(DictionaryError::Damaged("the sizes do not fit the forms")) }
}

/// The suffixes, found by a hash that grows letter by letter from a word's end.
#[derive(Default)]
struct Suffixes {
    /// All letters, the last of each suffix first.
    letters: Vec<u8>,
    /// Where each suffix begins, and the end of the last.
    starts: Vec<u32>,
    /// Numbers of suffixes, plus one, at the place of their hash or soon after; zero is a free place.
    table: Vec<u32>,
    /// Length of the longest.
    longest: usize,
}

impl Suffixes {
    const SEED: u32 = 0x811c_9dc5;
    /// How far from the place of its hash a suffix may lie. A file where it lies farther was not made by our builder.
    const REACH: usize = 64;

    fn read(sections: &Sections) -> Result<Self, DictionaryError> {
        let shared = sections.get(Section::SuffixShared);
        let lengths = sections.get(Section::SuffixLengths);
        let mut rest = sections.get(Section::SuffixLetters);
        let damaged = DictionaryError::Damaged("a suffix is broken");
        if shared.len() != lengths.len() || shared.len() > usize::from(u16::MAX) {
            return Err(damaged);
        }
        let mut all = Self {
            letters: Vec::new(),
            starts: vec![0],
            table: vec![0; (2 * shared.len()).next_power_of_two()],
            longest: 0,
        };
        let mut suffix: Vec<u8> = Vec::new();
        for (number, (shared, length)) in shared.iter().zip(lengths).enumerate() {
            let (shared, length) = (usize::from(*shared), usize::from(*length));
            if shared > suffix.len() || length > rest.len() || shared + length > LONGEST {
                return Err(damaged);
            }
            let (own, after) = rest.split_at(length);
            rest = after;
            suffix.truncate(shared);
            suffix.extend_from_slice(own);
            all.letters.extend(suffix.iter().rev());
            all.starts.push(all.letters.len() as u32);
            all.longest = all.longest.max(suffix.len());
            let hash = suffix.iter().rev().fold(Self::SEED, |hash, letter| Self::hash(hash, *letter));
            let place = all.places(hash).find(|place| all.table[*place] == 0).ok_or(damaged)?;
            all.table[place] = number as u32 + 1;
        }
        Ok(all)
    }

    fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    fn letters(&self, number: u16) -> &[u8] {
        let number = usize::from(number);
        &self.letters[self.starts[number] as usize..self.starts[number + 1] as usize]
    }

    fn hash(hash: u32, letter: u8) -> u32 {
        (hash ^ u32::from(letter)).wrapping_mul(0x0100_0193)
    }

    fn places(&self, hash: u32) -> impl Iterator<Item = usize> + use<> {
        let size = self.table.len();
        // The low bits of this hash depend on the low bits of the letters alone; the high ones on all.
        let first = (hash ^ hash >> 15) as usize;
        (0..Self::REACH.min(size)).map(move |step| (first + step) & (size - 1))
    }

    /// The number of the suffix of these letters, the last first.
    fn find(&self, hash: u32, letters: &[u8]) -> Option<u16> {
        for place in self.places(hash) {
            let number = self.table[place].checked_sub(1)? as u16;
            if self.letters(number) == letters {
                return Some(number);
            }
        }
        None
    }
}
