import { describe, expect, it } from "vitest";
import { createJournal, type JournalEntry } from "../../../src/app/journal.ts";
import { MemoryStorage } from "./memoryStorage.ts";

const entry: JournalEntry = { suite: "quick", step: "GEMV of 4096 rows", bytes: 2e9 };

describe("the journal", () => {
  it("tells the next page, once, at which step the browser ended the last", () => {
    const storage = new MemoryStorage();
    createJournal([storage]).write({ ...entry, step: "an earlier step" });
    createJournal([storage]).write(entry);
    const next = createJournal([storage]);
    expect(next.takeDangling()).toEqual(entry);
    expect(next.takeDangling()).toBeUndefined();
  });

  it("tells nothing when the run came to its end", () => {
    const storage = new MemoryStorage();
    const journal = createJournal([storage]);
    journal.write(entry);
    journal.clear();
    expect(createJournal([storage]).takeDangling()).toBeUndefined();
  });

  it("finds an entry that only the second storage kept", () => {
    const [lost, kept] = [new MemoryStorage(), new MemoryStorage()];
    createJournal([lost, kept]).write(entry);
    lost.clear();
    expect(createJournal([lost, kept]).takeDangling()).toEqual(entry);
    expect(kept.length).toBe(0);
  });

  it.each([
    ["no JSON", "{"],
    ["no entry", "[]"],
    ["null", "null"],
    ["an unknown suite", `{"suite":"other","step":"x"}`],
    ["no step", `{"suite":"quick"}`],
  ])("tells nothing of %s", (_case, text) => {
    const storage = new MemoryStorage();
    storage.setItem("decode-wall.journal", text);
    expect(createJournal([storage]).takeDangling()).toBeUndefined();
  });

  it("cuts a long step and leaves out a size that is none", () => {
    const storage = new MemoryStorage();
    const text = JSON.stringify({ suite: "quick", step: "x".repeat(1000), bytes: -1 });
    storage.setItem("decode-wall.journal", text);
    expect(createJournal([storage]).takeDangling()).toEqual({
      suite: "quick",
      step: "x".repeat(200),
    });
  });

  it("counts lost GPUs until a run comes to its end", () => {
    const storage = new MemoryStorage();
    createJournal([storage]).recordLoss();
    createJournal([storage]).recordLoss();
    expect(createJournal([storage]).losses()).toBe(2);
    createJournal([storage]).forgetLosses();
    expect(createJournal([storage]).losses()).toBe(0);
  });

  it.each([
    ["is forbidden", []],
    ["is full", [Object.assign(new MemoryStorage(), { full: true })]],
  ])("goes on without memory where storage %s", (_case, storages) => {
    const journal = createJournal(storages);
    journal.write(entry);
    journal.recordLoss();
    expect(journal.takeDangling()).toBeUndefined();
    expect(journal.losses()).toBe(0);
  });
});
