// The methods by which a light is found, the usual one first.
import type { Method } from '../api/types';

export const METHODS: Method[] = ['linear_to_target', 'cagr_open_sdg', 'un_progress_chart'];
