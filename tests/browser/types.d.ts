// What scripts of themes know of one another: the global `hotseat`, made by the program's
// prelude and filled by scripts/core.js and the scripts behind it. For `tsc --checkJs` alone.

/** A text with placeables, or one for each plural category of its `count`. */
type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

type Values = Record<string, string | number>;

interface Hotseat {
  // From the prelude.
  /** Bundles by name: paths from the site's root. */
  readonly bundles: Record<string, string>;
  /** The names of those that come with a stylesheet, which lies beside them. */
  readonly styles: string[];
  readonly strings: Record<string, Message>;
  /** The site's scale, easiest first. */
  readonly difficulties: { name: string; label: string; role: "easy" | "medium" | "hard" }[];
  readonly study: { practice: boolean; review: boolean; confidence: boolean };
  /** What page files end in: `.html`, or nothing where addresses are clean. */
  readonly ending: "" | ".html";
  /** Called with the document at the start, and with every card put in later. */
  readonly enhancers: ((root: Document | Element) => void)[];

  // From core.js.
  /** The address of the site's root, with a `/` at its end. */
  root: string;
  /** The site's id: part of every key in the browser's storage. */
  site: string;
  /** The path of this page, such as `python/concurrency/asyncio`; empty on pages without questions. */
  page: string;
  /** A text of the interface. Only keys that are written out are found by the build. */
  t(key: string, values?: Values): string;
  /** The address of a page (`python/basics`) or a question (`python/basics#what-is-it`). */
  url(key: string): string;
  /** Loads a script file of the site by its path from the root, once. */
  script(file: string): Promise<void>;
  /** Loads a bundle, once. */
  load(bundle: string): Promise<void>;
  /** Has a screen reader say something. */
  say(text: string): void;
  /** Gives a card that was put into the page what the scripts give to those of the page. */
  enhance(root: Document | Element): void;

  // From the bundle `search`.
  search: Search;

  // From session/shards.js.
  /** What `questions/index.js` calls. */
  index(index: GuideIndex): void;
  /** What `questions/<page>.js` calls: base64 of deflated JSON. */
  questions(path: string, packed: string): void;
  /** All pages that have questions, in reading order. */
  guide(): Promise<Guide>;
  /** The questions of a page. Fails where the browser is too old or the file is missing. */
  shard(path: string): Promise<Shard>;
  /** A question's card, not yet enhanced, its links made to work on this page; `data-key` is its key. */
  card(key: string): Promise<HTMLElement>;
}

/** Counts by difficulty: the first is of questions without one, then easiest first. */
type Levels = number[];

interface GuideIndex {
  sections: [title: string, path: string, parent: number][];
  pages: [path: string, title: string, section: number, levels: Levels, aliases: string[]][];
}

interface Guide {
  /** The home page: its sections are the tracks, theirs the topics. */
  home: GuideSection;
  pages: GuidePage[];
}

interface GuideSection {
  title: string;
  path: string;
  sections: GuideSection[];
  pages: GuidePage[];
}

interface GuidePage {
  path: string;
  title: string;
  /** The names of the folders it is in, track first. */
  trail: string[];
  count: number;
  levels: Levels;
  /** Former paths. */
  aliases: string[];
}

interface Shard {
  title: string;
  trail: string[];
  questions: ShardQuestion[];
}

interface ShardQuestion {
  id: string;
  hash: string;
  /** From 1; 0 without a difficulty. */
  level: number;
  title: string;
  tags: string[];
  kind: "open" | "choice" | "output";
  /** Former ids. */
  aliases: string[];
  followUps: number;
  html: string;
}

/** A word of a query. */
interface SearchWord {
  /** Folded. */
  text: string;
  /** What is looked for instead where no document has the word. */
  parts: string[];
  /** Two letters of a script without spaces. */
  isPair?: boolean;
  /** Signs alone, or a code word as written: welcome, but not wanted. */
  isSign?: boolean;
}

interface SearchQuery {
  words: SearchWord[];
  /** Code words as written, folded. */
  wholes: string[];
  filters: { kind: string; value: string }[];
}

/** `search/index.js`: see `IndexFile` in src/render/search/shards.rs. */
interface SearchIndex {
  n: number;
  u: string;
  d: string[];
  t: string[];
  w: string[];
  c: number[];
  s: [folder: string, title: string][];
  /** Read from `u` at first use. */
  units?: { starts: number[]; headings: number[] };
}

