'use client';

import { Inbox, Moon, Pencil, Plus, Sun, Trash2 } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useState, type ReactNode } from 'react';
import { Badge } from '@/ui/badge';
import { Button, LinkButton } from '@/ui/button';
import { Card } from '@/ui/card';
import { Checkbox } from '@/ui/checkbox';
import { Combobox } from '@/ui/combobox';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { CopyButton } from '@/ui/copy-button';
import { Dialog, DialogActions, DialogBody } from '@/ui/dialog';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { Field } from '@/ui/field';
import { IconButton } from '@/ui/icon-button';
import { Input } from '@/ui/input';
import { Kbd } from '@/ui/kbd';
import { Logo } from '@/ui/logo';
import { Menu, MenuItem, MenuSeparator } from '@/ui/menu';
import { Notice } from '@/ui/notice';
import { PageHeader } from '@/ui/page-header';
import { Popover } from '@/ui/popover';
import { RadioGroup } from '@/ui/radio-group';
import { RelativeTime } from '@/ui/relative-time';
import { Select } from '@/ui/select';
import { ShownOnce } from '@/ui/shown-once';
import { Skeleton } from '@/ui/skeleton';
import { Spinner } from '@/ui/spinner';
import { Switch } from '@/ui/switch';
import { Table, type Column } from '@/ui/table';
import { Tabs } from '@/ui/tabs';
import { Textarea } from '@/ui/textarea';
import { toast } from '@/ui/toast';
import { Toasts } from '@/ui/toasts';

interface Jack {
  id: string;
  name: string;
  state: 'plugged' | 'free';
}

const jacks: Jack[] = [
  { id: '1', name: 'Input A', state: 'plugged' },
  { id: '2', name: 'Input B', state: 'free' },
];

const columns: readonly Column<Jack>[] = [
  { header: 'Name', cell: (jack) => jack.name },
  {
    header: 'State',
    cell: (jack) => (
      <Badge tone={jack.state === 'plugged' ? 'success' : 'neutral'} dot>
        {jack.state}
      </Badge>
    ),
  },
];

const colours = [
  { value: 'red', label: 'Red' },
  { value: 'blue', label: 'Blue', description: 'Calm and far away' },
  { value: 'green', label: 'Green', disabled: true, description: 'Sold out' },
] as const;

type Colour = (typeof colours)[number]['value'];

