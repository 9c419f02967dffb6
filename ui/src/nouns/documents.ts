// Kinds of documents, in the order in which they are offered.
import type { DocumentKind } from '../api/types';

export const DOCUMENT_KINDS: DocumentKind[] = ['official', 'press', 'evidence'];