/** The documents of a word. */
interface SearchHits {
  /** In so many texts that only titles and tags were kept. */
  isCommon: boolean;
  lists: { strength: number; documents: number[] }[];
  ranges: { strength: number; start: number; length: number }[];
}

/** What a word of the query found. */
interface SearchMatch {
  /** By document; 0 where it is not. */
  scores: Float32Array;
  isCommon: boolean;
  /** How much the word tells documents apart; 0 where none has it. */
  rarity: number;
  /** The words of the index that were meant. */
  words: string[];
}

interface SearchRanking {
  /** Best first. */
  hits: { document: number; score: number }[];
  /** No document has all words: these have some. */
  isPartial: boolean;
  words: string[];
}

/** A question, page, folder or heading as shown. */
interface SearchResult {
  /** `python/basics`, `python/basics#what-is-it`. */
  key: string;
  title: string;
  /** From 1; 0 where it has none. */
  level: number;
  /** The page it is on, or the folders. */
  around: string;
  isQuestion: boolean;
  /** How many a page or folder has. */
  questions?: number;
}

interface SearchAnswer {
  questions: SearchResult[];
  topics: SearchResult[];
  /** How many questions were found in all. */
  total: number;
  isPartial: boolean;
  words: string[];
}

interface Search {
  /** Opens the dialog. */
  open(): void;
  find(text: string, most: number, around?: number): Promise<SearchAnswer>;
  query(text: string): SearchQuery;
  rank(index: SearchIndex, query: SearchQuery): Promise<SearchRanking>;
  show(index: SearchIndex, documents: number[]): Promise<SearchResult[]>;
  isQuestion(index: SearchIndex, document: number): boolean;
  marks(title: string, wanted: string[]): [start: number, end: number][];
  isSlip(typed: string, meant: string, isBeginning: boolean): boolean;
  filesOf(starts: string[], beginning: string): number[];
  mended(index: SearchIndex, typed: string): Promise<string[]>;
  numbers(text: string, found: (sign: number, numbers: number[]) => void): void;
  fetch(name: string): Promise<void>;
  put(kind: string, number: number, ...content: any[]): void;
  index(): Promise<SearchIndex>;
  terms(number: number): Promise<{ words: string[]; hits(at: number): SearchHits }>;
  mirrored(number: number): Promise<string[]>;
  documents(number: number): Promise<any[]>;
  option(result: SearchResult, words: string[], id: string): HTMLElement;
  group(id: string, label: string, options: HTMLElement[]): HTMLElement;
  beginning(type: (text: string) => void): Promise<HTMLElement[]>;
  results(answer: SearchAnswer, more: () => void): HTMLElement[];
  summary(answer: SearchAnswer): string;
  hint(): Promise<string>;
  recent(text?: string): string[];
}

/** Something the reader has done with a question; see scripts/store.js. */
interface StoreEvent {
  /** Its place in the order, as nine digits of base 36, and something random. */
  id: string;
  /** The question: `python/concurrency/asyncio#what-is-the-event-loop`. */
  key: string;
  /** Milliseconds since 1970 by the reader's clock. */
  time: number;
  /** 1 again, 2 hard, 3 good, 4 easy; 0 makes the question unseen. */
  grade?: number;
  /** The hash of what was learned. */
  hash?: string;
  /** What the reader said before looking. */
  sure?: boolean;
  /** The question is put off until then. */
  until?: number;
  /** The question's key before. */
  from?: string;
  /** The event that is taken back. */
  undo?: string;
}

/** Events by question, as they are stored and exported: without the key, and without a time that the id tells. */
type PackedEvents = Record<string, (Omit<StoreEvent, "key" | "time"> & { time?: number })[]>;

type Graded = { time: number; grade?: number };

interface Schedule {
  state: "learning" | "review" | "relearning";
  step: number;
  /** The days after which nine of ten such questions are still known. */
  stability: number;
  /** From 1 to 10. */
  difficulty: number;
  time: number;
  due: number;
  lapses: number;
}

interface Hotseat {
  // From settings.js.
  /** What the reader has set; empty where nothing is. */
  setting(name: string, value?: string): string;

