import { describe, expect, test } from 'vitest';
import { actOf } from './keys';
import { commandsFor, placeOf } from './palette';
import { readPlace, writePlace } from './route.svelte';

describe('addresses', () => {
  test('every view can be reached again', () => {
    const address = writePlace('tasks', { status: 'open_overdue,done_late', sel: 'N03', as_of: '2024-06-01', text: undefined });
    expect(readPlace(address)).toEqual({ screen: 'tasks', params: { status: 'open_overdue,done_late', sel: 'N03', as_of: '2024-06-01' } });
  });
  test('words with marks and signs survive', () => {
    const text = 'đẩy mạnh & 50% = “nửa”';
    expect(readPlace(writePlace('tasks', { text })).params.text).toBe(text);
  });
  test('anything unknown is the overview', () => {
    expect(readPlace('')).toEqual({ screen: 'overview', params: {} });
    expect(readPlace('#/nowhere?x=1').screen).toBe('overview');
  });
});

describe('keys', () => {
  const press = (key: string, more: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing', boolean>> = {}) =>
    ({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, isComposing: false, ...more });
  test('work everywhere', () => {
    expect(actOf(press('k', { ctrlKey: true }), true)).toBe('find');
    expect(actOf(press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe('redo');
    expect(actOf(press('F1'), true)).toBe('help');
    expect(actOf(press('k'), false)).toBeUndefined();
  });
  test('leave typing and input methods alone', () => {
    expect(actOf(press('z', { ctrlKey: true }), true)).toBeUndefined();
    expect(actOf(press('k', { ctrlKey: true, isComposing: true }), false)).toBeUndefined();
  });
});

test('commands are found without marks', () => {
  const commands = ['In bản trình bày (PDF)', 'Mở Nhiệm vụ'].map((label) => ({ key: label, label, run: () => {} }));
  expect(commandsFor('trinh bay', commands).map((one) => one.label)).toEqual(['In bản trình bày (PDF)']);
  expect(commandsFor('', commands)).toHaveLength(2);
});

test('a found record has its place', () => {
  expect(placeOf({ noun: 'task', id: 'x', code: 'N03', title: '' })).toEqual({ screen: 'tasks', params: { sel: 'N03' } });
  expect(placeOf({ noun: 'document', id: 'x', code: '', title: '' })).toEqual({ screen: 'documents', params: { sel: 'x' } });
  expect(placeOf({ noun: 'agency', id: 'x', code: '', title: '' })).toEqual({ screen: 'catalog', params: { tab: 'agencies', sel: 'x' } });
});
