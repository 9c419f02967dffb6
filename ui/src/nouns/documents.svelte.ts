// Documents as items of a combobox: number and symbol first, then what they are about.
import { live } from '../api/live.svelte';
import type { Document } from '../api/types';
import type { Item } from '../parts/Combobox.svelte';
import { day } from '../words/format';

/** What a document is called: number and symbol, else code, else subject. */
export function documentLabel(document: Document): string {
  return document.number_symbol ?? document.code ?? document.subject;
}

function documentItem(document: Document): Item {
  const detail = [document.day && day(document.day), document.number_symbol || document.code ? document.subject : ''].filter(Boolean).join(' · ');
  return { value: document.id, label: documentLabel(document), detail };
}

/** All documents to choose from, and their names by id, kept up to date. */
export function documentItems(): { readonly items: Item[]; readonly name: (id: string | null | undefined) => string } {
  const documents = live('document_list', () => ({}));
  return {
    get items() {
      return (documents.value ?? []).map(documentItem);
    },
    get name() {
      const names = new Map((documents.value ?? []).map((one) => [one.id, documentLabel(one)]));
      return (id: string | null | undefined) => (id ? (names.get(id) ?? '') : '');
    },
  };
}
