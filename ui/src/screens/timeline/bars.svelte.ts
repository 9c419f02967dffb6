// The bars of the timeline by their place.
import { call } from '../../api/call';
import { follow, Pages, type Stretch } from '../../api/pages.svelte';
import type { TaskBar, Timeline, TimelineRequest } from '../../api/types';

export class BarPages extends Pages<TimelineRequest, Timeline, TaskBar> {
  protected fetch(stretch: Stretch) {
    return call('timeline', { ...this.question, filter: { ...this.question.filter, ...stretch } });
  }
  protected rowsIn(answer: Timeline) {
    return answer.bars;
  }
}

/** Bars that follow a question and every write, for the life of a component. */
export const barPages = (question: () => TimelineRequest) => follow(new BarPages({}, 200), question);
