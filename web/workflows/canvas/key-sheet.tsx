'use client';

import { Dialog, DialogBody } from '@/ui/dialog';
import { Kbd } from '@/ui/kbd';
import { commandList } from './commands';
import { useEditor } from './editor-context';
import { printKeys } from './keys';

/** Every key of the canvas. */
export function KeySheet() {
  const { store } = useEditor();
  const groups = Map.groupBy(
    commandList.filter(({ keys }) => keys),
    ({ group }) => group,
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && store.getState().open(null)}
      title="Keys of the canvas"
      description="Everything here can also be found in the menu of a step (right click, or Shift+F10)."
      size="lg"
    >
      <DialogBody className="grid! grid-cols-2 gap-x-8 gap-y-5 max-sm:grid-cols-1">
        {[...groups].map(([group, commands]) => (
          <section key={group} aria-label={group}>
            <h3 className="pb-1 text-xs text-muted">{group}</h3>
            <dl className="flex flex-col">
              {commands.map(({ name, keys = [] }) => (
                <div key={name} className="flex min-h-7 items-center gap-2 text-sm">
                  <dt className="min-w-0 flex-1">{name}</dt>
                  <dd className="flex gap-1">
                    {printKeys(keys[0] ?? '').map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section aria-label="Mouse">
          <h3 className="pb-1 text-xs text-muted">Mouse</h3>
          <ul className="flex flex-col gap-1 text-sm">
            <li>Hold Shift and drag to select several steps.</li>
            <li>Drop a connection on the empty canvas to choose what comes next.</li>
            <li>Drop a step on a connection to put it in between.</li>
          </ul>
        </section>
      </DialogBody>
    </Dialog>
  );
}
