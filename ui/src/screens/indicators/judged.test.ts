import { expect, test } from 'vitest';
import type { Judgement } from '../../api/types';
import { formulaLines, ratioBeside, rounded, withUnit } from './judged';

const base = { band: 'speed_up', reason: null, method: 'linear_to_target', thresholds: { on_track: 0.95, speed_up: 0.6, slow: 0 } } as unknown as Judgement;

test('the numbers stand in the formula', () => {
  const linear = { kind: 'linear', baseline: 36, observed: 41, target: 53, days_passed: 115, days_whole: 366 } as const;
  const lines = formulaLines({ ...base, ratio: 0.93606, formula: linear });
  expect(lines[1]).toBe('L = [(41 − 36) ÷ (53 − 36)] ÷ [115 ngày ÷ 366 ngày] = 0,94');
  const below = formulaLines({ ...base, ratio: -0.5, formula: { ...linear, baseline: -10 } });
  expect(below[1]).toContain('(41 − (−10))');
});

test('growth rates show both rates and their quotient', () => {
  const cagr = { kind: 'cagr', sign: -1, baseline: 20, observed: 12, target: 0.001, years_passed: 4, years_whole: 10, observed_growth: -0.11988, required_growth: -0.62857 } as const;
  const lines = formulaLines({ ...base, ratio: 0.19072, formula: cagr });
  expect(lines).toHaveLength(4);
  expect(lines[1]).toContain('(12 ÷ 20)^(1 ÷ 4) − 1 = −11,99%');
  expect(lines[3]).toContain('= 0,19');
});

test('a ratio never seems to have reached a threshold that it has not', () => {
  const usual = { on_track: 0.95, speed_up: 0.6, slow: 0 };
  expect([0.9456, 0.9499, 0.95, 0.5951, 0.598, -0.001, 1.04].map((ratio) => ratioBeside(ratio, usual))).toEqual(['0,946', '0,9499', '0,95', '0,595', '0,598', '−0,001', '1,04']);
});

test('growth rates of the progress chart are a plain quotient', () => {
  const formula = { kind: 'un_progress_chart', sign: -1, baseline: 20, observed: 12, target: 4, years_passed: 4, years_whole: 10, observed_growth: -0.11988, required_growth: -0.14866 } as const;
  const lines = formulaLines({ ...base, ratio: 0.8064, formula });
  expect(lines[3]).toBe('CR = −11,99% ÷ −14,87% = 0,81');
});

test('without a ratio there is no formula, and small numbers do not vanish', () => {
  expect(formulaLines({ ...base, ratio: null, formula: null })).toEqual([]);
  expect([rounded(0), rounded(1.6901, true), rounded(-2.5, true), rounded(0.000123)]).toEqual(['0', '+1,69', '−2,5', '0,000123']);
  expect([withUnit('70', '%'), withUnit('53', 'dịch vụ'), withUnit('0,6', '')]).toEqual(['70%', '53 dịch vụ', '0,6']);
});