export function Kit() {
  const [colour, setColour] = useState<Colour>('blue');
  const [searched, setSearched] = useState<Colour | null>(null);
  const [on, setOn] = useState(true);
  const [dialog, setDialog] = useState(false);
  const [confirm, setConfirm] = useState(false);
  const { resolvedTheme, setTheme } = useTheme();

  return (
    <>
      <main className="mx-auto flex max-w-4xl flex-col gap-6 px-4 py-10">
        <Logo />
        <PageHeader
          title="Kit"
          description="Every component, together. What looks wrong here looks wrong everywhere."
          actions={
            <IconButton
              label="Other theme"
              onClick={() => setTheme(resolvedTheme === 'dark' ? 'light' : 'dark')}
            >
              <Sun className="dark:hidden" />
              <Moon className="hidden dark:block" />
            </IconButton>
          }
        />
        <Card title="Buttons">
          <Row>
            <Button variant="primary">Primary</Button>
            <Button icon={<Plus />}>Secondary</Button>
            <Button variant="quiet">Quiet</Button>
            <Button variant="danger" icon={<Trash2 />}>
              Danger
            </Button>
            <Button disabled>Disabled</Button>
            <Button variant="primary" pending>
              Saving
            </Button>
            <Button size="sm">Small</Button>
            <LinkButton href="/kit">Link</LinkButton>
            <IconButton label="Edit">
              <Pencil />
            </IconButton>
            <CopyButton value="copied" label="Copy" />
            <Spinner />
            <Kbd>Ctrl K</Kbd>
          </Row>
        </Card>
        <Card title="Fields" description="A label, a hint, and an error that says how to mend it.">
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Name" hint="Seen by everybody.">
              <Input placeholder="Ada Lovelace" />
            </Field>
            <Field label="Slug" error="This slug is taken. Choose another.">
              <Input mono defaultValue="sonnet" />
            </Field>
            <Field label="Colour">
              <Select options={colours} value={colour} onValueChange={setColour} />
            </Field>
            <Field label="Colour, by typing" optional>
              <Combobox
                options={colours}
                value={searched}
                onValueChange={setSearched}
                placeholder="Type to search"
              />
            </Field>
            <Field label="Description" className="sm:col-span-2">
              <Textarea placeholder="A few words" />
            </Field>
            <Field label="Not yours to change" disabled>
              <Input defaultValue="Fixed" />
            </Field>
            <Switch
              label="Substitution"
              hint="Another model may answer."
              checked={on}
              onCheckedChange={setOn}
            />
            <Checkbox
              label="Read"
              hint="See everything, change nothing."
              checked={on}
              onCheckedChange={setOn}
            />
            <RadioGroup legend="One of a few" options={colours} value={colour} onValueChange={setColour} />
          </div>
        </Card>
        <Card title="Floating">
          <Row>
            <Button onClick={() => setDialog(true)}>Dialog</Button>
            <Button onClick={() => setConfirm(true)}>Confirm</Button>
            <Menu trigger={<Button>Menu</Button>}>
              <MenuItem icon={<Pencil />}>Rename</MenuItem>
              <MenuSeparator />
              <MenuItem icon={<Trash2 />} danger>
                Remove
              </MenuItem>
            </Menu>
            <Popover trigger={<Button>Popover</Button>} title="Why this one?">
              It is the default of the organisation.
            </Popover>
            <Button onClick={() => toast.success('Saved')}>Toast</Button>
            <Button onClick={() => toast.error('The server cannot be reached', 'What you typed is kept.')}>
              Trouble
            </Button>
          </Row>
        </Card>
        <Table
          label="Jacks"
          noun={['jack', 'jacks']}
          columns={columns}
          rows={jacks}
          rowId={({ id }) => id}
          total={12}
          onMore={() => {}}
          empty=""
        />
        <Table
          label="Loading jacks"
          noun={['jack', 'jacks']}
          columns={columns}
          rows={undefined}
          rowId={({ id }) => id}
          empty=""
        />
        <div className="grid gap-6 sm:grid-cols-2">
          <Card>
            <EmptyState
              icon={<Inbox />}
              title="No jacks yet"
              action={<Button icon={<Plus />}>Add a jack</Button>}
            >
              A jack takes one cable. Add the first to begin.
            </EmptyState>
          </Card>
          <Card>
            <ErrorState title="The jacks could not be loaded" onRetry={() => {}}>
              The server did not answer in time.
            </ErrorState>
          </Card>
        </div>
        <Card title="Words">
          <div className="flex flex-col gap-4">
            <Row>
              <Badge>neutral</Badge>
              <Badge tone="accent">accent</Badge>
              <Badge tone="success" dot>
                healthy
              </Badge>
              <Badge tone="warning">expires soon</Badge>
              <Badge tone="danger">failed</Badge>
              <RelativeTime value="2026-01-01T00:00:00Z" />
              <Skeleton className="h-4 w-32" />
            </Row>
            <Notice>Patchbay sends no mail.</Notice>
            <Notice tone="success">The connection test passed.</Notice>
            <Notice tone="warning" title="Cost is not tracked">
              It needs the price per token.
            </Notice>
            <Notice tone="danger">The credentials were refused.</Notice>
            <ShownOnce noun="link" value="https://patchbay.example/invitation#Zm9vYmFyYmF6cXV4" />
            <Tabs
              label="Views"
              tabs={[
                { value: 'one', label: 'One', content: 'The first view.' },
                { value: 'two', label: 'Two', content: 'The second view.' },
              ]}
            />
          </div>
        </Card>
        <Dialog open={dialog} onOpenChange={setDialog} title="Add a jack" description="It takes one cable.">
          <DialogBody>
            <Field label="Name">
              <Input />
            </Field>
          </DialogBody>
          <DialogActions>
            <Button onClick={() => setDialog(false)}>Cancel</Button>
            <Button variant="primary">Add</Button>
          </DialogActions>
        </Dialog>
        <ConfirmDialog
          open={confirm}
          onOpenChange={setConfirm}
          title="Remove Input A?"
          action="Remove Input A"
          onConfirm={async () => 'It is plugged in. Pull the cable first.'}
        >
          Its cable falls out. This cannot be undone.
        </ConfirmDialog>
      </main>
      <Toasts />
    </>
  );
}

function Row({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-3">{children}</div>;
}
