/** Thrown by a step that cannot go on before a moment, or (null) before somebody has decided. */
export class StepWaits extends Error {
  override name = 'StepWaits';
  readonly until: Date | null;

  constructor(until: Date | null) {
    super('The step waits.');
    this.until = until;
  }
}
