'use client';

import { useStoreApi } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { useEditor, useEditorState, useGraph } from './editor-context';
import { readable } from './distance';
import { type Colours, paintSteps, readColours } from './paint-steps';
import { pathsOfEdges } from './paths-of-edges';
import { standingOf } from './standing';

/** A large workflow from afar: one drawing, in place of thousands of elements that nobody can read. */
export function DrawnSteps({ taken }: { taken: ReadonlySet<string> }) {
  const host = useRef<HTMLDivElement>(null);
  const flow = useStoreApi();
  const graph = useGraph();
  const dragged = useEditorState((state) => state.dragged);
  const selected = useEditorState((state) => state.selectedSteps);
  const steps = useStore(useEditor().run, (state) => state.steps);

  // A run tells of a step many times more often than it goes on by an edge.
  const edges = useMemo(() => {
    const paths = pathsOfEdges({ graph, dragged, taken });
    return [
      { path: new Path2D(paths.others), classes: 'border-edge' },
      { path: new Path2D(paths.taken), classes: 'border-success' },
    ];
  }, [graph, dragged, taken]);

  useEffect(() => {
    const canvas = host.current?.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!host.current || !canvas || !context) return;
    const scenery = {
      graph,
      dragged,
      selected,
      standingOf: (nodeId: string) => standingOf(steps[nodeId]),
    };
    let colours: Colours = readColours(host.current);
    let frame: number | undefined;

    function draw() {
      frame = undefined;
      if (!canvas || !context) return;
      const { transform, width, height, fitViewQueued } = flow.getState();
      // Drawn where it will be, and not before that is known.
      if (fitViewQueued) return;
      const [x, y, zoom] = transform;
      const ratio = window.devicePixelRatio;
      if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      context.translate(x, y);
      context.scale(zoom, zoom);
      context.lineWidth = zoom < readable ? Math.max(4, 0.75 / zoom) : 2;
      for (const { path, classes } of edges) {
        context.strokeStyle = colours(classes).line;
        context.stroke(path);
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      paintSteps(context, { x, y, zoom }, { width, height }, scenery, colours);
    }
    const soon = () => {
      frame ??= requestAnimationFrame(draw);
    };
    const stop = flow.subscribe((state, before) => {
      const moved = state.transform !== before.transform || state.fitViewQueued !== before.fitViewQueued;
      if (moved || state.width !== before.width || state.height !== before.height) soon();
    });
    const themes = new MutationObserver(() => {
      if (host.current) colours = readColours(host.current);
      soon();
    });
    themes.observe(document.documentElement, { attributeFilter: ['class'] });
    draw();
    return () => {
      stop();
      themes.disconnect();
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [flow, graph, dragged, selected, steps, edges]);

  return (
    <div ref={host} aria-hidden className="pointer-events-none absolute inset-0 -z-1">
      <canvas className="size-full" />
    </div>
  );
}
