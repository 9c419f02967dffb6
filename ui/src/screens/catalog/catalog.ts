// Choices of the catalogue, in the order in which they are offered.
import type { AgencyKind, SuccessionPart } from '../../api/types';

export const KINDS: AgencyKind[] = [
  'government', 'ministry', 'ministry_level', 'government_agency', 'committee', 'province', 'office', 'party_office', 'enterprise_group', 'other',
];
export const PARTS: SuccessionPart[] = ['main', 'part', 'merged', 'renamed'];
