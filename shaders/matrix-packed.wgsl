// Components of the matrix unit as f16, eight to a stored value: an octet is one store of 16 bytes. Takes the typed
// builtin functions, which read f16 from any array.

alias Stored = vec4u;

const PER_STORED = 8u;
const PADDING = 8u; // components, 16 bytes: rows a power of two apart meet in the same banks

fn packed(values: array<vec4f, 2>) -> vec4u {
  return vec4u(
    pack2x16float(values[0].xy),
    pack2x16float(values[0].zw),
    pack2x16float(values[1].xy),
    pack2x16float(values[1].zw),
  );
}
