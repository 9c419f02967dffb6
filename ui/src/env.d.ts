/// <reference types="svelte" />
/// <reference types="vite/client" />

/** True in builds for a plain browser (development and tests). */
declare const __BROWSER__: boolean;
