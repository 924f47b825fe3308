import { expose } from "comlink";
import { createBenchmark } from "./benchmark.ts";

expose(createBenchmark("worker"));
