// Connectionist temporal classification (Graves et al., 2006), in logarithms. y[n, t, :] are log-probabilities.
// The labels of a sequence are spread to S = 2 L + 1 places l: blank, label, blank, label, ... blank; the first
// size = 2 length + 1 of them count.
//
// Going forward:       alpha[t, s] = log-probability of all beginnings that are at place s at time t
//                                  = y[t, l(s)] + logsumexp(alpha[t-1, s], alpha[t-1, s-1], alpha[t-1, s-2] if l(s) != l(s-2))
//   LOSS:              loss[n] = -logsumexp(alpha[last, size-1], alpha[last, size-2])
// BACKWARD:            beta[t, s] = the same of all endings after time t
//                                 = logsumexp of (beta[t+1, r] + y[t+1, l(r)]) over r = s, s+1, and s+2 if l(s) != l(s+2)
// GRAD:                dy[t, k] = -dloss sum over the places s with l(s) = k of exp(alpha[t, s] + beta[t, s] + loss)
//
// SHARED: one workgroup per sequence, its invocations share the places; else one invocation per sequence.
@group(0) @binding(0) var<storage, read> labels: array<i32>;               // [N, L]
@group(0) @binding(1) var<storage, read> labelLengths: array<i32>;         // [N]
@group(0) @binding(2) var<storage, read> times: array<i32>;                // [N]: how many of the T times count
//#if GRAD
@group(0) @binding(3) var<storage, read> alpha: array<f32>;                // [N, T, S]
@group(0) @binding(4) var<storage, read> beta: array<f32>;                 // [N, T, S]
@group(0) @binding(5) var<storage, read> dloss: array<f32>;                // [N]
//#else
@group(0) @binding(3) var<storage, read> y: array<f32>;                    // [N, T, K]
@group(0) @binding(4) var<storage, read_write> sums: array<f32>;           // [N, T, S]: alpha, or beta
//#endif

// Stands for log(0); sums of it are far from the limits of float32.
const NONE = -1e30;

fn logAdd(a: f32, b: f32, c: f32) -> f32 {
  let top = max(a, max(b, c));
  return select(top + log(exp(a - top) + exp(b - top) + exp(c - top)), NONE, top <= NONE);
}

fn classAt(n: u32, s: u32) -> u32 {
  return select(BLANK, u32(labels[n * L + min(s / 2u, L - 1u)]), s % 2u == 1u);
}

fn sizeOf(n: u32) -> u32 {
  return 2u * min(u32(labelLengths[n]), L) + 1u;
}

fn timesOf(n: u32) -> u32 {
  return clamp(u32(times[n]), 1u, T);
}

// The index of the last place that counts, at the last time that counts.
fn endOf(n: u32) -> u32 {
  return (n * T + timesOf(n) - 1u) * S + sizeOf(n) - 1u;
}
//#if GRAD

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.y * PITCH + id.x;
  if (i >= N * T * K) { return; }
  let n = i / (T * K);
  let t = i / K % T;
  let k = i % K;
  let end = endOf(n);
  let loss = -logAdd(alpha[end], select(NONE, alpha[max(end, 1u) - 1u], sizeOf(n) > 1u), NONE);
  var share = 0.0;
  for (var s = 0u; s < S; s++) {
    let place = (n * T + t) * S + s;
    share += select(0.0, exp(min(alpha[place] + beta[place] + loss, 0.0)), classAt(n, s) == k);
  }
  let counts = t < timesOf(n) && loss < -NONE;
  store(i, i / K, k, select(0.0, -dloss[n] * share, counts));
}
//#else

// y at a time for a class; a class that does not exist has no probability.
fn logY(n: u32, t: u32, c: u32) -> f32 {
  return select(NONE, y[(n * T + t) * K + min(c, K - 1u)], c < K);
}

@compute @workgroup_size(GROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(local_invocation_index) local: u32, @builtin(workgroup_id) group: vec3u) {
//#if SHARED
  let n = min(group.y * PITCH + group.x, N - 1u);
  let lane = local;
//#else
  let n = id.y * PITCH + id.x;
  let lane = 0u;
  if (n >= N) { return; }
//#endif
  let size = sizeOf(n);
  let last = timesOf(n) - 1u;
  for (var step = 0u; step < T; step++) {
    for (var k = 0u; k < ROUNDS; k++) {
      let s = k * LANES + lane;
      if (s < S) {
        let c = classAt(n, s);
//#if BACKWARD
        let t = T - 1u - step;
        let after = (n * T + t + 1u) * S + s;
        var sum = select(NONE, 0.0, s + 2u >= size && t == last);
        if (t < last) {
          var one = NONE;
          var two = NONE;
          if (s + 1u < size) { one = sums[after + 1u] + logY(n, t + 1u, classAt(n, s + 1u)); }
          if (s + 2u < size) {
            let far = classAt(n, s + 2u);
            two = select(NONE, sums[after + 2u] + logY(n, t + 1u, far), c != far);
          }
          sum = logAdd(sums[after] + logY(n, t + 1u, c), one, two);
        }
//#else
        let t = step;
        var sum = select(NONE, 0.0, s < 2u);
        if (t > 0u) {
          let before = (n * T + t - 1u) * S + s;
          var one = NONE;
          var two = NONE;
          if (s > 0u) { one = sums[before - 1u]; }
          if (s > 1u) { two = select(NONE, sums[before - 2u], c != classAt(n, s - 2u)); }
          sum = logAdd(sums[before], one, two);
        }
        sum += logY(n, t, c);
//#endif
        sums[(n * T + t) * S + s] = select(NONE, sum, s < size);
      }
    }
//#if SHARED
    storageBarrier();
//#endif
  }
//#if LOSS
  if (lane == 0u) {
    let end = endOf(n);
    let loss = -logAdd(sums[end], select(NONE, sums[max(end, 1u) - 1u], size > 1u), NONE);
    store(n, n / COLUMNS, n % COLUMNS, loss);
  }
//#endif
}
//#endif
