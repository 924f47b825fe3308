// R ← left · right + R on the matrix unit, `rounds` times on RIGHTS results a subgroup, with operands that stay in
// registers: the most arithmetic that the unit shows. Goes with a matrix-entry*.wgsl, matrix-unit.wgsl and a part
// with its components.
//
// A workgroup owns SUBGROUPS subgroups, each with a left operand of its own and RIGHTS right ones that all of them
// share: random whole numbers of magnitude 1 to 4. Each round multiplies by the left operand and then by its
// opposite, in which one number of a row is one further from zero: what remains counts the rounds, and no sum
// leaves the whole numbers that an f16 holds.

struct Parameters {
  firstWorkgroup: u32,
  endWorkgroup: u32,
  rounds: u32,
  inputBlocks: u32, // vec4f in `seeds`; a power of two
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> seeds: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> results: array<f32>;

const INVOCATIONS = LANES * SUBGROUPS;
const STRIDE = UNIT_K;
const UNIT = UNIT_M * UNIT_N;
const LEFT = UNIT_M * UNIT_K;
const LEFTS = SUBGROUPS * LEFT;
const ALL_RIGHTS = RIGHTS * UNIT_N * UNIT_K;
const OWN_RESULTS = (UNIT + LANES - 1u) / LANES;

var<workgroup> tileA: array<Stored, 2u * LEFTS / PER_STORED>; // then the opposites
var<workgroup> tileW: array<Stored, ALL_RIGHTS / PER_STORED>;
var<workgroup> scratch: array<Sum, SUBGROUPS * UNIT>;

// Whole numbers of either sign and a magnitude from 1 to 4.
fn numbers(first: u32) -> vec4f {
  let seed = seeds[(first / 4u) & (parameters.inputBlocks - 1u)];
  return sign(seed) * (floor(8.0 * abs(seed)) - 3.0);
}

// The opposite of four numbers of a left operand from `at` on.
fn opposite(at: u32, values: vec4f) -> vec4f {
  let chosen = (5u * (at / UNIT_K % UNIT_M) + 3u) % UNIT_K;
  let isChosen = vec4u(at % UNIT_K) + vec4u(0u, 1u, 2u, 3u) == vec4u(chosen);
  return -values - select(vec4f(), sign(values), isChosen);
}

fn run(workgroup: u32, invocation: u32) {
  let firstSeed = workgroup * (LEFTS + ALL_RIGHTS);
  for (var at = 4u * invocation; at < LEFTS; at += 4u * INVOCATIONS) {
    let values = numbers(firstSeed + at);
    keepA(at, values);
    keepA(LEFTS + at, opposite(at, values));
  }
  for (var at = 4u * invocation; at < ALL_RIGHTS; at += 4u * INVOCATIONS) {
    keepW(at, numbers(firstSeed + LEFTS + at));
  }
  workgroupBarrier();

  let subgroup = invocation / LANES;
  let lane = invocation % LANES;
  let left = loadLeft(subgroup * LEFT);
  let leftOpposite = loadLeft(LEFTS + subgroup * LEFT);
  var rights: array<Right, RIGHTS>;
  var sums: array<Result, RIGHTS>;
  for (var i = 0u; i < RIGHTS; i++) {
    rights[i] = loadRight(i * UNIT_N * UNIT_K);
  }
  for (var round = 0u; round < parameters.rounds; round++) {
    for (var i = 0u; i < RIGHTS; i++) {
      sums[i] = multiplyAccumulate(left, rights[i], sums[i], lane);
    }
    for (var i = 0u; i < RIGHTS; i++) {
      sums[i] = multiplyAccumulate(leftOpposite, rights[i], sums[i], lane);
    }
  }

  var totals: array<f32, OWN_RESULTS>;
  for (var i = 0u; i < RIGHTS; i++) {
    storeResult(subgroup * UNIT, sums[i], lane);
    workgroupBarrier();
    for (var own = 0u; own < OWN_RESULTS; own++) {
      let element = lane + own * LANES;
      if (element < UNIT) {
        totals[own] += f32(scratch[subgroup * UNIT + element]);
      }
    }
    workgroupBarrier();
  }
  for (var own = 0u; own < OWN_RESULTS; own++) {
    let element = lane + own * LANES;
    if (element < UNIT) {
      results[(workgroup * SUBGROUPS + subgroup) * UNIT + element] = totals[own];
    }
  }
}
