import { connectBenchmark } from "../runner/client.ts";
import { fetchRecording } from "../storage/fetchRecording.ts";
import { createTunerMemory } from "../storage/tunerMemory.ts";
import { autorunOf } from "./autorun.ts";
import { installDecodeWall } from "./decodeWall.ts";
import { createJournal } from "./journal.ts";
import { Measuring } from "./measuring.ts";
import { pageStorages } from "./pageStorages.ts";
import { startWorker } from "./startWorker.ts";
import { readUrlOptions } from "./urlOptions.ts";
import { followVisibility } from "./visibility.ts";
import { WallApp } from "./wallApp.ts";

const framed = window.top !== window.self;
const url = readUrlOptions(location.search);
const journal = createJournal(pageStorages());
const dangling = journal.takeDangling();

const measuring = new Measuring({
  connect: () => connectBenchmark(startWorker, { buildId: __BUILD__.id }),
  journal,
  tunerMemory: createTunerMemory(),
  framed,
});
addEventListener("pagehide", () => {
  if (measuring.state.status === "running") journal.clear(); // left on purpose: nothing has crashed
});
const refuse = installDecodeWall(measuring);
followVisibility((visible) => measuring.setVisible(visible));

const app = new WallApp();
app.measuring = measuring;
app.dangling = dangling;
app.framed = framed;
if (url.status === "read") app.options = url.options;
document.body.prepend(app);
void fetchRecording(__RECORDED__).then((recording) => (app.recording = recording));

const autorun = autorunOf({ url, framed, automated: navigator.webdriver, dangling });
if (autorun.status === "refused") {
  if (!dangling) measuring.show({ status: "failed", failure: autorun.failure }); // else a notice tells
  refuse(autorun.failure);
}
if (autorun.status === "run") {
  await measuring.run(autorun.options);
} else {
  const capabilities = await measuring.lookForGpu();
  const cannotMeasure = capabilities.status === "unavailable" && measuring.state.status === "idle";
  if (autorun.status === "wait" && cannotMeasure) refuse(capabilities.failure);
}
