// Copies a drawing element by element. What is not on these lists does not get in: no scripts, no styles,
// no addresses, no handlers.
const SPACE = 'http://www.w3.org/2000/svg';

const ELEMENTS = new Set(
  'svg title desc g rect path line polyline polygon circle ellipse text tspan defs pattern clipPath'.split(' '),
);

const ATTRIBUTES = new Set(
  (
    'id x y x1 y1 x2 y2 cx cy r rx ry d points width height viewBox preserveAspectRatio transform dx dy ' +
    'patternUnits patternContentUnits patternTransform clipPathUnits ' +
    'fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-linecap stroke-linejoin ' +
    'stroke-miterlimit opacity clip-path clip-rule shape-rendering text-rendering visibility color ' +
    'font-family font-size font-weight font-style text-anchor dominant-baseline letter-spacing xml:space role'
  ).split(' '),
);

/** Values may point into the drawing itself, never out of it. */
function harmless(name: string, value: string): boolean {
  if (!ATTRIBUTES.has(name) && !/^aria-[a-z]+$/.test(name)) return false;
  const pointers = value.match(/url\s*\(/gi)?.length ?? 0;
  const inside = value.match(/url\(\s*#[\w-]+\s*\)/g)?.length ?? 0;
  return pointers === inside && !/javascript:|data:/i.test(value);
}

function copy(from: Element): Element | undefined {
  if (from.namespaceURI !== SPACE || !ELEMENTS.has(from.localName)) return undefined;
  const to = document.createElementNS(SPACE, from.localName);
  for (const { name, value } of from.attributes) {
    if (harmless(name, value)) to.setAttribute(name, value);
  }
  // Readers drop an item that stands in no list: outside one it is a picture of its own.
  if (to.getAttribute('role') === 'listitem' && from.parentElement?.getAttribute('role') !== 'list') to.setAttribute('role', 'img');
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) to.append(child.textContent ?? '');
    else if (child.nodeType === Node.ELEMENT_NODE) {
      const kept = copy(child as Element);
      if (kept) to.append(kept);
    }
  }
  return to;
}

/** The drawing, rebuilt from what is allowed; nothing when the text is not a drawing. */
export function cleanSvg(text: string): Element | undefined {
  const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  return root.localName === 'svg' ? copy(root) : undefined;
}
