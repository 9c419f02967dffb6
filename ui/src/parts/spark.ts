// Where the points of a small line lie.
export type Spot = { x: number; y: number };

/** Points scaled into a box, `inset` from its edges; equal values run through the middle. */
export function sparkPoints(points: Spot[], width: number, height: number, inset: number): Spot[] {
  const spread = (values: number[], from: number, to: number) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return (value: number) => (high === low ? (from + to) / 2 : from + ((value - low) / (high - low)) * (to - from));
  };
  const x = spread(points.map((point) => point.x), inset, width - inset);
  const y = spread(points.map((point) => point.y), height - inset, inset);
  const round = (value: number) => Math.round(value * 10) / 10;
  return points.map((point) => ({ x: points.length === 1 ? width - inset : round(x(point.x)), y: round(y(point.y)) }));
}