  // From store.js and store_grades.js.
  store: {
    /** Whether the browser keeps what is graded; otherwise it lasts as long as the page. */
    isKept: boolean;
    names(): string[];
    pack(events: Iterable<StoreEvent>): PackedEvents;
    unpack(packed: PackedEvents): StoreEvent[];
    events(): StoreEvent[];
    add(events: StoreEvent[]): void;
    now(event: Partial<StoreEvent> & { key: string }): StoreEvent;
    forget(): void;
    onchange(listener: () => void): void;
    questions(): Map<string, StoreEvent[]>;
    history(key: string): StoreEvent[];
    last(key: string): StoreEvent | undefined;
    grade(key: string, graded: { grade: number; hash?: string; sure?: boolean }): void;
    skip(key: string, until: number): void;
    clear(key: string): void;
    undo(): string | undefined;
    move(from: string, key: string): void;
  };

  // From session/fsrs.js and session/due.js.
  fsrs: {
    schedule(events: Graded[]): Schedule | undefined;
    preview(events: Graded[], now: number): { grade: number; due: number; interval: number }[];
  };
  /** The first moment of a day, so many days later. */
  midnight(time: number, days?: number): number;
  /** When a question comes back; none for one that has no grade. */
  dueTime(events: StoreEvent[], now: number): number | undefined;
  /** The same for all graded questions, by key. */
  dueTimes(now: number): Map<string, number>;

  // From transfer/.
  transfer: {
    /** Tells once that the browser keeps nothing. */
    warn(): void;
    /** All progress as the text of a file. */
    text(now: Date): string;
    /** The events of such a file, or the reason why it is refused. */
    read(text: string): { questions?: PackedEvents; reason?: string };
    /** Offers the file for download. */
    save(): void;
    /** Adds what is not known, and counts it. */
    merge(questions: PackedEvents): { events: number; questions: number };
    /** Erases all progress on this guide. */
    erase(): void;
  };
}

/** What the reader does with a question in a session. */
type SessionResult = { grade: number; sure?: boolean; title: string; href: string };

interface SessionState {
  keys: string[];
  /** The place in `keys`; their number when all are done. */
  at: number;
  /** The name of the queue chosen. */
  order: string;
  results: Record<string, SessionResult>;
}

interface SessionOptions {
  /** Under which the queue is kept; an unfinished one of this id is gone on with. */
  id: string;
  title: string;
  /** Questions in the order to be asked. */
  keys: string[];
  /** The card of a question, to be put on the stage. The card before it is whoever gave it's to look after. */
  card(key: string): Promise<HTMLElement> | HTMLElement;
  /** Where the session is put, in front of what is there. */
  place: Element;
  /** Four grades, or only going on. */
  graded: boolean;
  /** Where a question is from, said above its card. */
  trail?(key: string): string;
  /** Queues to choose from: name, text, keys. The first is that of `keys`. */
  orders?: [string, string, () => string[]][];
  /** Puts a question off till tomorrow. */
  skip?(key: string): void;
  /** Shown in the head, such as a clock. */
  extra?: HTMLElement;
  /** Where to go from the end. */
  next?: { label: string; href: string };
  /** Called each time that the last question is done. */
  onend?(state: SessionState): void;
  /** Called once, when the session has been taken off the page. */
  onleave(state: SessionState): void;
}

interface Session {
  options: SessionOptions;
  go(at: number): void;
  previous(): void;
  next(): void;
  hasCard(): boolean;
  isOpen(): boolean;
  /** Shows or hides the answer. */
  reveal(): void;
  grade(grade: number): void;
  undo(): void;
  skip(): void;
  /** Begins anew with other questions. */
  restart(keys: string[], order?: string): void;
  leave(): void;
}

interface Hotseat {
  // From element.js.
  /** Makes an element; an attribute that is a function listens to the event of its name. */
  element<N extends keyof HTMLElementTagNameMap>(
    name: N,
    attributes?: Record<string, string | number | boolean | undefined | ((event: any) => void)>,
    ...children: (Node | string | undefined)[]
  ): HTMLElementTagNameMap[N];

  // From keys.js.
  /** Adds a key: `j`, `Space`, `Ctrl+k`, `g h`. The newest whose `when` holds is run; `false` leaves the key to the browser. */
  key(combo: string, run: (event: KeyboardEvent) => unknown, options?: { when?: () => unknown }): void;
  /** What a key does here and now. */
  findKey(combo: string): { run(event: KeyboardEvent): unknown } | undefined;

  // From study/.
  /** Does what a control of a card or of the study bar is for. */
  use(control: Element): void;
  keyOf(card: HTMLElement): string;
  titleOf(card: Element): string;
  statusOf(key: string): "unseen" | "review" | "known" | "due";
  /** Grades a question of the list; the same grade again takes it back. */
  grade(card: HTMLElement, grade: number): void;
  setSure(card: HTMLElement, sure: string): void;
  choose(input: Element): void;
  /** Makes tabs of labelled parts. From the bundle `tabs`. */
  tabs(root: Document | Element): void;
  /** Shows what the study bar asks for, or everything. */
  filter(isReset?: boolean): void;
  showKeys(): void;

