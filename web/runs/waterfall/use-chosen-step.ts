'use client';

import { useEffect, useState } from 'react';
import { changeQuery, changeSoon, useQueryOfAddress } from '@/ui/use-query-of-address';
import { pathOf, runKey } from './tree-rows';

const parameter = 'step';

/** Which row is looked at. Its step stands in the address, which can be sent to others. */
export function useChosenStep(): [string, (key: string) => void] {
  const path = new URLSearchParams(useQueryOfAddress()).get(parameter) ?? runKey;
  const [seen, setSeen] = useState(path);
  const [key, setKey] = useState(path);
  if (path !== seen) {
    setSeen(path);
    if (pathOf(key) !== path) setKey(path);
  }
  useEffect(() => {
    const next = pathOf(key);
    // Whoever goes down the list by arrow is not followed at each step: browsers allow an address few changes.
    return next === path ? undefined : changeSoon(() => show(next), 150);
  }, [key, path]);
  return [key, setKey];
}

function show(path: string) {
  changeQuery((params) => {
    const next = new URLSearchParams(params);
    if (path === runKey) next.delete(parameter);
    else next.set(parameter, path);
    return next.size === 0 ? '' : `?${next}`;
  }, 'replaceState');
}
