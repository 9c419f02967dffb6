// Files made from the book: asked for a place, made, and opened.
import { call, type Step } from '../api/call';
import type { BriefingRequest, CalendarRequest, RankingRequest, SeriesRequest, TaskListRequest, TimelineRequest } from '../api/types';
import { openFile, pickFolder, pickSave } from '../api/window';
import { number } from '../words/format';
import { t } from '../words/words.svelte';
import { desk } from './desk.svelte';
import { tell } from './toasts.svelte';
import { attempt } from './undo.svelte';
import { work } from './work.svelte';

/** Says where a file lies and opens it. */
async function show(path: string, open: boolean) {
  const opened = open && (await openFile(path));
  const action = opened ? undefined : { label: t('ui.open'), run: () => void openFile(path) };
  tell(t('ui.file.saved', { path }), { action });
}

/** Makes the briefing as PDF and opens it. Answers nothing: what happens is said at the foot of the window. */
export async function printBriefing(title?: string) {
  await attempt(async () => {
    const path = await pickSave({
      title: t('ui.briefing.save'),
      default_name: `${t('ui.briefing.file')} ${desk.asOf}.pdf`,
      filter_name: 'PDF',
      extensions: ['pdf'],
    });
    if (!path) return;
    const saved = await work(t('ui.briefing.making'), (signal, progress: (step: Step) => void) =>
      call('briefing_save', { briefing: { as_of: desk.asOf, title: title || null }, path }, { signal, progress }),
    );
    await show(saved.path, true);
  });
}

/** Makes a briefing as PDF and opens it. */
export async function saveBriefing(briefing: BriefingRequest, name: string) {
  await attempt(async () => {
    const path = await pickSave({ title: t('ui.briefing.save'), default_name: `${name}.pdf`, filter_name: 'PDF', extensions: ['pdf'] });
    if (!path) return;
    const saved = await work(t('ui.briefing.making'), (signal, progress) => call('briefing_save', { briefing, path }, { signal, progress }));
    await show(saved.path, true);
  });
}

/** Saves the file of an issued briefing again. */
export async function saveIssued(id: string, name: string) {
  await attempt(async () => {
    const path = await pickSave({ title: t('ui.briefing.save'), default_name: `${name}.pdf`, filter_name: 'PDF', extensions: ['pdf'] });
    if (!path) return;
    const saved = await call('issued_briefing_save', { id, path });
    await show(saved.path, true);
  });
}

/** Saves a series of briefings: one file, or many in a folder. Answers whether it was done. */
export async function saveSeries(series: SeriesRequest, name: string): Promise<boolean> {
  let done = false;
  const ok = await attempt(async () => {
    const one = series.split === 'one';
    const path = one
      ? await pickSave({ title: t('ui.briefings.series.save'), default_name: `${name}.pdf`, filter_name: 'PDF', extensions: ['pdf'] })
      : await pickFolder({ title: t('ui.briefings.series.folder'), default_name: name });
    if (!path) return;
    const saved = await work(t('job.series'), (signal, progress) => call('series_save', { series, folder: one ? '' : path, path: one ? path : null }, { signal, progress }));
    done = true;
    const left = saved.left_out.length ? ` ${t('ui.briefings.series.left_out', { count: number(saved.left_out.length) })}` : '';
    const said = t('ui.briefings.series.done', { files: number(saved.paths.length), pages: number(saved.pages), folder: saved.folder });
    tell(`${said}${left}`, { action: { label: t('ui.open'), run: () => void openFile(one ? saved.path : saved.folder) } });
  });
  return ok && done;
}

/** Opens a file made to be looked at; in a plain browser it says where it lies. */
export async function openMade(path: string) {
  if (!(await openFile(path))) tell(t('ui.files.copy_at', { path }));
}

/** Makes the timeline as PDF and opens it. */
export async function printTimeline(timeline: TimelineRequest) {
  await attempt(async () => {
    const path = await pickSave({ title: t('ui.timeline.save'), default_name: `${t('ui.timeline.file')} ${desk.asOf}.pdf`, filter_name: 'PDF', extensions: ['pdf'] });
    if (!path) return;
    const saved = await work(t('job.timeline'), (signal, progress) => call('timeline_save', { timeline, path }, { signal, progress }));
    await show(saved.path, true);
  });
}

