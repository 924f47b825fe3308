import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Capabilities } from "../../src/domain/capabilities.ts";
import { fixtures } from "../fixtures/results.ts";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The built command beside a page of the test's making, as `dist/` has them. */
export interface StagedCommand {
  readonly main: string;
  /** For the command's temporary files, and the test's own. */
  readonly folder: string;
  remove(): void;
}

const { timer: _timer, ...environment } = fixtures.software.environment;

export const softwareCapabilities: Capabilities = {
  status: "ready",
  thread: "worker",
  adapterKind: "software",
  environment,
};

/** What a page's `window.decodeWall` does; bodies of functions, as text that runs in the page. */
export interface FakePage {
  readonly capabilities?: Capabilities;
  /** Body of `run(options)`; may use `result`, `options`, `tell(event)`, `cancelled` (a promise). */
  readonly run?: string;
  readonly result?: unknown;
  /** Body of `sampler(options)`; a page without it is of a build from before there were gates. */
  readonly sampler?: string;
}

/** An index.html that offers `window.decodeWall` as the test wants it. */
export const fakePageHtml = ({
  capabilities,
  run,
  result,
  sampler,
}: FakePage): string => `<!doctype html>
<title>Fake</title>
<script>
  const result = ${JSON.stringify(result ?? fixtures.software).replaceAll("<", "\\u003c")};
  let cancel;
  const cancelled = new Promise((resolve) => (cancel = resolve));
  const tell = (detail) =>
    window.dispatchEvent(new CustomEvent("decode-wall:event", { detail }));
  const step = (now, fraction) =>
    tell({ kind: "progress", now, because: "the test asks for it", fraction });
  window.decodeWall = {
    capabilities: async () => (${JSON.stringify(capabilities ?? softwareCapabilities)}),
    run: async (options) => { ${run ?? 'step("memory", 0.5); return result;'} },
    ${sampler === undefined ? "" : `sampler: async (options) => { ${sampler} },`}
    cancel: async () => cancel(),
  };
</script>`;

/** The built command, so that it serves a fake page instead of the real one. */
export const stageCommand = (page: FakePage): StagedCommand => {
  mkdirSync(join(root, "test-results"), { recursive: true });
  const folder = mkdtempSync(join(root, "test-results", "command-")); // inside, for playwright-core
  mkdirSync(join(folder, "page"));
  mkdirSync(join(folder, "temporary"));
  cpSync(join(root, "dist/command"), join(folder, "command"), { recursive: true });
  writeFileSync(join(folder, "page/index.html"), fakePageHtml(page));
  return {
    main: join(folder, "command/main.mjs"),
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
