// node .github/comment.mjs FILE: makes FILE, a report by `--format markdown`, a comment of the pull request
// PULL_REQUEST, in place of the one that an earlier run of the same suite left. With GH_TOKEN.
import { existsSync, readFileSync } from "node:fs";

const { GITHUB_API_URL, GITHUB_REPOSITORY, GH_TOKEN, PULL_REQUEST } = process.env;
const [file] = process.argv.slice(2);
const repository = `${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}`;
const comments = `${repository}/issues/${PULL_REQUEST}/comments`;
const perPage = 100;

const ask = async (method, address, content) => {
  const answer = await fetch(address, {
    method,
    headers: { accept: "application/vnd.github+json", authorization: `Bearer ${GH_TOKEN}` },
    ...(content && { body: JSON.stringify(content) }),
  });
  if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};

/** First line and suite, by which a report is known again; undefined of any other text. */
const kindOf = (text) => /^<!-- decode-wall -->\s+## Decode Wall, suite (\w+),/.exec(text)?.[1];

/** The address of the earlier report. A person who pastes one keeps it. */
const earlier = async (kind) => {
  for (let page = 1; ; page += 1) {
    const found = await ask("GET", `${comments}?per_page=${perPage}&page=${page}`);
    const own = found.find(({ user, body }) => user.type === "Bot" && kindOf(body) === kind);
    if (own) return `${repository}/issues/comments/${own.id}`;
    if (found.length < perPage) return undefined;
  }
};

if (existsSync(file)) {
  const body = readFileSync(file, "utf8");
  const kind = kindOf(body);
  if (kind === undefined) throw new Error(`${file} is not a report by --format markdown`);
  const before = await earlier(kind);
  await (before ? ask("PATCH", before, { body }) : ask("POST", comments, { body }));
} else {
  process.stdout.write(`There is no ${file}: nothing was measured.\n`);
}