/** Makes a month of deadlines as PDF and opens it. */
export async function printCalendar(calendar: CalendarRequest) {
  await attempt(async () => {
    const path = await pickSave({ title: t('ui.calendar.save'), default_name: `${t('ui.calendar.file')} ${calendar.month ?? desk.asOf}.pdf`, filter_name: 'PDF', extensions: ['pdf'] });
    if (!path) return;
    const saved = await work(t('job.calendar'), (signal, progress) => call('calendar_save', { calendar, path }, { signal, progress }));
    await show(saved.path, true);
  });
}

/** Saves the deadlines of the tasks for a calendar program. */
export async function saveDeadlines(filter: TaskListRequest) {
  await attempt(async () => {
    const path = await pickSave({ title: t('ui.deadlines.save'), default_name: `${t('ui.deadlines.file')} ${desk.asOf}.ics`, filter_name: 'iCalendar', extensions: ['ics'] });
    if (!path) return;
    const saved = await work(t('job.ics'), (signal, progress) => call('deadlines_ics', { filter, path }, { signal, progress }));
    tell(t('ui.deadlines.saved', { path: saved.path, count: number(saved.events), out: number(saved.left_out) }));
  });
}

/** The formats a chart is saved in. */
export const CHART_FILES = ['png', 'svg', 'pdf', 'xlsx'] as const;

/** Saves a chart in the format of the file's ending. */
export async function saveChart(chart: import('../api/types').ChartRequest, name: string, ending: (typeof CHART_FILES)[number]) {
  await attempt(async () => {
    const path = await pickSave({
      title: t('ui.chart.save'),
      default_name: `${name}.${ending}`,
      filter_name: ending === 'xlsx' ? 'Excel' : ending.toUpperCase(),
      extensions: [ending],
    });
    if (!path) return;
    const saved = await work(t('ui.chart.saving'), (signal, progress) => call('chart_save', { chart, path }, { signal, progress }));
    await show(saved.path, false);
  });
}

/** Makes the pages of common tasks as PDF and opens them. */
export async function printMatrix(save: Omit<import('../api/types').MatrixSave, 'path'>) {
  await attempt(async () => {
    const path = await pickSave({
      title: t('ui.matrix.print.title'),
      default_name: `${t('ui.matrix.print.file')} ${desk.asOf}.pdf`,
      filter_name: 'PDF',
      extensions: ['pdf'],
    });
    if (!path) return;
    const saved = await work(t('ui.matrix.print.making'), (signal, progress) => call('matrix_save', { ...save, path }, { signal, progress }));
    await show(saved.path, true);
  });
}

/** Makes a ranking, or the points of one agency, as PDF or as a workbook. */
export async function printComposite(ranking: RankingRequest, name: string, ending: 'pdf' | 'xlsx', agency?: string) {
  await attempt(async () => {
    const path = await pickSave({ title: t('ui.composite.print.title'), default_name: `${name}.${ending}`, filter_name: ending === 'pdf' ? 'PDF' : 'Excel', extensions: [ending] });
    if (!path) return;
    const saved = await work(t('ui.composite.print.making'), (signal, progress) => call('composite_save', { ranking, agency: agency ?? null, path }, { signal, progress }));
    await show(saved.path, true);
  });
}

/** Makes definition sheets as PDF and opens them: of these indicators, or of all. */
export async function printDefinitions(indicators: string[] | undefined, name: string) {
  await attempt(async () => {
    const path = await pickSave({ title: t('ui.definition.save'), default_name: `${name}.pdf`, filter_name: 'PDF', extensions: ['pdf'] });
    if (!path) return;
    const saved = await work(t('job.definition'), (signal, progress) => call('definition_save', { indicators: indicators ?? null, path }, { signal, progress }));
    await show(saved.path, true);
  });
}
