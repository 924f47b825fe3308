/**
 * Flags without which a headless browser does not reach a GPU, or which have nothing to do with how
 * fast it calculates. `--enable-webgpu-developer-features` makes the clock finer, not the kernels
 * faster.
 */
const harmless: readonly RegExp[] = [
  /^--headless(=|$)/,
  /^--no-sandbox$/,
  /^--no-first-run$/,
  /^--no-default-browser-check$/,
  /^--mute-audio$/,
  /^--remote-debugging-(pipe|port)(=|$)/,
  /^--user-data-dir=/,
  /^--window-size=/,
  /^--disable-dev-shm-usage$/,
  /^--enable-unsafe-webgpu$/,
  /^--enable-webgpu-developer-features$/,
  /^--use-webgpu-adapter=(swiftshader|default)$/,
  /^--enable-features=Vulkan(,WebGPU)?$/,
  /^--use-(angle|vulkan|gl)(=|$)/,
  /^--ignore-gpu-blocklist$/,
  /^--enable-gpu$/,
  /^--disable-vulkan-surface$/,
];

/** Flags that may change what a visitor without them would measure: every one not known to be harmless. */
export const flagsThatChangeSpeed = (flags: readonly string[]): readonly string[] =>
  flags.filter((flag) => !harmless.some((pattern) => pattern.test(flag)));
