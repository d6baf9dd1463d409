//! Words by number: the tables of the search, which look a word up a thousand times a page.

/// Words, each once, numbered in the order in which they were met.
#[derive(Default)]
pub struct Vocabulary {
    /// All words, one behind the other.
    text: String,
    spellings: Vec<Spelling>,
    /// Numbers of words, each at its [`Spelling::place`] or behind it, where nothing else
    /// was. At least half of it is free: most searches end at the first place.
    places: Vec<u32>,
}

/// A place where no word is.
const FREE: u32 = u32::MAX;

/// What a word is told from others by, and where it stands.
///
/// A table that asked the text would spend most of its time there.
#[derive(Clone, Copy)]
struct Spelling {
    /// Its beginning and its end: all of a word of at most sixteen bytes.
    ends: [u64; 2],
    start: u32,
    length: u32,
}

impl Vocabulary {
    /// One with room for so many words.
    pub fn with_capacity(words: usize) -> Self {
        Self {
            text: String::with_capacity(8 * words),
            spellings: Vec::with_capacity(words),
            places: vec![FREE; (2 * words).next_power_of_two()],
        }
    }

    /// The number of a word, which may be new.
    #[inline]
    pub fn number(&mut self, word: &str) -> u32 {
        let wanted = Spelling {
            ends: ends(word.as_bytes()),
            start: self.text.len() as u32,
            length: word.len() as u32,
        };
        let mut place = wanted.place(self.places.len());
        while let Some(number) = self.places.get(place).filter(|number| **number != FREE) {
            let known = &self.spellings[*number as usize];
            if known.ends == wanted.ends
                && known.length == wanted.length
                && (word.len() <= 16 || self.text[known.start as usize..].starts_with(word))
            {
                return *number;
            }
            place = (place + 1) & (self.places.len() - 1);
        }
        self.add(word, wanted)
    }

    fn add(&mut self, word: &str, new: Spelling) -> u32 {
        let number = self.spellings.len() as u32;
        self.text.push_str(word);
        self.spellings.push(new);
        if 2 * self.spellings.len() > self.places.len() {
            let room = (4 * self.spellings.len()).next_power_of_two();
            self.places = vec![FREE; room];
            for number in 0..number {
                self.put(number);
            }
        }
        self.put(number);
        number
    }

    fn put(&mut self, number: u32) {
        let mut place = self.spellings[number as usize].place(self.places.len());
        while self.places[place] != FREE {
            place = (place + 1) & (self.places.len() - 1);
        }
        self.places[place] = number;
    }

    /// The words by number.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let spellings = self.spellings.iter();
        spellings.map(|word| &self.text[word.start as usize..][..word.length as usize])
    }

    /// All words one behind the other, and how long each is.
    pub fn into_text(self) -> (String, impl Iterator<Item = u32>) {
        let lengths = self.spellings.into_iter().map(|word| word.length);
        (self.text, lengths)
    }
}

impl Spelling {
    /// Where to look for it first among so many places, which are a power of two.
    fn place(&self, places: usize) -> usize {
        let [first, last] = self.ends;
        // Two numbers without a pattern: the first digits of pi and of e.
        let first = u128::from(first ^ 0x243f_6a88_85a3_08d3);
        let last = u128::from(last ^ u64::from(self.length) ^ 0xb7e1_5162_8aed_2a6b);
        let product = first * last;
        ((product >> 64) as u64 ^ product as u64) as usize & places.wrapping_sub(1)
    }
}

/// The first and the last eight bytes of a word, as numbers; of a shorter word all of it.
fn ends(word: &[u8]) -> [u64; 2] {
    if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        return [u64::from_le_bytes(*first), u64::from_le_bytes(*last)];
    }
    if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        return [u32::from_le_bytes(*first), u32::from_le_bytes(*last)].map(u64::from);
    }
    let number = word
        .iter()
        .fold(0, |number, byte| number << 8 | u64::from(*byte));
    [number, 0]
}
