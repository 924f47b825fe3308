// The matrix unit in plain arithmetic, in the place of shaders/matrix-unit.wgsl and matrix-access-*.wgsl, so that
// everything around it runs where there is none. An operand is where it begins in its tile, and a lane holds
// every LANES-th value of a result.

struct Left {
  first: u32,
}

struct Right {
  first: u32,
}

const OWN_VALUES = (UNIT_M * UNIT_N + LANES - 1u) / LANES;

alias Result = array<Sum, OWN_VALUES>;

fn loadLeft(first: u32) -> Left {
  return Left(first);
}

fn loadRight(first: u32) -> Right {
  return Right(first);
}

fn multiplyAccumulate(left: Left, right: Right, sum: Result, lane: u32) -> Result {
  var result = sum;
  for (var own = 0u; own < OWN_VALUES; own++) {
    let element = lane + own * LANES;
    if (element < UNIT_M * UNIT_N) {
      let row = left.first + element / UNIT_N * STRIDE;
      let column = right.first + element % UNIT_N * STRIDE;
      var total = result[own];
      for (var k = 0u; k < UNIT_K; k++) {
        total += Sum(componentA(row + k)) * Sum(componentW(column + k));
      }
      result[own] = total;
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
