import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { machineFixtures } from "./gateFixtures.ts";
import { fixtures } from "../fixtures/results.ts";
import { expect, test, type CommandUnderTest } from "./commandTest.ts";
import { fakePageHtml, type FakePage } from "./stagedCommand.ts";

/** A sampler whose decode takes `seconds`, give or take two per cent. */
const samplerOf = (seconds: number, more = ""): string => `
  const opened = {
    status: "ready",
    build: { id: "fake-build", commit: "fake" },
    thread: "worker",
    adapterKind: "software",
    environment: ${JSON.stringify(fixtures.software.environment)},
    suite: { name: options.suite, version: "1" },
    metrics: options.metrics.map((name) => ({ name, subject: name + " f16", variant: "1", work: 1 })),
    missing: [],
    choices: [{ subject: "gemv-f16", variant: "64x1" }],
    sizes: { workingSetBytes: 64e6, gemvSide: 1024 },
  };
  let visits = 0;
  const take = async () => {
    visits += 1;
    const scatter = 1 + 0.02 * Math.sin(7 * visits);
    const seconds = Object.fromEntries(options.metrics.map((name) => [name, ${seconds} * scatter]));
    return { status: "taken", seconds };
  };
  const sampler = { opened, take, close: async () => ({ status: "taken", seconds: {} }) };
  ${more}
  return sampler;`;

const stageOther = (command: CommandUnderTest, page: FakePage): string => {
  const folder = join(command.folder, "other");
  mkdirSync(folder);
  writeFileSync(join(folder, "index.html"), fakePageHtml(page));
  return folder;
};

const limits = "--max-regression=decode=5%,memory=5%";

test.describe("against another build", () => {
  for (const [code, verdict, seconds] of [
    [0, "same", 0.01],
    [1, "slower", 0.0115],
  ] as const) {
    test(`${code}, ${verdict}`, async ({ withPage }) => {
      const command = withPage({ sampler: samplerOf(seconds) });
      const other = stageOther(command, { sampler: samplerOf(0.01) });
      const ended = await command.start(`--against=${other}`, limits).ended;
      expect(ended.code, ended.stderr).toBe(code);
      expect(ended.stdout).toContain("Compared with");
      expect(ended.stdout).toMatch(new RegExp(`decode, decode f16 +${verdict}`));
      expect(ended.stdout).toContain("decode, decode f16: 16 blocks");
      expect(ended.stdout).toContain("gemv-f16"); // the run's own table stands above
      expect(ended.stderr).toContain("block 16 of at most 192");
      if (verdict === "slower") expect(ended.stderr).toContain("slower than");
    });
  }

  test("every format that has a place for it carries the verdict", async ({ withPage }) => {
    const command = withPage({ sampler: samplerOf(0.012) });
    const other = stageOther(command, { sampler: samplerOf(0.01) });
    const { code, stdout } = await command.start(
      `--against=${other}`,
      limits,
      "--format=json",
      "--format=markdown=a.md",
      "--format=junit=a.xml",
    ).ended;
    expect(code).toBe(1);
    const { gate } = JSON.parse(stdout);
    expect(gate).toMatchObject({
      against: expect.stringContaining("build fake-build"),
      entries: [{ verdict: "slower", limit: 0.05 }, { verdict: "slower" }],
      incomparable: [],
    });
    const [entry] = gate.entries;
    expect(entry.change.low).toBeGreaterThan(0.05);
    expect(readFileSync(join(command.folder, "a.md"), "utf8")).toContain("slower");
    expect(readFileSync(join(command.folder, "a.xml"), "utf8")).toContain('type="regression"');
  });

  for (const [code, extra] of [
    [0, []],
    [3, ["--strict"]],
  ] as const) {
    test(`${code}, unsure ${extra.join()}`, async ({ withPage }) => {
      const command = withPage({ sampler: samplerOf(0.0105) }); // at the limit
      const other = stageOther(command, { sampler: samplerOf(0.01) });
      const ended = await command.start(`--against=${other}`, limits, "--blocks=16", ...extra)
        .ended;
      expect(ended.code, ended.stderr).toBe(code);
      expect(ended.stdout).toMatch(/decode, decode f16 +unsure/);
      expect(ended.stderr).toContain("unsure");
    });
  }

  test("3, incomparable: a build of before there were gates is told in words", async ({
    withPage,
  }) => {
    const command = withPage({ sampler: samplerOf(0.01) });
    const other = stageOther(command, {});
    const ended = await command.start(`--against=${other}`).ended;
    expect(ended.code).toBe(3);
    expect(ended.stdout).toContain("not comparable");
    expect(ended.stderr).toContain("older than decodeWall.sampler()");
    expect(ended.stderr).toContain("--baseline");
  });

  test("3, incomparable: another device, and 0 where that is allowed", async ({ withPage }) => {
    const command = withPage({ sampler: samplerOf(0.01) });
    const change = `opened.environment.adapter.device = "Other";`;
    const other = stageOther(command, { sampler: samplerOf(0.01, change) });
    const refused = await command.start(`--against=${other}`, limits).ended;
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain("another device: Other there, Fixture here");
    expect(refused.stderr).toContain("--allow device");
    const allowed = await command.start(`--against=${other}`, limits, "--allow=device").ended;
    expect(allowed.code, allowed.stderr).toBe(0);
  });

  test("1, an output was wrong while it was sampled", async ({ withPage }) => {
    const wrong = `sampler.close = async () =>
      ({ status: "wrong", metric: "decode", reason: "row 3 differs" });`;
    const command = withPage({ sampler: samplerOf(0.01, wrong) });
    const other = stageOther(command, { sampler: samplerOf(0.01) });
    const ended = await command.start(`--against=${other}`, limits).ended;
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain("decode gave wrong results here");
    expect(ended.stderr).toContain("row 3 differs");
  });

  test("the other build's variants and sizes are asked of this one", async ({ withPage }) => {
    const asked = `console.assert(true); if (options.sizes?.gemvSide !== 1024 ||
      options.remembered?.[0].variant !== "64x1") throw { code: "internal", message: "not alike" };`;
    const command = withPage({ sampler: `${asked} ${samplerOf(0.01)}` });
    const other = stageOther(command, { sampler: samplerOf(0.01) });
    const ended = await command.start(`--against=${other}`, limits).ended;
    expect(ended.code, ended.stderr).toBe(0);
    const control = await command.start(`--against=${join(command.folder, "page")}`, limits).ended;
    expect(control.stderr).toContain("not alike"); // asked first, it is told nothing to be like
  });

  test("2, a folder without a page, told before anything is measured", async ({ withPage }) => {
    const command = withPage({});
    mkdirSync(join(command.folder, "empty"));
    for (const [path, words] of [
      ["empty", "holds no built page"],
      ["nowhere", "is no folder"],
    ] as const) {
      const ended = await command.start(`--against=${path}`).ended;
      expect(ended).toMatchObject({ code: 2, stdout: "" });
      expect(ended.stderr).toContain(words);
      expect(ended.stderr).not.toContain("measuring");
    }
  });

  test("3, a page of another machine, which has to be allowed", async ({ withPage }) => {
    const ended = await withPage({ sampler: samplerOf(0.01) }).start(
      "--against=https://wall.invalid/",
    ).ended;
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain("--allow remote");
  });
});

