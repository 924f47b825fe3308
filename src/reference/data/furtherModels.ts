// Generated from models.json by generateSubset.mjs: edit those, run it, and let the test compare.
import type { ForwardModel } from "../../domain/forwardModel.ts";
import type { Model } from "../../domain/model.ts";

export const furtherModels: readonly (Model & Pick<ForwardModel, "window" | "experts">)[] = [
  {"id":"gemma-3-1b","name":"Gemma 3 1B","hidden":1152,"layers":26,"heads":4,"kvHeads":1,"headDim":256,"feedForward":6912,"vocabulary":262144,"tied":true,"window":{"tokens":512,"period":6}},
  {"id":"qwen3-30b-a3b","name":"Qwen3 30B-A3B","hidden":2048,"layers":48,"heads":32,"kvHeads":4,"headDim":128,"feedForward":768,"vocabulary":151936,"tied":false,"experts":{"count":128,"chosen":8,"feedForward":768}},
  {"id":"gpt-oss-20b","name":"gpt-oss-20b","hidden":2880,"layers":24,"heads":64,"kvHeads":8,"headDim":64,"feedForward":2880,"vocabulary":201088,"tied":false,"window":{"tokens":128,"period":2},"experts":{"count":32,"chosen":4,"feedForward":2880}},
  {"id":"gemma-3-4b","name":"Gemma 3 4B","hidden":2560,"layers":34,"heads":8,"kvHeads":4,"headDim":256,"feedForward":10240,"vocabulary":262144,"tied":true,"window":{"tokens":1024,"period":6}},
  {"id":"gpt-oss-120b","name":"gpt-oss-120b","hidden":2880,"layers":36,"heads":64,"kvHeads":8,"headDim":64,"feedForward":2880,"vocabulary":201088,"tied":false,"window":{"tokens":128,"period":2},"experts":{"count":128,"chosen":4,"feedForward":2880}},
  {"id":"mistral-7b-v0.1","name":"Mistral 7B v0.1","hidden":4096,"layers":32,"heads":32,"kvHeads":8,"headDim":128,"feedForward":14336,"vocabulary":32000,"tied":false,"window":{"tokens":4096,"period":Infinity}},
  {"id":"gemma-3-12b","name":"Gemma 3 12B","hidden":3840,"layers":48,"heads":16,"kvHeads":8,"headDim":256,"feedForward":15360,"vocabulary":262144,"tied":true,"window":{"tokens":1024,"period":6}},
  {"id":"mixtral-8x7b","name":"Mixtral 8x7B","hidden":4096,"layers":32,"heads":32,"kvHeads":8,"headDim":128,"feedForward":14336,"vocabulary":32000,"tied":false,"experts":{"count":8,"chosen":2,"feedForward":14336}},
  {"id":"qwen3-235b-a22b","name":"Qwen3 235B-A22B","hidden":4096,"layers":94,"heads":64,"kvHeads":4,"headDim":128,"feedForward":1536,"vocabulary":151936,"tied":false,"experts":{"count":128,"chosen":8,"feedForward":1536}},
  {"id":"gemma-3-27b","name":"Gemma 3 27B","hidden":5376,"layers":62,"heads":32,"kvHeads":16,"headDim":128,"feedForward":21504,"vocabulary":262144,"tied":true,"window":{"tokens":1024,"period":6}},
];
