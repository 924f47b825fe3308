import { isProblem } from "../../src/domain/problem.ts";
import type { Result } from "../../src/domain/result.ts";
import {
  projectionSchemaId,
  type ProjectionDocument,
} from "../../src/projection/projectionDocument.ts";
import { projectMachine } from "../../src/projection/projectMachine.ts";
import type { Setup } from "../../src/projection/setup.ts";
import { youOf } from "../../src/projection/you.ts";
import { loadReference } from "../../src/reference/loadReference.ts";
import type { Reference } from "../../src/reference/reference.ts";
import { projectionCsv } from "../../src/report/projectionCsv.ts";
import { projectionJson } from "../../src/report/projectionJson.ts";
import { projectionTable } from "../../src/report/projectionTable.ts";
import { asCalled } from "../asCalled.ts";
import { exitCodes } from "../exitCodes.ts";
import { refuse, writeOutputs, type Subcommand } from "../subcommand/subcommand.ts";
import { projectHelp } from "./help.ts";
import { parseProject, type ProjectFormat, type ProjectOptions } from "./options.ts";
import { readResultFile } from "./readResultFile.ts";

const documentOf = (
  options: ProjectOptions,
  reference: Reference,
  result: Result | undefined,
): ProjectionDocument => {
  const { model, systems, storage, cacheType, batches, contexts, promptTokens, chips } = options;
  const prompt = { promptTokens };
  const setups = contexts.flatMap((contextTokens) =>
    batches.map((batch): Setup => ({
      storage,
      cacheType,
      batch,
      contextTokens,
      ...(chips !== undefined && { chips }),
    })),
  );
  return {
    schema: projectionSchemaId,
    figuresAsOf: reference.asOf,
    model,
    prompt,
    machines: systems.flatMap((system) =>
      setups.flatMap((setup) => projectMachine(reference, system, model, setup, prompt)),
    ),
    ...(result && {
      you: setups.map((setup) => ({
        batch: setup.batch,
        contextTokens: setup.contextTokens,
        you: youOf(result, model, setup),
      })),
    }),
  };
};

const rendered: Readonly<
  Record<ProjectFormat, (document: ProjectionDocument, width: number) => string>
> = { table: projectionTable, json: projectionJson, csv: projectionCsv };

/** `project`: what published machines could do with a model at most. */
export const project: Subcommand = async (argv, streams) => {
  const reference = await loadReference();
  const parsed = parseProject(argv, reference);
  switch (parsed.status) {
    case "help":
      streams.stdout.write(asCalled(projectHelp));
      return exitCodes.measured;
    case "bad":
      return refuse(parsed.problems, streams);
    case "run": {
      const { resultFile, outputs } = parsed.options;
      const result = resultFile === undefined ? undefined : readResultFile(resultFile);
      if (isProblem(result)) return refuse([result.problem], streams);
      const document = documentOf(parsed.options, reference, result);
      return writeOutputs(outputs, (format, width) => rendered[format](document, width), streams);
    }
  }
};
