const LARGEST = 9_800;

/**
 * Lifetime values of `count` buyers, in dollars, from small to large: half below 84, one in ten above 620, a few very large, and one
 * refund that went below zero.
 */
export function lifetimeValues(count: number): number[] {
  const values = Array.from({ length: count }, (_, place) => quantile((place + 0.5) / count));
  values[0] = -45;
  values[count - 1] = LARGEST;
  return values;
}

function quantile(share: number): number {
  // Log-logistic up to the ninth decile, which it meets at 620; its tail would run to millions, so another curve ends at the largest.
  const value =
    share <= 0.9
      ? 84 * (share / (1 - share)) ** 0.9097
      : 620 * (LARGEST / 620) ** (((share - 0.9) / 0.1) ** 1.6);
  return Math.max(4.5, Math.round(value * 20) / 20);
}
