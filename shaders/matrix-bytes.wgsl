// Components of the matrix unit as signed bytes, four to a stored word.

alias Stored = i32;

const PER_STORED = 4u;
const PADDING = 16u; // components, 16 bytes: rows a power of two apart meet in the same banks

// Whole numbers from -128 to 127.
fn keepA(to: u32, values: vec4f) {
  tileA[to / 4u] = bitcast<i32>(pack4xI8(vec4i(values)));
}

fn keepW(to: u32, values: vec4f) {
  tileW[to / 4u] = bitcast<i32>(pack4xI8(vec4i(values)));
}