test("130, interrupted between two blocks, and the run that was finished is written", async ({
  withPage,
}) => {
  const command = withPage({ sampler: samplerOf(0.0105) }); // at the limit: it goes on for long
  const slow = `sampler.take = async () => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    return take();
  };`;
  const other = stageOther(command, { sampler: samplerOf(0.01, slow) });
  const running = command.start(`--against=${other}`, limits, "--format=json");
  await running.said("now: block 3");
  running.child.kill("SIGINT");
  const { code, stdout, stderr } = await running.ended;
  expect(code, stderr).toBe(130);
  expect(JSON.parse(stdout).gate.entries[0].verdict).toBe("unsure");
  expect(stderr).toContain("interrupted while it was compared");
});

test("two browsers are compared by --browser twice", async ({ withPage }) => {
  const command = withPage({ sampler: samplerOf(0.01) });
  const { CHROMIUM_PATH = "/usr/bin/chromium" } = process.env;
  const ended = await command.start("--browser=chromium", `--browser=${CHROMIUM_PATH}`, limits)
    .ended;
  expect(ended.code, ended.stderr).toBe(0);
  expect(ended.stdout).toContain("Compared with this build in Fixture 1");
});

test.describe("against stored runs", () => {
  const { storeRuns, resultOf } = machineFixtures;

  test("0, same; and the new run joins them where that is asked for", async ({ withPage }) => {
    const command = withPage({ result: resultOf(1.01, 40) });
    storeRuns(join(command.folder, "runs"), 8);
    const ended = await command.start("--baseline=runs", "--save-baseline").ended;
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stdout).toContain("8 stored runs, 1 new run");
    expect(ended.stdout).toContain("the smallest slowdown it would find is");
    expect(readdirSync(join(command.folder, "runs"))).toHaveLength(9);
  });

  test("1, slower, by two runs", async ({ withPage }) => {
    const command = withPage({ result: resultOf(1.2, 40) });
    storeRuns(join(command.folder, "runs"), 8);
    const ended = await command.start("--baseline=runs", "--format=json").ended;
    expect(ended.code, ended.stderr).toBe(1);
    expect(ended.stderr).toContain("another one is measured to be sure");
    expect(JSON.parse(ended.stdout).gate.entries[0]).toMatchObject({ verdict: "slower" });
  });

  test("0 and 3, unsure with three stored runs", async ({ withPage }) => {
    const command = withPage({ result: resultOf(1.2, 40) });
    storeRuns(join(command.folder, "runs"), 3);
    const lenient = await command.start("--baseline=runs").ended;
    expect(lenient.code, lenient.stderr).toBe(0);
    expect(lenient.stdout).toContain("at least 5 stored runs are needed");
    expect(await command.start("--baseline=runs", "--strict").ended).toMatchObject({ code: 3 });
  });

  test("3, incomparable with a software adapter's runs", async ({ withPage }) => {
    const command = withPage({});
    storeRuns(join(command.folder, "runs"), 8);
    const ended = await command.start("--baseline=runs").ended;
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain("adapter: hardware there, software here");
  });

  test("2, what is no baseline", async ({ withPage }) => {
    const command = withPage({});
    writeFileSync(join(command.folder, "x.json"), "{}");
    const ended = await command.start("--baseline=x.json").ended;
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toContain("x.json is not a result");
    expect(ended.stderr).not.toContain("measuring");
  });
});
