import type { ModelGroup, ModelOption } from './model-options';

/** One line of the list: the name of a group, or a model. `top` and `height` are pixels. */
export type ListRow =
  | { kind: 'label'; text: string; top: number; height: number }
  | { kind: 'option'; option: ModelOption; place: number; key: string; top: number; height: number };

const rowHeights = { label: 28, option: 52 };

/** The groups one below the other. A model that stands in two groups is two rows. */
export function rowsOf(groups: readonly ModelGroup[]): ListRow[] {
  const rows: ListRow[] = [];
  let top = 0;
  let place = 0;
  for (const { label, options } of groups) {
    if (label !== '') {
      rows.push({ kind: 'label', text: label, top, height: rowHeights.label });
      top += rowHeights.label;
    }
    for (const option of options) {
      rows.push({
        kind: 'option',
        option,
        place,
        key: `${label}:${option.value}`,
        top,
        height: rowHeights.option,
      });
      top += rowHeights.option;
      place += 1;
    }
  }
  return rows;
}

/** Those near enough to what is seen to be drawn: two thousand models are a few dozen elements. */
export function rowsInWindow(rows: readonly ListRow[], seen: { top: number; height: number }): ListRow[] {
  const margin = 4 * rowHeights.option;
  return rows.filter(
    ({ top, height }) => top + height > seen.top - margin && top < seen.top + seen.height + margin,
  );
}
