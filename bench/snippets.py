"""Programs of the corpus, with places for names.

XF and XG are functions, XC and XD classes, XV and XW variables, XN and XM numbers, XS a text;
the same place gets the same name throughout a program.
"""

PYTHON = [r'''
import asyncio

async def XF(XV: int) -> int:
    """Simulate an I/O call and return the doubled value."""
    await asyncio.sleep(XN / 1000)   # yields to the loop
    return XV * XM

async def main():
    results = await asyncio.gather(*(XF(i) for i in range(XN)))
    print(f"got {len(results)} results: {results[:3]!r}")

asyncio.run(main())
''', r'''
from dataclasses import dataclass, field
from typing import Optional

@dataclass(frozen=True, slots=True)
class XC:
    name: str
    XV: int = XN
    tags: list[str] = field(default_factory=list)

    def XF(self, factor: float = 1.5) -> "XC":
        return XC(self.name, int(self.XV * factor), [*self.tags, "XS"])

    @property
    def is_large(self) -> bool:
        return self.XV > XM

print(XC("demo").XF().is_large)   # False or True?
''', r'''
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

lock = threading.Lock()
XV = 0

def XF(n: int) -> int:
    global XV
    for _ in range(n):
        with lock:                      # only one thread at a time
            XV += 1
    return n

with ThreadPoolExecutor(max_workers=XM) as pool:
    futures = [pool.submit(XF, XN) for _ in range(8)]
    total = sum(f.result() for f in as_completed(futures))

assert XV == total, f"lost updates: {XV} != {total}"
''', r'''
import functools
import time

def XF(retries: int = XM, delay: float = 0.1):
    """Retry a function on any exception."""
    def decorator(fn):
        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            last = None
            for attempt in range(1, retries + 1):
                try:
                    return fn(*args, **kwargs)
                except (ValueError, KeyError) as exc:
                    last = exc
                    time.sleep(delay * 2 ** attempt)
            raise RuntimeError(f"{fn.__name__} failed") from last
        return wrapper
    return decorator

@XF(retries=XM)
def XG(XV):
    return XV["XS"]
''', r'''
from collections import Counter, defaultdict, deque

def XF(edges: list[tuple[str, str]]) -> list[str]:
    graph = defaultdict(set)
    indegree = Counter()
    for src, dst in edges:
        graph[src].add(dst)
        indegree[dst] += 1
        indegree[src] += 0
    queue = deque(n for n, d in indegree.items() if d == 0)
    order = []
    while queue:
        XV = queue.popleft()
        order.append(XV)
        for nxt in sorted(graph[XV]):
            indegree[nxt] -= 1
            if not indegree[nxt]:
                queue.append(nxt)
    if len(order) != len(indegree):
        raise ValueError("XS: cycle detected")
    return order
''', r'''
class XC:
    """Descriptor that validates a positive number."""

    def __set_name__(self, owner, name):
        self._name = "_" + name

    def __get__(self, obj, objtype=None):
        return self if obj is None else getattr(obj, self._name, XN)

    def __set__(self, obj, value):
        if value < 0:
            raise ValueError(f"{self._name[1:]} must be >= 0, got {value}")
        setattr(obj, self._name, value)

class XD:
    XV = XC()
    XW = XC()

item = XD()
item.XV = XM
print(item.XV, item.XW)
''', r'''
from contextlib import contextmanager
import sqlite3

@contextmanager
def XF(path: str = ":memory:"):
    conn = sqlite3.connect(path, timeout=XN)
    try:
        yield conn.cursor()
        conn.commit()
    except sqlite3.IntegrityError:
        conn.rollback()
        raise
    finally:
        conn.close()

with XF() as cur:
    cur.execute("CREATE TABLE XV (id INTEGER PRIMARY KEY, label TEXT)")
    cur.executemany("INSERT INTO XV(label) VALUES (?)", [("XS",), ("b",)])
    print(cur.execute("SELECT COUNT(*) FROM XV").fetchone()[0])
''', r'''
def XF(nums: list[int], target: int = XN) -> tuple[int, int] | None:
    seen: dict[int, int] = {}
    for i, value in enumerate(nums):
        if (j := seen.get(target - value)) is not None:
            return j, i
        seen[value] = i
    return None

assert XF([2, 7, 11, XN - 2]) == (0, 3)   # O(n) time, O(n) space
print(XF([1, 2, XM], 3))
''', r'''
from typing import Generic, Iterator, TypeVar

T = TypeVar("T")

class XC(Generic[T]):
    def __init__(self, capacity: int = XN) -> None:
        self._items: list[T | None] = [None] * capacity
        self._head = self._size = 0

    def XF(self, item: T) -> None:
        idx = (self._head + self._size) % len(self._items)
        self._items[idx] = item
        if self._size < len(self._items):
            self._size += 1
        else:
            self._head = (self._head + 1) % len(self._items)

    def __iter__(self) -> Iterator[T]:
        for i in range(self._size):
            yield self._items[(self._head + i) % len(self._items)]

XV: XC[int] = XC(XM)
''', r'''
def XF(text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in text.lower().split():
        word = word.strip(".,;:!?\"'")
        counts[word] = counts.get(word, 0) + 1
    return dict(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))

XV = XF("The XS, the whole XS and nothing but the XS")
top = [w for w, c in XV.items() if c >= XM % 3]
print(*top, sep="\n")
''', r'''
import heapq

def XF(graph, start, goal):
    dist = {start: 0}
    heap = [(0, start)]
    while heap:
        d, XV = heapq.heappop(heap)
        if XV == goal:
            return d
        if d > dist.get(XV, float("inf")):
            continue                     # stale entry
        for nxt, cost in graph.get(XV, {}).items():
            nd = d + cost
            if nd < dist.get(nxt, float("inf")):
                dist[nxt] = nd
                heapq.heappush(heap, (nd, nxt))
    return None

g = {"a": {"b": XN, "c": XM}, "b": {"d": 1}, "c": {"d": 0x1F}}
print(XF(g, "a", "d"))
''', r'''
import abc

class XC(abc.ABC):
    @abc.abstractmethod
    def XF(self, XV: float) -> float: ...

    @classmethod
    def create(cls, kind: str) -> "XC":
        match kind:
            case "flat":
                return XD()
            case "none" | "":
                raise ValueError("empty kind")
            case _:
                raise NotImplementedError(kind)

class XD(XC):
    def XF(self, XV: float) -> float:
        return max(0.0, XV - XN) * 1e-3
''', r'''
def XF(*args, XV=[], **kwargs):      # mutable default!
    XV.extend(args)
    for key, value in kwargs.items():
        print(key, "=", value)
    return XV

print(XF(1, 2))          # [1, 2]
print(XF(XN, XS="x"))    # [1, 2, XN]  <- surprise

def XG(*args, XV=None):
    XV = [] if XV is None else XV
    XV += args
    return XV
''', r'''
import itertools as it

def XF(iterable, size=XM):
    """Yield chunks of `size` items."""
    iterator = iter(iterable)
    while chunk := list(it.islice(iterator, size)):
        yield chunk

def XG():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b

for XV in XF(it.takewhile(lambda n: n < XN * 100, XG())):
    print(XV, sum(XV))
''', r'''
import logging
import os
from pathlib import Path

log = logging.getLogger(__name__)

def XF(root: Path, suffix: str = ".XV") -> int:
    total = 0
    for path in sorted(root.rglob(f"*{suffix}")):
        try:
            total += path.stat().st_size
        except OSError as err:
            log.warning("skipping %s: %s", path, err)
    return total

if __name__ == "__main__":
    logging.basicConfig(level=os.environ.get("LOG", "INFO"))
    print(XF(Path.home() / "XS") // XN)
''', r'''
class XC:
    _instance = None

    def __new__(cls, *args, **kwargs):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __init__(self, XV=XN):
        self.XV = XV

a, b = XC(), XC(XM)
print(a is b)        # True
print(a.XV)          # what does this print?
del a
''', r'''
from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, Field

app = FastAPI(title="XS")

class XC(BaseModel):
    XV: str = Field(min_length=1, max_length=XN)
    XW: float = Field(gt=0, le=XM)

def XF() -> dict[str, XC]:
    return {}

@app.post("/XV/{item_id}", response_model=XC, status_code=201)
async def XG(item_id: int, body: XC, db=Depends(XF)):
    if item_id in db:
        raise HTTPException(status_code=409, detail=f"{item_id} exists")
    db[item_id] = body
    return body
''', r'''
import re

PATTERN = re.compile(r"""
    (?P<year>\d{4})-(?P<month>\d{2})    # date
    \s+(?P<level>INFO|WARN|ERROR)       # level
    \s+(?P<msg>.*)$
""", re.VERBOSE)

def XF(lines):
    for lineno, line in enumerate(lines, start=XN):
        if m := PATTERN.match(line):
            yield lineno, m["level"], m.group("msg").strip()

for XV in XF(["2024-XN ERROR XS failed\n", "noise"]):
    print(XV)
''', r'''
def XF(XV: list[int]) -> list[int]:
    if len(XV) <= 1:
        return XV
    mid = len(XV) // 2
    left, right = XF(XV[:mid]), XF(XV[mid:])
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            merged.append(left[i]); i += 1
        else:
            merged.append(right[j]); j += 1
    return merged + left[i:] + right[j:]

assert XF([XN, XM, 3, -1]) == sorted([XN, XM, 3, -1])
''', r'''
import multiprocessing as mp
import numpy as np

def XF(chunk: np.ndarray) -> float:
    return float(np.sqrt(chunk ** 2 + XN).sum())

def main() -> None:
    XV = np.linspace(0.0, 1.0, num=XM * 1_000)
    with mp.Pool(processes=mp.cpu_count()) as pool:
        parts = pool.map(XF, np.array_split(XV, 4))
    print(f"{sum(parts):.3f}")

if __name__ == "__main__":
    main()
''', r'''
def XF(n):
    print("start", n)
    XV = yield n
    while XV is not None:
        n += XV
        XV = yield n
    return f"XS {n}"

gen = XF(XN)
next(gen)               # prime the generator
print(gen.send(XM))     # XN + XM
try:
    gen.send(None)
except StopIteration as stop:
    print(stop.value)
''', r'''
import unittest
from unittest import mock

class XC(unittest.TestCase):
    def setUp(self):
        self.XV = {"XS": XN, "limit": XM}

    @mock.patch("app.client.fetch", return_value={"ok": True})
    def test_XF(self, fetch):
        result = fetch(self.XV["XS"])
        self.assertTrue(result["ok"])
        fetch.assert_called_once_with(XN)

    def test_raises(self):
        with self.assertRaises(KeyError):
            self.XV["missing"]
''', r'''
from functools import lru_cache

@lru_cache(maxsize=None)
def XF(i: int, remaining: int) -> int:
    """0/1 knapsack with memoisation."""
    if i == len(weights) or remaining <= 0:
        return 0
    skip = XF(i + 1, remaining)
    if weights[i] > remaining:
        return skip
    return max(skip, XV[i] + XF(i + 1, remaining - weights[i]))

weights = (3, 4, 5, XM)
XV = (30, 50, 60, XN)
print(XF(0, 0b1010), XF.cache_info())
''', r'''
class XC:
    def __init__(self, XV):
        self.XV = XV
        self.next = None

def XF(head):
    prev = None
    while head:
        head.next, prev, head = prev, head, head.next
    return prev

node = XC(XN)
node.next = XC(XM)
node = XF(node)
while node is not None:
    print(node.XV, end=" -> ")
    node = node.next
print("None")
''']
RUST = [r'''
use std::collections::HashMap;

fn XF(words: &[&str]) -> HashMap<String, usize> {
    let mut XV: HashMap<String, usize> = HashMap::new();
    for w in words {
        *XV.entry(w.to_lowercase()).or_insert(0) += 1;
    }
    XV
}

fn main() {
    let counts = XF(&["XS", "b", "XS"]);
    println!("{:?}", counts.get("XS")); // Some(2)
}
''', r'''
use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let XV = Arc::new(Mutex::new(0u64));
    let handles: Vec<_> = (0..XM)
        .map(|_| {
            let XW = Arc::clone(&XV);
            thread::spawn(move || {
                for _ in 0..XN {
                    *XW.lock().unwrap() += 1;
                }
            })
        })
        .collect();
    for h in handles {
        h.join().expect("thread panicked");
    }
    assert_eq!(*XV.lock().unwrap(), XM * XN);
}
''', r'''
#[derive(Debug, Clone, PartialEq)]
pub enum XC {
    Circle { radius: f64 },
    Rect(f64, f64),
    Empty,
}

impl XC {
    pub fn XF(&self) -> f64 {
        match self {
            XC::Circle { radius } => std::f64::consts::PI * radius.powi(2),
            XC::Rect(w, h) if *w > 0.0 => w * h,
            XC::Rect(..) | XC::Empty => 0.0,
        }
    }
}

fn main() {
    let XV = vec![XC::Circle { radius: XN as f64 }, XC::Rect(2.5, XM.0)];
    println!("{:.2}", XV.iter().map(XC::XF).sum::<f64>());
}
''', r'''
use std::fmt;

struct XC<T> {
    items: Vec<T>,
    limit: usize,
}

impl<T: fmt::Display + Clone> XC<T> {
    fn new(limit: usize) -> Self {
        Self { items: Vec::with_capacity(limit), limit }
    }

    fn XF(&mut self, XV: T) -> Result<(), T> {
        if self.items.len() >= self.limit {
            return Err(XV);
        }
        self.items.push(XV);
        Ok(())
    }
}

impl<T: fmt::Display> fmt::Display for XC<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} items (max {})", self.items.len(), self.limit)
    }
}
''', r'''
fn XF<'a>(x: &'a str, y: &'a str) -> &'a str {
    if x.len() >= y.len() { x } else { y }
}

fn main() {
    let XV = String::from("XS");
    let result;
    {
        let XW = String::from("short");
        result = XF(XV.as_str(), XW.as_str()).to_owned();
    }
    println!("longest: {result} ({} bytes)", XN);
    /* XW was dropped here, the copy lives on */
}
''', r'''
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

#[derive(Debug)]
enum XC {
    Io(io::Error),
    Parse { line: usize, msg: String },
}

impl From<io::Error> for XC {
    fn from(e: io::Error) -> Self { XC::Io(e) }
}

fn XF(path: impl AsRef<Path>) -> Result<Vec<i64>, XC> {
    let mut XV = Vec::new();
    for (i, line) in BufReader::new(File::open(path)?).lines().enumerate() {
        let n = line?.trim().parse().map_err(|e| XC::Parse {
            line: i + 1,
            msg: format!("{e}"),
        })?;
        XV.push(n);
    }
    Ok(XV)
}
''', r'''
pub trait XC {
    const LIMIT: u32 = XN;
    fn name(&self) -> String;
    fn XF(&self) -> String {
        format!("{} <= {}", self.name(), Self::LIMIT)
    }
}

struct XD;

impl XC for XD {
    fn name(&self) -> String {
        "XS".into()
    }
}

fn XG(items: &[Box<dyn Fn(u32) -> u32>]) -> u32 {
    items.iter().fold(XM, |acc, f| f(acc))
}
''', r'''
use tokio::sync::mpsc;
use tokio::time::{sleep, Duration};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let (tx, mut rx) = mpsc::channel::<u32>(XM);
    for id in 0..4 {
        let tx = tx.clone();
        tokio::spawn(async move {
            sleep(Duration::from_millis(XN)).await;
            let _ = tx.send(id).await;
        });
    }
    drop(tx);
    while let Some(XV) = rx.recv().await {
        println!("XS {XV}");
    }
    Ok(())
}
''', r'''
#[derive(Debug)]
struct Node {
    XV: i32,
    left: Option<Box<Node>>,
    right: Option<Box<Node>>,
}

impl Node {
    fn XF(&mut self, XV: i32) {
        let slot = if XV < self.XV { &mut self.left } else { &mut self.right };
        match slot {
            Some(child) => child.XF(XV),
            None => *slot = Some(Box::new(Node { XV, left: None, right: None })),
        }
    }

    fn depth(&self) -> usize {
        let l = self.left.as_ref().map_or(0, |n| n.depth());
        let r = self.right.as_ref().map_or(0, |n| n.depth());
        1 + l.max(r)
    }
}
''', r'''
use std::rc::{Rc, Weak};
use std::cell::RefCell;

struct XC {
    XV: RefCell<Vec<Rc<XC>>>,
    parent: RefCell<Weak<XC>>,
    id: u32,
}

fn XF(parent: &Rc<XC>, id: u32) -> Rc<XC> {
    let child = Rc::new(XC {
        XV: RefCell::new(vec![]),
        parent: RefCell::new(Rc::downgrade(parent)),
        id,
    });
    parent.XV.borrow_mut().push(Rc::clone(&child));
    assert_eq!(Rc::strong_count(&child), 2);
    child
}
''', r'''
macro_rules! XF {
    ($($key:expr => $value:expr),* $(,)?) => {{
        let mut map = ::std::collections::BTreeMap::new();
        $( map.insert($key, $value); )*
        map
    }};
}

fn main() {
    let XV = XF! {
        "XS" => XN,
        "two" => 0xFF,
    };
    for (k, v) in &XV {
        println!("{k:>8} = {v:#06x}");
    }
}
''', r'''
struct XC {
    a: u64,
    b: u64,
}

impl Iterator for XC {
    type Item = u64;

    fn next(&mut self) -> Option<Self::Item> {
        let out = self.a;
        (self.a, self.b) = (self.b, self.a.checked_add(self.b)?);
        Some(out)
    }
}

fn main() {
    let XV: u64 = XC { a: 0, b: 1 }
        .skip(1)
        .filter(|n| n % 2 == 0)
        .take_while(|&n| n < XN_000)
        .sum();
    println!("{}", XV);
}
''', r'''
fn XF(mut XV: Vec<i32>) -> Vec<i32> {
    XV.sort_unstable();
    XV.dedup();
    XV
}

fn main() {
    let data = vec![XN, XM, 3, XM];
    let sorted = XF(data);
    // println!("{:?}", data); // error[E0382]: borrow of moved value
    println!("{:?}", &sorted[..2]);
    let slice: &[i32] = &sorted;
    if let [first, .., last] = slice {
        println!("{first}..{last}");
    }
}
''', r'''
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct XC {
    pub XV: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub XW: Option<u32>,
    #[serde(default = "XF")]
    pub limit: usize,
}

fn XF() -> usize {
    XN
}

fn main() -> Result<(), serde_json::Error> {
    let c: XC = serde_json::from_str(r#"{"XV": "XS"}"#)?;
    println!("{}", serde_json::to_string_pretty(&c)?);
    Ok(())
}
''', r'''
use std::ops::{Add, Mul};

#[derive(Copy, Clone, Debug, Default, PartialEq)]
struct XC {
    x: f32,
    y: f32,
}

impl Add for XC {
    type Output = Self;
    fn add(self, rhs: Self) -> Self {
        XC { x: self.x + rhs.x, y: self.y + rhs.y }
    }
}

impl Mul<f32> for XC {
    type Output = XC;
    fn mul(self, k: f32) -> XC { XC { x: self.x * k, y: self.y * k } }
}

const XF: XC = XC { x: 1.0, y: -1.5e2 };
''', r'''
fn XF(haystack: &[u32], needle: u32) -> Option<usize> {
    let (mut lo, mut hi) = (0usize, haystack.len());
    while lo < hi {
        let mid = lo + (hi - lo) / 2;
        match haystack[mid].cmp(&needle) {
            std::cmp::Ordering::Less => lo = mid + 1,
            std::cmp::Ordering::Greater => hi = mid,
            std::cmp::Ordering::Equal => return Some(mid),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_XV() {
        assert_eq!(XF(&[1, 3, XN, 900], 3), Some(1));
    }
}
''', r'''
use std::borrow::Cow;

fn XF(input: &str) -> Cow<'_, str> {
    if input.contains('\t') {
        Cow::Owned(input.replace('\t', "    "))
    } else {
        Cow::Borrowed(input)
    }
}

fn main() {
    let XV = XF("XS\tvalue");
    match XV {
        Cow::Borrowed(s) => println!("no copy: {s}"),
        Cow::Owned(s) => println!("copied {} bytes: {s:?}", s.len()),
    }
    let byte = b'\n';
    println!("{}", byte as u32 + XN);
}
''', r'''
unsafe fn XF(ptr: *const u8, len: usize) -> u32 {
    // SAFETY: the caller promises ptr..ptr+len is valid
    let bytes = unsafe { std::slice::from_raw_parts(ptr, len) };
    bytes.iter().fold(XN_u32, |h, &b| {
        h.wrapping_mul(16_777_619) ^ u32::from(b)
    })
}

pub extern "C" fn XG(XV: &[u8]) -> u32 {
    unsafe { XF(XV.as_ptr(), XV.len()) }
}

static mut XW: u32 = XM;
''', r'''
fn compose<A, B, C>(f: impl Fn(A) -> B, g: impl Fn(B) -> C) -> impl Fn(A) -> C {
    move |x| g(f(x))
}

fn XF(n: i32) -> Box<dyn Fn(i32) -> i32> {
    Box::new(move |x| x + n)
}

fn main() {
    let XV = compose(XF(XN), |x| x * XM);
    println!("{}", XV(2));
    let mut log = Vec::new();
    let mut XW = |s: &str| log.push(s.to_string());
    XW("XS");
    XW("done");
    println!("{log:?}");
}
''', r'''
use std::thread;
use std::sync::mpsc::{channel, Sender};

enum XC {
    Work(Box<dyn FnOnce() + Send + 'static>),
    Stop,
}

fn XF(id: usize) -> Sender<XC> {
    let (tx, rx) = channel();
    thread::Builder::new()
        .name(format!("worker-{id}"))
        .spawn(move || 'outer: loop {
            match rx.recv() {
                Ok(XC::Work(job)) => job(),
                Ok(XC::Stop) | Err(_) => break 'outer,
            }
        })
        .unwrap();
    tx
}
''', r'''
pub mod XV {
    pub(crate) const MAX: usize = XN;

    #[inline]
    #[must_use]
    pub fn XF(input: &str) -> Option<char> {
        input.chars().rev().find(|c| c.is_alphanumeric())
    }
}

use XV::XF;

fn main() {
    let Some(c) = XF("XS!?") else {
        panic!("empty");
    };
    println!("{c} {}", XV::MAX);
    dbg!(c.is_ascii_digit());
}
''', r'''
use std::pin::Pin;
use std::future::Future;
use std::task::{Context, Poll};

struct XC {
    remaining: u8,
}

impl Future for XC {
    type Output = &'static str;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if self.remaining == 0 {
            Poll::Ready("XS")
        } else {
            self.remaining -= 1;
            cx.waker().wake_by_ref();
            Poll::Pending
        }
    }
}
''', r'''
use std::error::Error;

fn XF(text: &str) -> Result<(u32, u32), Box<dyn Error>> {
    let (a, b) = text.split_once(':').ok_or("missing ':'")?;
    Ok((a.trim().parse()?, b.trim().parse()?))
}

fn main() {
    for XV in ["XN:XM", "XS", "1:x"] {
        match XF(XV) {
            Ok((a, b)) => println!("{a} + {b} = {}", a + b),
            Err(e) => eprintln!("bad input {XV:?}: {e}"),
        }
    }
}
''', r'''
impl Drop for XC {
    fn drop(&mut self) {
        println!("drop {}", self.XV);
    }
}

struct XC {
    XV: &'static str,
}

fn main() {
    let _a = XC { XV: "a" };
    let b = XC { XV: "XS" };
    std::mem::drop(b);
    let _ = XC { XV: "c" }; // dropped at once
    let n: u32 = if cfg!(debug_assertions) { XN } else { XM };
    println!("end {n}");
}
''']
