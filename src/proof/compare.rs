//! A claim against what was printed: exactly, or with `...` for what does not matter.

use super::normal::{normalise, normalise_loosely};

/// Where a claim and a text part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The first line of the claim, from 0, that is not met; its number of lines if the
    /// text goes on behind it.
    pub line: usize,
    /// The line of the text that stands in its place, from 0, if there is one.
    pub got_line: Option<usize>,
}

/// How much of a text a claim speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// Some part.
    Part,
}

/// Compares a claim with a text, but for one final newline in each.
///
/// A line `...` stands for any lines, `...` within a line for any text.
pub fn compare(claim: &str, text: &str, extent: Extent) -> Option<Difference> {
    let has_gap = claim.contains("...") || extent == Extent::Part;
    let (claim, text) = match has_gap {
        true => (normalise_loosely(claim), normalise_loosely(text)),
        false => (normalise(claim).into_owned(), normalise(text).into_owned()),
    };
    let wanted: Vec<&str> = lines(&claim);
    let got: Vec<&str> = lines(&text);
    Comparison {
        wanted,
        got,
        extent,
    }
    .run()
}

/// Lines without one final newline; an empty text has none.
pub fn lines(text: &str) -> Vec<&str> {
    let text = text.strip_suffix('\n').unwrap_or(text);
    match text {
        "" => Vec::new(),
        text => text.split('\n').collect(),
    }
}

/// Whether a line of a claim stands for any lines.
pub fn is_gap(line: &str) -> bool {
    line.trim() == "..."
}

struct Comparison<'a> {
    wanted: Vec<&'a str>,
    got: Vec<&'a str>,
    extent: Extent,
}

impl Comparison<'_> {
    fn run(&self) -> Option<Difference> {
        // Lines between gaps must come one behind the other; the first group at the start of
        // the text, the last at its end, the others as early as they can.
        let mut groups: Vec<(usize, usize)> = Vec::new();
        let mut start = 0;
        for (index, line) in self.wanted.iter().enumerate() {
            if is_gap(line) {
                groups.push((start, index));
                start = index + 1;
            }
        }
        groups.push((start, self.wanted.len()));
        let is_whole = self.extent == Extent::Whole;
        let last = groups.len() - 1;
        let mut at = 0;
        for (number, (start, end)) in groups.iter().copied().enumerate() {
            let length = end - start;
            let (from, to) = match (is_whole && number == 0, is_whole && number == last) {
                (true, true) => return self.exact(),
                (true, false) => (0, 0),
                (false, true) => match self.got.len().checked_sub(length) {
                    Some(place) if place >= at => (place, place),
                    _ => return Some(self.nearest(start, end, at, self.got.len())),
                },
                (false, false) => (at, self.got.len()),
            };
            let found = (from..=to).find(|place| self.matched(start, end, *place) == length);
            match found {
                Some(place) => at = place + length,
                None => return Some(self.nearest(start, end, from, to)),
            }
        }
        None
    }

    fn exact(&self) -> Option<Difference> {
        let matched = self.matched(0, self.wanted.len(), 0);
        let is_met = matched == self.wanted.len() && matched == self.got.len();
        (!is_met).then(|| Difference {
            line: matched,
            got_line: (matched < self.got.len()).then_some(matched),
        })
    }

    /// How many lines of the claim from `start` on stand in the text from `place` on.
    fn matched(&self, start: usize, end: usize, place: usize) -> usize {
        let pairs = (start..end).zip(place..self.got.len());
        pairs
            .take_while(|(wanted, got)| self.is_met(*wanted, *got))
            .count()
    }

    fn is_met(&self, wanted: usize, got: usize) -> bool {
        let is_part = self.extent == Extent::Part;
        let open_start = is_part && wanted == 0;
        let open_end = is_part && wanted + 1 == self.wanted.len();
        is_met(self.wanted[wanted], self.got[got], open_start, open_end)
    }

    /// Where the lines fit best, so that the message shows the first line that does not.
    fn nearest(&self, start: usize, end: usize, from: usize, to: usize) -> Difference {
        let places = from..=to.min(self.got.len());
        let best = places
            .rev()
            .max_by_key(|place| self.matched(start, end, *place));
        let place = best.unwrap_or(from);
        let matched = self.matched(start, end, place);
        let got = place + matched;
        Difference {
            line: start + matched,
            got_line: (matched > 0 && got < self.got.len()).then_some(got),
        }
    }
}

