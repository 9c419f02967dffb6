// Where the window is, kept in the address: screen, filter, chosen record and the day things are seen from.
// Every view can be reached again by its address, and back and forward work.

/** The screens of the navigation, and those that open from another one. */
export const NAV = ['overview', 'tasks', 'indicators', 'charts', 'catalog', 'settings'] as const;
/** The same register, seen in other ways. */
export const TASK_VIEWS = ['tasks', 'matrix', 'rates', 'changes'] as const;
export const SCREENS = [...new Set([...NAV, ...TASK_VIEWS])];
export type Screen = (typeof SCREENS)[number];
export type Params = Record<string, string | undefined>;

export type Place = { screen: Screen; params: Record<string, string> };

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

if (typeof window !== 'undefined') {
  window.addEventListener('hashchange', () => (place = readPlace(location.hash)));
}

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