  // From session/. Needs the bundle `study`.
  /** Begins a session: one question at a time. */
  session(options: SessionOptions): Session;
  /** The session that is or was last on the page. */
  current: Session;
  stage(session: Session): {
    element: HTMLElement;
    show(card: HTMLElement, key: string, state: SessionState): void;
    end(state: SessionState): void;
  };
  gradeButtons(session: Session, key: string): HTMLElement[];
  sessionDots(session: Session, state: SessionState): HTMLElement[];
  sessionEnd(session: Session, state: SessionState): HTMLElement;
  /** Practice on the questions of this page. */
  practise(): void;
}

/** What there is to do today; see scripts/review/plan.js. */
interface Plan {
  /** The keys of what is due, mixed by topic. */
  due: string[];
  /** How many new questions there are still to be today. */
  fresh: number;
  /** How many questions there are that were never graded. */
  more: number;
  /** New questions a day. */
  limit: number;
  /** Questions graded today. */
  done: number;
  /** When the next question is due; infinite where none is. */
  next: number;
  /** How many questions are due on each day, from today. */
  days: number[];
  /** How many questions of a page were ever graded. */
  seen: Map<GuidePage, number>;
  /** Topics with the numbers of what is due, most first. */
  topics: [string, number][];
}

interface Hotseat {
  // From review/.
  plan(guide: Guide, now: number): Plan;
  /** The keys of so many questions that were never graded. */
  fresh(guide: Guide, plan: Plan, now: number): Promise<string[]>;
  /** Puts new questions evenly among those that are due. */
  spread(due: string[], fresh: string[]): string[];
  /** Whether a reload has interrupted a review. */
  isReviewing(): boolean;
  review(options: { place: Element; guide: Guide; keys: string[]; whenNext(): string; onleave(): void }): void;
}

/** What a mock interview can be about. */
interface InterviewTopic {
  path: string;
  title: string;
  /** The track's title; empty for a track's own pages and for what is in none. */
  track: string;
  pages: GuidePage[];
}

interface InterviewChoice {
  topics: InterviewTopic[];
  /** Difficulties from 1; 0 for questions without one. */
  levels: number[];
  number: number;
  /** 0: no timer. */
  minutes: number;
  followUps: boolean;
}

/** A mock interview, as the tab keeps it. */
interface Interview {
  seed: number;
  keys: string[];
  minutes: number;
  followUps: boolean;
  /** What the address asked for at its start. */
  hash: string;
  started: number;
  /** Milliseconds, by question. */
  spent: Record<string, number>;
  /** What is known of the questions that were shown. */
  titles: Record<string, { title: string; href: string; trail: string }>;
  /** Only when it is over. */
  results?: Record<string, SessionResult>;
}

interface Hotseat {
  // From interview/.
  interviewTopics(guide: Guide): InterviewTopic[];
  /** How many questions there are to draw from. */
  interviewCount(topics: InterviewTopic[], levels: number[]): number;
  /** Keys, the same for the same seed. */
  interviewDraw(topics: InterviewTopic[], options: { levels: number[]; number: number; seed: number }): Promise<string[]>;
  /** `wanted` is the path of a track or topic, or empty. */
  interviewForm(guide: Guide, wanted: string, start: (choice: InterviewChoice) => void): HTMLElement;
  interviewSummary(interview: Interview, actions: { repeat(keys: string[]): void; again(): void }): HTMLElement;
  interviewClock(end: number): { element: HTMLElement; stop(): void };
  /** Minutes and seconds. */
  clockTime(time: number): string;
  pressFollowUps(place: Element): { show(): void; stop(): void };
  keptInterview(): Interview | undefined;
  keepInterview(interview?: Interview): void;
}


interface Hotseat {
  /** Whether the site wants a service worker. */
  readonly worker: boolean;

  // From print/.
  /** Asks what to print, and prints it. */
  print(): void;
  /** Prints the page: with its answers, without, or with the answers at the end. */
  paper(form: "answers" | "questions" | "key"): void;
}

// What the build puts in front of the service worker.
declare const version: string;
declare const shell: string[];

declare const hotseat: Hotseat;
