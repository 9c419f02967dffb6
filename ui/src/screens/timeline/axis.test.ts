import { describe, expect, test } from 'vitest';
import type { TimelineGroup } from '../../api/types';
import { Axis, dayNumber, Lines } from './axis';

describe('the axis', () => {
  const axis = new Axis('2024-05-06', '2024-12-01', 'month', 1);
  test('days follow each other without gaps, also over summer time and leap days', () => {
    expect(dayNumber('2024-03-01') - dayNumber('2024-02-28')).toBe(2);
    expect(axis.end('2024-05-31')).toBe(axis.begin('2024-06-01'));
    expect(axis.begin('2024-04-01')).toBe(0);
  });
  test('pieces begin where those of the calendar do', () => {
    const months = axis.bands(1, 0, axis.width);
    expect(months.map((band) => band.month)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2]);
    expect(months[1]).toMatchObject({ from: axis.begin('2024-05-01'), to: axis.begin('2024-06-01'), year: 2024, quarter: 2 });
    expect(axis.bands(0, 0, axis.width).map((band) => `${band.quarter}/${band.year}`)).toEqual(['2/2024', '3/2024', '4/2024', '1/2025']);
  });
  test('a short time fills the room there is', () => {
    expect(new Axis('2024-05-06', '2024-05-31', 'year', 1, 1000).width).toBeGreaterThanOrEqual(1000);
  });
  test('only what can be seen is made', () => {
    const long = new Axis('1900-01-01', '2200-12-31', 'month', 1);
    const left = long.begin('2024-05-15');
    expect(long.bands(1, left, left + 300).map((band) => band.month)).toEqual([5, 6, 7]);
  });
});

describe('lines', () => {
  const group = (label: string, count: number): TimelineGroup => ({ label, count, undated: false });
  test('headings stand before their bars', () => {
    const lines = new Lines([group('A', 2), group('B', 1)]);
    expect(lines.total).toBe(5);
    expect([0, 1, 2, 3, 4, 5].map((at) => lines.at(at))).toEqual([{ heading: group('A', 2) }, { bar: 0 }, { bar: 1 }, { heading: group('B', 1) }, { bar: 2 }, undefined]);
    expect([0, 1, 2].map((bar) => lines.of(bar))).toEqual([1, 2, 4]);
  });
  test('a group without words has no heading', () => {
    const lines = new Lines([group('', 3), group('B', 1)]);
    expect([lines.total, lines.of(0), lines.of(3)]).toEqual([5, 0, 4]);
  });
  test('arrows pass over headings', () => {
    const lines = new Lines([group('A', 1), group('B', 1)]);
    expect([lines.task(0, -1), lines.task(2, 1), lines.task(2, -1), lines.task(9, 1)]).toEqual([1, 3, 1, 3]);
  });
});
