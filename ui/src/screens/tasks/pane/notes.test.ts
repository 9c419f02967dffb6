import { expect, test } from 'vitest';
import type { Assignment } from '../../../api/types';
import { allNotes, kindOf } from './notes';

test('the code of a period tells its kind', () => {
  expect(['2024-05', '2024-Q1', '2024-H2', '2024-9M', '2024', '2024-05-06'].map(kindOf)).toEqual(['month', 'quarter', 'half_year', 'nine_months', 'year', 'day']);
});

test('notes of all parts are read newest first', () => {
  const part = (id: string, ...days: string[]) => ({ id, notes: days.map((day) => ({ id: `${id}${day}`, day })) }) as unknown as Assignment;
  expect(allNotes([part('a', '2024-05-14', '2024-04-14'), part('b', '2024-05-01')]).map(({ note }) => note.id)).toEqual(['a2024-05-14', 'b2024-05-01', 'a2024-04-14']);
});
