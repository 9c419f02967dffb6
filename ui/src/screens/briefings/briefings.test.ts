import { describe, expect, test } from 'vitest';
import type { BriefingLook, BriefingPage } from '../../api/types';
import { beforeAfterStep, firstSheets, queryOf, sheetRatio, TASK_CHOICES, taskChoice, taskFilter } from './briefings';

const page = (id: string): BriefingPage => ({ id, layout: 'text', title: null, landscape: null, blocks: [] });

describe('pages', () => {
  test('move by one place, and not beyond the ends', () => {
    const pages = ['a', 'b', 'c'].map(page);
    expect(beforeAfterStep(pages, 'b', -1)).toBe('a');
    expect(beforeAfterStep(pages, 'b', 1)).toBeNull();
    expect(beforeAfterStep(pages, 'a', 1)).toBe('c');
    expect(beforeAfterStep(pages, 'a', -1)).toBeUndefined();
    expect(beforeAfterStep(pages, 'c', 1)).toBeUndefined();
  });
  test('begin on a sheet each', () => {
    expect(firstSheets([0, 1, 1, 2], 3)).toEqual([0, 1, 3]);
  });
  test('lie or stand as their briefing says, unless they say otherwise', () => {
    const look: BriefingLook = { paper: 'a3', landscape: true, letterhead: false, numbered: true };
    expect(sheetRatio(look, page('a'))).toBe('297 / 210');
    expect(sheetRatio(look, { ...page('a'), landscape: false })).toBe('210 / 297');
    expect(sheetRatio({ ...look, paper: 'slides', landscape: false }, page('a'))).toBe('16 / 9');
  });
});

test('a chart stays when its table is asked for', () => {
  const chart = { kind: 'attainment', focus_area: 'DM2' } as const;
  expect(queryOf('chart_table', { kind: 'chart', chart })).toEqual({ kind: 'chart_table', chart });
  expect(queryOf('figures', { kind: 'chart', chart })).toEqual({ kind: 'figures' });
});

test('a choice of tasks is read back from its filter', () => {
  for (const choice of TASK_CHOICES) expect(taskChoice(taskFilter(choice, {}))).toBe(choice);
});
