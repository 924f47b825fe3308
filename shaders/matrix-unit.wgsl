// The matrix unit: left (UNIT_M × UNIT_K) times right (UNIT_K × UNIT_N), added to a result, by the invocations
// of a subgroup together. Goes before the rest of a shader, with a matrix-access-*.wgsl and a part that says what
// a component is.

// Whether a subgroup takes one way is not followed by the compiler where it hangs on the invocation's index.
diagnostic(off, chromium.subgroup_matrix_uniformity);

alias Left = subgroup_matrix_left<Component, UNIT_K, UNIT_M>;
alias Right = subgroup_matrix_right<Component, UNIT_N, UNIT_K>;
alias Result = subgroup_matrix_result<Sum, UNIT_N, UNIT_M>;

fn multiplyAccumulate(left: Left, right: Right, sum: Result, lane: u32) -> Result {
  return subgroupMatrixMultiplyAccumulate(left, right, sum);
}
