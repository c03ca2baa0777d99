import { Notice } from './notice';

/** What stands in the way of a form as a whole. It comes into sight: the button that was pressed may be far away. */
export function Trouble({ children }: { children: string | undefined }) {
  return (
    <div ref={intoSight} className="scroll-mb-4">
      <Notice tone="danger">{children}</Notice>
    </div>
  );
}

function intoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
