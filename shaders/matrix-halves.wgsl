// Components of the matrix unit as f16, one to a stored value.

alias Component = f16;
alias Stored = f16;

const PER_STORED = 1u;
const PADDING = 8u; // components, 16 bytes: rows a power of two apart meet in the same banks

fn keepA(to: u32, values: vec4f) {
  let own = vec4h(values);
  tileA[to] = own.x;
  tileA[to + 1u] = own.y;
  tileA[to + 2u] = own.z;
  tileA[to + 3u] = own.w;
}

fn keepW(to: u32, values: vec4f) {
  let own = vec4h(values);
  tileW[to] = own.x;
  tileW[to + 1u] = own.y;
  tileW[to + 2u] = own.z;
  tileW[to + 3u] = own.w;
}
