// The matrix unit in plain arithmetic as attention uses it, in the place of shaders/matrix-unit.wgsl,
// matrix-access-*.wgsl and attend-access-*.wgsl: beside queries and keys, weights are left operands and values right
// ones. Weights are f32 as f16 would hold them.

struct Left {
  first: u32,
  isWeights: bool,
}

struct Right {
  first: u32,
  isValues: bool,
}

const OWN_VALUES = (UNIT_M * UNIT_N + LANES - 1u) / LANES;

alias Weight = f32;
alias Result = array<Sum, OWN_VALUES>;

fn keepWeight(to: u32, weight: f32) {
  tileP[to] = quantizeToF16(weight);
}

fn loadLeft(first: u32) -> Left {
  return Left(first, false);
}

fn loadRight(first: u32) -> Right {
  return Right(first, false);
}

fn loadWeights(first: u32) -> Left {
  return Left(first, true);
}

fn loadValues(first: u32) -> Right {
  return Right(first, true);
}

fn leftAt(left: Left, row: u32, k: u32) -> f32 {
  if (left.isWeights) {
    return tileP[left.first + row * WEIGHT_STRIDE + k];
  }
  return f32(componentA(left.first + row * STRIDE + k));
}

fn rightAt(right: Right, column: u32, k: u32) -> f32 {
  if (right.isValues) {
    return f32(componentW(right.first + k * STRIDE + column));
  }
  return f32(componentW(right.first + column * STRIDE + k));
}

fn multiplyAccumulate(left: Left, right: Right, sum: Result, lane: u32) -> Result {
  var result = sum;
  for (var own = 0u; own < OWN_VALUES; own++) {
    let element = lane + own * LANES;
    if (element < UNIT_M * UNIT_N) {
      var total = f32(result[own]);
      for (var k = 0u; k < UNIT_K; k++) {
        total += leftAt(left, element / UNIT_N, k) * rightAt(right, element % UNIT_N, k);
      }
      result[own] = Sum(total);
    }
  }
  return result;
}

fn storeResult(first: u32, result: Result, lane: u32) {
  for (var own = 0u; own < OWN_VALUES; own++) {
    let element = lane + own * LANES;
    if (element < UNIT_M * UNIT_N) {
      scratch[first + element] = result[own];
    }
  }
}

fn loadResult(first: u32, lane: u32) -> Result {
  var result = Result();
  for (var own = 0u; own < OWN_VALUES; own++) {
    let element = lane + own * LANES;
    if (element < UNIT_M * UNIT_N) {
      result[own] = scratch[first + element];
    }
  }
  return result;
}
