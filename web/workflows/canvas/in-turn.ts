/**
 * One deed after another: what is pressed while steps are still being pasted means the pasted ones. What needs to wait
 * for nothing is done at once.
 */
export type InTurn = (deed: () => void | Promise<void>) => void;

export function createTurns(): InTurn {
  let before: Promise<void> | null = null;
  const waitFor = (going: Promise<void>) => {
    // What failed is told where it failed; the next one has its turn all the same.
    const over = going.then(leave, leave);
    function leave() {
      if (before === over) before = null;
    }
    before = over;
  };
  return (deed) => {
    const going = before ? before.then(deed) : deed();
    if (going) waitFor(going);
  };
}
