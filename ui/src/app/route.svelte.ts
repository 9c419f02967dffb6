// Where the window is, kept in the address: screen, filter, chosen record and the day things are seen from.
// Every view can be reached again by its address, and back and forward work.

/** The screens of the navigation, and those that open from another one. */
export const NAV = ['overview', 'tasks', 'documents', 'indicators', 'charts', 'briefings', 'exchange', 'catalog', 'settings'] as const;
/** The same register, seen in other ways. */
export const TASK_VIEWS = ['tasks', 'matrix', 'timeline', 'calendar', 'rates', 'changes'] as const;
/** The indicators, seen in other ways. */
export const INDICATOR_VIEWS = ['indicators', 'entry', 'compare', 'completeness', 'composite'] as const;
export const SCREENS = [...new Set([...NAV, ...TASK_VIEWS, ...INDICATOR_VIEWS])];
export type Screen = (typeof SCREENS)[number];
export type Params = Record<string, string | undefined>;

export type Place = { screen: Screen; params: Record<string, string> };

/** The screen of the navigation that a screen belongs to. */
export function homeOf(screen: Screen): (typeof NAV)[number] | undefined {
  const views: [(typeof NAV)[number], readonly Screen[]][] = [['tasks', TASK_VIEWS], ['indicators', INDICATOR_VIEWS]];
  return views.find(([, own]) => own.includes(screen))?.[0] ?? NAV.find((known) => known === screen);
}

/** Reads `#/tasks?status=open_overdue`; anything unknown is the overview. */
export function readPlace(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const screen = SCREENS.find((known) => known === path) ?? 'overview';
  return { screen, params: Object.fromEntries(new URLSearchParams(query)) };
}

/** The address of a place; parameters without a value are left out. */
export function writePlace(screen: Screen, params: Params): string {
  const kept = Object.entries(params).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const query = new URLSearchParams(kept).toString();
  return `#/${screen}${query ? `?${query}` : ''}`;
}

let place = $state.raw<Place>(readPlace(typeof location === 'undefined' ? '' : location.hash));

/** Unsaved work: where it stays at home, and how leaving is asked about. */
type Guard = { stays: (next: Place) => boolean; ask: (leave: () => void) => boolean };
let guarded: Guard | undefined;

/**
 * Keeps unsaved work from being left by a click. `ask` answers whether to go on at once; when it does not,
 * the place stays, and `leave` goes where the person wanted. Returns the way to stop guarding.
 */
export function guard(stays: Guard['stays'], ask: Guard['ask']): () => void {
  const mine = { stays, ask };
  guarded = mine;
  return () => {
    if (guarded === mine) guarded = undefined;
  };
}

function moved() {
  const wanted = location.hash;
  const next = readPlace(wanted);
  const leave = () => {
    guarded = undefined;
    location.hash = wanted;
  };
  if (guarded && !guarded.stays(next) && !guarded.ask(leave)) {
    history.replaceState(null, '', writePlace(place.screen, place.params));
    return;
  }
  place = next;
}

if (typeof window !== 'undefined') window.addEventListener('hashchange', moved);

export const route = {
  get screen() {
    return place.screen;
  },
  get params() {
    return place.params;
  },
  /** The day asked for, when it is not simply today. */
  get asOf(): string | undefined {
    return place.params.as_of;
  },
};

/** The address of a screen from here: the day travels along. */
export function linkTo(screen: Screen, params: Params = {}): string {
  return writePlace(screen, { as_of: place.params.as_of, ...params });
}

/** Goes to a screen. */
export function go(screen: Screen, params: Params = {}) {
  location.hash = linkTo(screen, params);
}

/** Changes parameters of this screen; `undefined` takes one away. */
export function adjust(params: Params, replace = false) {
  const hash = writePlace(place.screen, { ...place.params, ...params });
  if (hash === location.hash) return;
  if (replace) {
    history.replaceState(null, '', hash);
    place = readPlace(hash);
  } else {
    location.hash = hash;
  }
}
