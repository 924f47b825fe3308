/** Whether all tests run, as in `.ci/run`; else those that ten minutes have room for. */
export const runsEverything = process.env["DECODE_WALL_TESTS"] === "all";

/** Why a test was left out. */
export const leftOut = "it runs with npm test -- --all";
