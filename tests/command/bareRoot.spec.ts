import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { leftOut, runsEverything } from "../extent.ts";
import { root } from "./stagedCommand.ts";

/** Minutes, and hundreds of megabytes of packages. */
test.skip(!runsEverything, leftOut);
test.skip(
  process.getuid?.() !== 0 || spawnSync("debootstrap", ["--version"]).status !== 0,
  "a bare root needs debootstrap and root's rights",
);
test.setTimeout(12 * 60_000);

let bare: string;

/** Enters the bare root with proc and a few devices, in namespaces that go when the program ends. */
const enter = `
set -e
mount -t proc proc "$0/proc"
mount -t tmpfs -o mode=755 devices "$0/dev"
for name in null zero full random urandom tty; do
  touch "$0/dev/$name"
  mount --bind "/dev/$name" "$0/dev/$name"
done
mkdir "$0/dev/shm"
mount -t tmpfs shared "$0/dev/shm"
ln -s /proc/self/fd "$0/dev/fd"
exec chroot "$0" "$@"
`;

const inRoot = (...command: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(
    "unshare",
    ["--mount", "--pid", "--fork", "sh", "-c", enter, bare, ...command],
    {
      encoding: "utf8",
      env: { PATH: "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", HOME: "/root" },
      maxBuffer: 2 ** 26,
    },
  );
  return { status, stdout, stderr };
};

const doctor = "node /opt/decode-wall/dist/command/main.mjs doctor --quiet";
const asRoot = () => inRoot("sh", "-c", doctor);
const asUser = () => inRoot("su", "ada", "-c", `cd && PATH=/usr/local/bin:$PATH ${doctor}`);

test.beforeAll(() => {
  bare = mkdtempSync(join(tmpdir(), "decode-wall-bare-"));
  chmodSync(bare, 0o755); // it is everybody's root
  execFileSync("debootstrap", ["--variant=minbase", "bookworm", bare], { stdio: "ignore" });
  cpSync("/etc/resolv.conf", join(bare, "etc/resolv.conf"), { dereference: true });
  cpSync(realpathSync(process.execPath), join(bare, "usr/local/bin/node"));
  const place = join(bare, "opt/decode-wall");
  mkdirSync(join(place, "node_modules"), { recursive: true });
  cpSync(join(root, "dist"), join(place, "dist"), { recursive: true });
  cpSync(join(root, "node_modules/playwright-core"), join(place, "node_modules/playwright-core"), {
    recursive: true,
  });
  writeFileSync(join(place, "package.json"), `{ "type": "module" }`);
  execFileSync("chroot", [bare, "useradd", "--create-home", "ada"]);
});

test.afterAll(() => {
  if (bare && existsSync(bare)) rmSync(bare, { recursive: true, force: true });
});

test("in a bare Debian root the doctor says what to install, and what that brings", () => {
  const before = asRoot();
  expect(before.status, before.stderr).toBe(3);
  expect(before.stdout).toContain("There is no Chrome, Chromium or Edge here.");
  expect(before.stdout).toContain("Debian GNU/Linux 12");
  expect(before.stdout).toMatch(/> apt-get update && apt-get install/); // root needs no sudo
  const user = asUser();
  expect(user.status, user.stderr).toBe(3);
  expect(user.stdout).toMatch(/> sudo apt-get update/);
  expect(user.stdout).toContain("in the groups ada");

  const told = /> (apt-get update && [\s\S]*?)\n +>/.exec(before.stdout)?.[1] ?? "false";
  const installed = inRoot(
    "sh",
    "-c",
    `DEBIAN_FRONTEND=noninteractive; export DEBIAN_FRONTEND; ${told.replace(/\s+/g, " ")}`,
  );
  expect(installed.status, installed.stderr).toBe(0);

  for (const after of [asRoot(), asUser()]) {
    expect(after.status, after.stderr).toBe(3);
    expect(after.stdout).toMatch(/^No GPU is reached\. The browser calculates on the processor/);
    expect(after.stdout).toContain("this machine has no GPU");
    expect(after.stdout).toContain("A kernel ran and its results are right.");
  }
});
