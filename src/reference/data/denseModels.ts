// Generated from models.json by generateSubset.mjs: edit those, run it, and let the test compare.
import type { Model } from "../../domain/model.ts";

export const denseModels: readonly Model[] = [
  {"id":"smollm2-135m","name":"SmolLM2 135M","hidden":576,"layers":30,"heads":9,"kvHeads":3,"headDim":64,"feedForward":1536,"vocabulary":49152,"tied":true},
  {"id":"smollm2-360m","name":"SmolLM2 360M","hidden":960,"layers":32,"heads":15,"kvHeads":5,"headDim":64,"feedForward":2560,"vocabulary":49152,"tied":true},
  {"id":"qwen2.5-0.5b","name":"Qwen2.5 0.5B","hidden":896,"layers":24,"heads":14,"kvHeads":2,"headDim":64,"feedForward":4864,"vocabulary":151936,"tied":true},
  {"id":"qwen3-0.6b","name":"Qwen3 0.6B","hidden":1024,"layers":28,"heads":16,"kvHeads":8,"headDim":128,"feedForward":3072,"vocabulary":151936,"tied":true},
  {"id":"tinyllama-1.1b","name":"TinyLlama 1.1B","hidden":2048,"layers":22,"heads":32,"kvHeads":4,"headDim":64,"feedForward":5632,"vocabulary":32000,"tied":false},
  {"id":"llama-3.2-1b","name":"Llama 3.2 1B","hidden":2048,"layers":16,"heads":32,"kvHeads":8,"headDim":64,"feedForward":8192,"vocabulary":128256,"tied":true},
  {"id":"llama-3.2-3b","name":"Llama 3.2 3B","hidden":3072,"layers":28,"heads":24,"kvHeads":8,"headDim":128,"feedForward":8192,"vocabulary":128256,"tied":true},
  {"id":"phi-4-mini","name":"Phi-4-mini","hidden":3072,"layers":32,"heads":24,"kvHeads":8,"headDim":128,"feedForward":8192,"vocabulary":200064,"tied":true},
  {"id":"qwen3-4b","name":"Qwen3 4B","hidden":2560,"layers":36,"heads":32,"kvHeads":8,"headDim":128,"feedForward":9728,"vocabulary":151936,"tied":true},
  {"id":"llama-2-7b","name":"Llama 2 7B","hidden":4096,"layers":32,"heads":32,"kvHeads":32,"headDim":128,"feedForward":11008,"vocabulary":32000,"tied":false},
  {"id":"llama-3.1-8b","name":"Llama 3.1 8B","hidden":4096,"layers":32,"heads":32,"kvHeads":8,"headDim":128,"feedForward":14336,"vocabulary":128256,"tied":false},
  {"id":"qwen3-8b","name":"Qwen3 8B","hidden":4096,"layers":36,"heads":32,"kvHeads":8,"headDim":128,"feedForward":12288,"vocabulary":151936,"tied":false},
  {"id":"qwen3-32b","name":"Qwen3 32B","hidden":5120,"layers":64,"heads":64,"kvHeads":8,"headDim":128,"feedForward":25600,"vocabulary":151936,"tied":false},
  {"id":"llama-2-70b","name":"Llama 2 70B","hidden":8192,"layers":80,"heads":64,"kvHeads":8,"headDim":128,"feedForward":28672,"vocabulary":32000,"tied":false},
  {"id":"llama-3.1-70b","name":"Llama 3.1 / 3.3 70B","hidden":8192,"layers":80,"heads":64,"kvHeads":8,"headDim":128,"feedForward":28672,"vocabulary":128256,"tied":false},
  {"id":"llama-3.1-405b","name":"Llama 3.1 405B","hidden":16384,"layers":126,"heads":128,"kvHeads":8,"headDim":128,"feedForward":53248,"vocabulary":128256,"tied":false},
];
