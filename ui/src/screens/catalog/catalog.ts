// Choices of the catalogue, in the order in which they are offered.
import type { AgencyKind, DocumentKind, SuccessionPart } from '../../api/types';

export const KINDS: AgencyKind[] = [
  'government', 'ministry', 'ministry_level', 'government_agency', 'committee', 'province', 'office', 'party_office', 'enterprise_group', 'other',
];
export const DOCUMENT_KINDS: DocumentKind[] = ['official', 'press', 'evidence'];
export const PARTS: SuccessionPart[] = ['main', 'part', 'merged', 'renamed'];
