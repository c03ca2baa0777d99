/** What one template may cost. A text beyond it is refused or stopped, and the place is named. */
export const templateLimits = {
  characters: 100_000,
  renderMs: 1_000,
  /** New characters and list items that one rendering may make. */
  memory: 10_000_000,
  /** Of the text that comes out. */
  rendered: 2_000_000,
};
