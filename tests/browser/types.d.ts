// What scripts of themes know of one another: the global `hotseat`, made by the program's
// prelude and filled by scripts/core.js and the scripts behind it. For `tsc --checkJs` alone.

/** A text with placeables, or one for each plural category of its `count`. */
type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

type Values = Record<string, string | number>;

interface Hotseat {
  // From the prelude.
  /** Bundles by name: paths from the site's root. */
  readonly bundles: Record<string, string>;
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
  /** Loads a bundle, once. */
  load(bundle: string): Promise<void>;
  /** Has a screen reader say something. */
  say(text: string): void;
  /** Gives a card that was put into the page what the scripts give to those of the page. */
  enhance(root: Document | Element): void;
}

declare const hotseat: Hotseat;
