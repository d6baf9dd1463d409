"""What the corpus is made of: names, terms, and sentences with places for them."""

TRACKS = (
    "python rust django fastapi flask numpy pandas pytest sqlalchemy tokio actix axum serde bevy "
    "rayon system-design sql algorithms data-structures testing"
).split()
TOPICS = (
    "concurrency core-syntax data-model error-handling iterators memory networking performance "
    "security testing tooling type-system"
).split()
PAGES = (
    "asyncio threads processes locks queues futures cancellation event-loop closures decorators "
    "generators slots ownership borrowing lifetimes traits enums macros unsafe modules hashing "
    "sorting graphs trees caching pooling retries timeouts logging tracing serialization validation "
    "sessions routing middleware migrations indexes transactions joins windows"
).split()
VERBS = (
    "build load parse merge fetch rank split score drain index scan group flush update encode decode "
    "resolve cache filter reduce batch track"
).split()
NOUNS = (
    "orders users events tokens rows frames nodes edges jobs packets records pages prices metrics "
    "samples batches chunks items scores queue buffer cursor window payload session ledger cart "
    "quota bucket shard"
).split()
ADJECTIVES = (
    "Fast Lazy Bounded Shared Typed Cached Ordered Atomic Safe Pooled Sparse Signed Local Remote "
    "Nested Linear"
).split()
CLASSES = (
    "Account Buffer Cursor Counter Batch Ledger Matrix Packet Parser Pool Queue Record Reader Router "
    "Session Shape Shard Store Ticket Tracker Vector Window"
).split()
STRINGS = (
    "alpha,beta,checkout,eu-west-1,fizz,gold,hello,invoice,kafka,login,model,night,omega,ping,quick,"
    "retry,stage,timeout,upload,video,worker,zeta"
).split(",")
TERMS = (
    "event loop|garbage collector|borrow checker|coroutine|reference count|vtable|hash table|"
    "work-stealing scheduler|context switch|memory barrier|type erasure|monomorphisation|"
    "closure capture|exception group|descriptor protocol|method resolution order|iterator adaptor|"
    "connection pool|write-ahead log|isolation level|lock contention|back-pressure|cache line|"
    "amortised growth|binary search|topological order|virtual dispatch|move semantics|"
    "interior mutability|structured concurrency"
).split("|")
SNIPPETS = (
    "await|yield|__slots__|Arc<Mutex<T>>|Box<dyn Trait>|impl Iterator|functools.wraps|asyncio.gather|"
    "Option<T>|Result<T, E>|self._items|len(xs)|std::mem::swap|?|Rc::clone|collections.deque|"
    "EXPLAIN ANALYZE|O(n log n)|#[derive(Clone)]|typing.Protocol|with open(path) as f|"
    "Vec::with_capacity|heapq.heappush|&mut self|'static"
).split("|")
SENTENCES = [
    "**{T}** is the part that most candidates get wrong: it decides *when* control returns to the caller, not how fast the work itself runs.",
    "When `{c}` is evaluated, the runtime has to consult the **{t}** before it can hand back a value, so the cost is paid on every call.",
    "A common follow-up question is what happens if two threads reach `{c}` at once; the answer depends on the {t} and on who owns the data.",
    "In practice you should prefer `{c}` over `{d}` because it keeps the {t} out of the hot path and makes the intent clear to the reader.",
    "The trap here is that the code *looks* sequential, yet the {t} is free to reorder anything that has no data dependency.",
    "Interviewers want to hear the words **{t}** and **{u}**, followed by one concrete example from production and its trade-off.",
    "Unlike a {t}, which is allocated once, a {u} is created for each request and dropped as soon as `{c}` goes out of scope.",
    "Measure before you optimise: a {t} that is touched {n} times a second rarely matters, while one that is touched {m} thousand times does.",
    "Rule of thumb: reach for `{c}` only when the **{t}** shows up in a profile, and write a test that fails without it.",
    "It does not copy the underlying data; it only moves a pointer, a length and a capacity, which is why `{c}` is O(1).",
    "If the {t} is held across a suspension point, every other task waits, and latency grows with the number of clients.",
    "Python resolves this at run time through the **{t}**, while Rust settles it at compile time, so the error surfaces much earlier.",
    "See [the reference](https://example.com/docs/{s}) for the exact rules, especially the section about `{c}` and its default.",
    "You can read `{c}` as \"give me the next value or stop\", which is exactly what the {t} needs to make progress.",
    "The naive version allocates {n} times per item; the improved one reuses a buffer and drops to {m} allocations in total.",
    "Remember that equality and identity differ: `{c}` compares values, whereas the {t} compares addresses.",
]
QUESTIONS = [
    "What is the {t} and why does it matter?", "How does `{c}` work under the hood?", "When would you choose `{c}` over `{d}`?",
    "What does this code print, and why?", "How do you avoid lock contention around a {t}?", "Explain the difference between a {t} and a {u}.",
    "What is the time complexity of this function?", "Why does the compiler reject this use of `{c}`?", "How would you test code that depends on the {t}?",
    "What are the pitfalls of `{c}`?", "How would you make this {n} times faster?", "Which {t} would you pick for {n} million rows?",
]
