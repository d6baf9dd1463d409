import { setTimeout } from "node:timers/promises";

/** Groups what arrives into batches of one size. */
export class Batcher {
  constructor(size) {
    this.size = size;
    this.items = [];
  }

  async run(source) {
    for await (const item of source) {
      this.items.push(item);
      if (this.items.length >= this.size) console.log(`flush ${item}`); // full
    }
    return setTimeout(100, this.items.length);
  }
}
