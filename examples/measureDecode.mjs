// How fast does this machine write with a model's shape, and may a build go on with that?
// In a project: npm install --save-dev decode-wall; node measureDecode.mjs [model] [tokens per second]
import { measureDecode, MeasurementError } from "decode-wall";

const [model = "llama-3.2-1b", least = "0"] = process.argv.slice(2);

try {
  const { row, result } = await measureDecode({
    suite: model === "tiny" ? "smoke" : "quick",
    model,
    onMessage: (text) => process.stderr.write(`${text}\n`),
  });
  const { label } = result.environment;
  const rate = `${row.tokensPerSecond.toPrecision(3)} tokens/s`;
  const bandwidth = `${(row.bytesPerSecond / 1e9).toPrecision(3)} GB/s`;
  process.stdout.write(
    `${label}: ${model} writes ${rate} at ${bandwidth}, confidence ${result.confidence.level}\n`,
  );
  process.exitCode = row.tokensPerSecond >= Number(least) ? 0 : 1;
} catch (error) {
  if (!(error instanceof MeasurementError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n`);
  process.exitCode = error.code === "kernel-failed" ? 1 : 3;
}