/// Whether a line is met, with `...` for any text; an open end lets anything stand there.
pub fn is_met(wanted: &str, got: &str, open_start: bool, open_end: bool) -> bool {
    let mut pieces: Vec<&str> = wanted.split("...").collect();
    if open_start {
        pieces.insert(0, "");
    }
    if open_end {
        pieces.push("");
    }
    let [only] = pieces.as_slice() else {
        let first = pieces[0];
        let last = pieces[pieces.len() - 1];
        let Some(rest) = got.strip_prefix(first) else {
            return false;
        };
        let Some(mut rest) = rest.strip_suffix(last) else {
            return false;
        };
        for piece in &pieces[1..pieces.len() - 1] {
            match rest.find(piece) {
                Some(at) => rest = &rest[at + piece.len()..],
                None => return false,
            }
        }
        return true;
    };
    *only == got
}

#[cfg(test)]
mod tests {
    use super::{Difference, Extent, compare};

    fn whole(claim: &str, text: &str) -> Option<(usize, Option<usize>)> {
        let difference = compare(claim, text, Extent::Whole);
        difference.map(|Difference { line, got_line }| (line, got_line))
    }

    fn part(claim: &str, text: &str) -> bool {
        compare(claim, text, Extent::Part).is_none()
    }

    #[test]
    fn only_one_final_newline_is_free() {
        assert_eq!(whole("a\n", "a"), None);
        assert_eq!(whole("a", "a\n"), None);
        assert_eq!(whole("a\n", "a\n\n"), Some((1, Some(1))));
        assert_eq!(whole("a\nb\n", "a\n"), Some((1, None)));
        assert_eq!(whole("a\n", "a \n"), Some((0, Some(0))));
        assert_eq!(whole("", ""), None);
        assert_eq!(whole("", "x\n"), Some((0, Some(0))));
    }

    #[test]
    fn a_gap_stands_for_any_lines() {
        assert_eq!(whole("a\n...\nz\n", "a\nb\nc\nz\n"), None);
        assert_eq!(whole("a\n...\nz\n", "a\nz\n"), None);
        assert_eq!(whole("...\n", "anything\nat all\n"), None);
        assert_eq!(whole("a\n...\na\n", "a\n"), Some((2, None)));
        assert_eq!(whole("a\n...\nm\nn\n...\nz\n", "a\nm\nx\nm\nn\nz\n"), None);
        assert_eq!(
            whole("a\n...\nm\nn\n...\nz\n", "a\nm\nx\nz\n"),
            Some((3, Some(2)))
        );
    }

    #[test]
    fn dots_within_a_line_stand_for_any_text() {
        assert_eq!(whole("took ... s\n", "took 1.25 s\n"), None);
        assert_eq!(whole("took ... s\n", "took 1.25 ms\n"), Some((0, Some(0))));
        assert_eq!(whole("a...b...c\n", "abbc\n"), None);
        assert_eq!(whole("ab...ba\n", "aba\n"), Some((0, Some(0))));
    }

    #[test]
    fn a_part_may_stand_anywhere_and_begin_within_a_line() {
        assert!(part("Error: x", "Traceback\nTypeError: x and more\n"));
        assert!(part("b\nc", "ab\ncd\n"));
        assert!(!part("b\nc", "ab\nxc\n"));
        assert!(part("a\n...\nz", "1\na\nb\nz\n"));
        assert!(!part("z\n...\na", "1\na\nb\nz\n"));
    }

    #[test]
    fn an_address_is_any_other_but_the_same_one_twice_is_the_same_twice() {
        let (one, two) = ("0x7f1122334455", "0x7f66778899aa");
        assert_eq!(
            whole(&format!("<A at {one}>"), &format!("<A at {two}>")),
            None
        );
        let pair = |a: &str, b: &str| format!("{a} {b}");
        assert_eq!(whole(&pair(one, one), &pair(two, two)), None);
        assert!(whole(&pair(one, one), &pair(one, two)).is_some());
        assert!(whole(&pair(one, two), &pair(two, two)).is_some());
        assert_eq!(whole(&format!("... {one}"), &format!("{one} {two}")), None);
        // Numbers that a program computes are no addresses.
        assert!(whole("0xff", "0xfe").is_some());
        assert!(whole("0x112233445566", "0x112233445567").is_some());
        assert!(whole("0x7f1122334455aa", "0x7f1122334455bb").is_some());
    }

    #[test]
    fn the_number_of_a_thread_is_left_out() {
        let claim = "thread 'main' (12) panicked at main.rs:2:5:\nno\n";
        assert_eq!(
            whole(claim, "thread 'main' (345) panicked at main.rs:2:5:\nno\n"),
            None
        );
        assert_eq!(
            whole(claim, "thread 'main' panicked at main.rs:2:5:\nno\n"),
            None
        );
        assert!(whole(claim, "thread 'main' (345) panicked at main.rs:2:6:\nno\n").is_some());
    }
}
