'use client';

import { ListOrdered } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '@/ui/icon-button';
import { later } from '@/ui/later';

// Fetched when it is first opened.
const WhoAnswersDialog = later(() =>
  import('./who-answers-dialog').then((module) => module.WhoAnswersDialog),
);

/** Beside Publish: what is published can be looked at before, model by model. */
export function WhoAnswersButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton label="Who answers each step" onClick={() => setOpen(true)}>
        <ListOrdered />
      </IconButton>
      {open && <WhoAnswersDialog onClose={() => setOpen(false)} />}
    </>
  );
}
