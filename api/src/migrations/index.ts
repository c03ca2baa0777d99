import { M001Foundation } from './m001-foundation.ts';

/** In the order in which they run. A migration that has landed is never edited. */
export const migrations = [{ name: 'M001Foundation', class: M001Foundation }];
