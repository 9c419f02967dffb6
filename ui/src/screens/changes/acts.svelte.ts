// All acts by their place, newest first.
import { call } from '../../api/call';
import { follow, Pages, type Stretch } from '../../api/pages.svelte';
import type { OpList, OpListRequest, OpRow } from '../../api/types';

/** What is asked for; which of the acts is known by the page. */
export type Question = Omit<OpListRequest, 'offset' | 'limit'>;

class ActPages extends Pages<Question, OpList, OpRow> {
  protected fetch(stretch: Stretch) {
    return call('op_list', { ...this.question, ...stretch });
  }
  protected rowsIn(answer: OpList) {
    return answer.ops;
  }
}

/** Acts that follow a question and every write, for the life of a component. */
export const actPages = (question: () => Question) => follow(new ActPages({}, 100), question);
