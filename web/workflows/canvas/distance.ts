'use client';

import { type FitViewOptions, useReactFlow, useStore } from '@xyflow/react';
import { useEffect } from 'react';

/** From this zoom on the name of a step is read as its card has it. */
export const readable = 0.35;

/** From this zoom on it is read as large as the card allows. */
export const legible = 0.2;

/**
 * Below what is readable nobody hits a handle either: steps are plain boxes, and all edges are one drawing. Below this,
 * hardly more than names can be read: the steps of a large workflow are drawn with nothing else.
 */
const middle = 0.6;

export type Distance = 'near' | 'middle' | 'far';

/**
 * From where the canvas is looked at; only a large workflow has a middle. Before it has a size it shows nothing, and a
 * large one begins far away: not with cards that go at once. Whoever draws a connection sees where it can end.
 */
export function useDistance(isLarge: boolean): Distance {
  return useStore(({ transform, width, fitViewQueued, connection }) => {
    if (width === 0 || (isLarge && fitViewQueued) || transform[2] < readable) return 'far';
    return isLarge && transform[2] < middle && !connection.inProgress ? 'middle' : 'near';
  });
}

/** What React Flow does by itself once it has measured a card, where none is there to be measured. */
export function useFirstFit(isLarge: boolean, options: FitViewOptions): void {
  const { fitView } = useReactFlow();
  const waits = useStore(({ width, fitViewQueued }) => isLarge && width > 0 && fitViewQueued);
  useEffect(() => {
    if (waits) void fitView(options);
  }, [waits, fitView, options]);
}

/** From here on, a workflow that is not near is one drawing, and its overview another. */
export const many = 120;
