// f(gate) · up, element by element, for every gated activation that models have.

fn sigmoid(x: vec4f) -> vec4f {
  return 1.0 / (1.0 + exp(-x));
}

// By the exponential: tanh of large values is not a number on some devices.
fn tanhOf(x: vec4f) -> vec4f {
  return 1.0 - 2.0 / (exp(2.0 * x) + 1.0);
}

// `activation` is 0 for silu, 1 for gelu, 2 for the clamped silu.
fn gatedProduct(activation: u32, gate: vec4f, up: vec4f) -> vec4f {
  switch activation {
    case 0u: {
      return gate * sigmoid(gate) * up;
    }
    case 1u: {
      const SQRT_2_OVER_PI = 0.7978845608028654;
      return 0.5 * gate * (1.0 + tanhOf(SQRT_2_OVER_PI * (gate + 0.044715 * gate * gate * gate))) * up;
    }
    default: {
      let limited = min(gate, vec4f(7.0));
      return limited * sigmoid(1.702 * limited) * (clamp(up, vec4f(-7.0), vec4f(7.0)) + 1.0);
    }
  }
}
