#!/usr/bin/env run
//! Every construct that has a role of its own.
#![allow(dead_code)]
use std::{collections::HashMap as Map, fmt::{self, Display}};

/// Loads. /* not a comment */
#[derive(Debug, Clone)] #[cfg(any(test, feature = "x[]"))]
pub(crate) struct Worker<'a, T: ?Sized + Send, const N: usize = { 1 + 2 }> where T: 'static {
    r#type: &'a mut [u8; N], jobs: Vec<Option<Box<dyn Fn(i32, &str) -> bool + 'a>>>,
}
union Bits { f: f32, u: u32 }
pub const MAX_JOBS: u64 = 0xFF_u64 + 1_000 - 0b10 * 0o7; static mut COUNT: f64 = 1.5e-3f64;
macro_rules! square { ($x:expr $(, $rest:tt)*) => { $x * $x }; }
impl<'a, T> Worker<'_, T> where for<'b> &'b T: Into<String> {
    pub async unsafe extern "C" fn load(&mut self, count: usize) -> Result<Self, Error> {
        let Some(x) = self.jobs.pop()? else { return Err(Error::new("bad\n\"", 'c', '\'', b'x')) };
        'outer: for (i, item) in xs.iter().enumerate().skip(1) { if i >= 3 && !done || x != y { break 'outer; } }
        println!("{x:?} {}", r#"raw "text""#, br"bytes", c"c"); // done
        let sum = (1..=10).map(|n| n * 2).filter(|&n| n % 3 == 0).sum::<u64>() as i64;
        match value { MAX_JOBS | 0..5 => 0xFF_u8, Shape::Circle { r, .. } if r >= 1.5 => fetch().await, _ => parse::<u8>(x)? }
        let f = move || -> Box<[u8]> { vec![0; 4].into() }; a += 1; b <<= 2; c = &raw const d; e = x < y; g = *p & q;
        unsafe { *ptr.add(1) = !0 }; self::super::crate_fn::<{ N }>(&&a, a & b, a && b, a | b, a || b, || 1)
    }
}
extern crate alloc; trait Shape: Display { type Area = f64; fn area(&self) -> f64 { std::f64::consts::PI } }
/* outer /* inner */ still */ fn r#match() -> impl Iterator<Item = char> + use<> { "é🦀".chars() }
