// Marks of a drawing, reached one after another: in the order in which one reads, and up and down by where
// they lie.

/** A mark, in pixels of its drawing. */
export type Mark = { label: string; x: number; y: number; width: number; height: number };

const middle = (mark: Mark) => ({ x: mark.x + mark.width / 2, y: mark.y + mark.height / 2 });

/** The places of the marks in the order in which they are read: line by line, each from the left. */
export function reading(marks: readonly Mark[]): number[] {
  const byHeight = marks.map((_, index) => index).sort((a, b) => middle(marks[a]!).y - middle(marks[b]!).y || a - b);
  const lines: { y: number; of: number[] }[] = [];
  for (const index of byHeight) {
    const { y } = middle(marks[index]!);
    const line = lines.at(-1);
    // Marks whose middles lie this near each other stand on one line.
    if (line && y - line.y < 6) line.of.push(index);
    else lines.push({ y, of: [index] });
  }
  return lines.flatMap(({ of }) => of.sort((a, b) => marks[a]!.x - marks[b]!.x || a - b));
}

/** Where a key leads from a mark; undefined for other keys. Left and right reach every mark. */
export function stepped(marks: readonly Mark[], from: number, key: string): number | undefined {
  const order = reading(marks);
  const at = order.indexOf(from);
  if (order.length === 0) return undefined;
  if (key === 'Home') return order[0];
  if (key === 'End') return order.at(-1);
  if (key === 'ArrowRight') return order[Math.min(order.length - 1, at + 1)];
  if (key === 'ArrowLeft') return order[Math.max(0, at - 1)];
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined;
  const here = marks[from];
  if (!here) return order[0];
  const sign = key === 'ArrowDown' ? 1 : -1;
  let best: { index: number; cost: number } | undefined;
  for (const [index, mark] of marks.entries()) {
    const away = sign * (middle(mark).y - middle(here).y);
    if (index === from || away < 6) continue;
    // Going up or down, the nearest line counts more than staying in the column.
    const cost = away * 4 + Math.abs(middle(mark).x - middle(here).x);
    if (!best || cost < best.cost) best = { index, cost };
  }
  return best?.index ?? from;
}
