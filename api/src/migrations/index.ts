import { M001Foundation } from './m001-foundation.ts';
import { M002FirstLight } from './m002-first-light.ts';
import { M003RunEngine } from './m003-run-engine.ts';
import { M004EndedRuns } from './m004-ended-runs.ts';
import { M005SwiftRuns } from './m005-swift-runs.ts';
import { M006LiveCalls } from './m006-live-calls.ts';
import { M007ModelUse } from './m007-model-use.ts';
import { M008KeyRotation } from './m008-key-rotation.ts';
import { M010ModelPolicy } from './m010-model-policy.ts';
import { M009RegistryOrder } from './m009-registry-order.ts';
import { M011SecretEnds } from './m011-secret-ends.ts';
import { M016PlatformShare } from './m016-platform-share.ts';
import { M018ModelQuestions } from './m018-model-questions.ts';
import { M015Uploads } from './m015-uploads.ts';
import { M012StepCalls } from './m012-step-calls.ts';
import { M013Tools } from './m013-tools.ts';
import { M017CanvasRuns } from './m017-canvas-runs.ts';
import { M019DraftChanges } from './m019-draft-changes.ts';
import { M020AskedQuestions } from './m020-asked-questions.ts';
import { M022RunFilters } from './m022-run-filters.ts';
import { M023StateOfUses } from './m023-state-of-uses.ts';
import { M021LongRuns } from './m021-long-runs.ts';

/** In the order in which they run. A migration that has landed is never edited. */
export const migrations = [
  { name: 'M001Foundation', class: M001Foundation },
  { name: 'M002FirstLight', class: M002FirstLight },
  { name: 'M003RunEngine', class: M003RunEngine },
  { name: 'M004EndedRuns', class: M004EndedRuns },
  { name: 'M005SwiftRuns', class: M005SwiftRuns },
  { name: 'M006LiveCalls', class: M006LiveCalls },
  { name: 'M007ModelUse', class: M007ModelUse },
  { name: 'M008KeyRotation', class: M008KeyRotation },
  { name: 'M010ModelPolicy', class: M010ModelPolicy },
  { name: 'M009RegistryOrder', class: M009RegistryOrder },
  { name: 'M011SecretEnds', class: M011SecretEnds },
  { name: 'M016PlatformShare', class: M016PlatformShare },
  { name: 'M018ModelQuestions', class: M018ModelQuestions },
  { name: 'M015Uploads', class: M015Uploads },
  { name: 'M012StepCalls', class: M012StepCalls },
  { name: 'M013Tools', class: M013Tools },
  { name: 'M017CanvasRuns', class: M017CanvasRuns },
  { name: 'M019DraftChanges', class: M019DraftChanges },
  { name: 'M020AskedQuestions', class: M020AskedQuestions },
  { name: 'M022RunFilters', class: M022RunFilters },
  { name: 'M023StateOfUses', class: M023StateOfUses },
  { name: 'M021LongRuns', class: M021LongRuns },
];
