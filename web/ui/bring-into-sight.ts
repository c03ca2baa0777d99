/** For the ref of what stands in the way of a form, which may be far from the button that was pressed. */
export function bringIntoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
