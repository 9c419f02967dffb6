// Indicators as items of a combobox: the name, found by the code as well.
import type { Item } from '../parts/Combobox.svelte';

export const indicatorItem = ({ id, name, code }: { id: string; name: string; code: string }): Item => ({ value: id, label: name, detail: code });
