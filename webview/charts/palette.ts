/** The theme's colours for charts; orange last: some themes have it nearly as dark as their background. */
const colours = ['blue', 'green', 'purple', 'red', 'yellow', 'orange'] as const;
/** Dashes and gaps in pixels: lines are told apart without colours too. */
const dashes: readonly (readonly number[])[] = [
  [],
  [8, 4],
  [2, 3],
  [10, 4, 2, 4],
  [16, 6],
  [6, 3, 2, 3, 2, 3],
];

export function colourVariable(index: number): string {
  return `--vscode-charts-${colours[index % colours.length] ?? 'blue'}`;
}

export function dashOf(index: number): readonly number[] {
  return dashes[index % dashes.length] ?? [];
}

/** What a canvas draws with; it knows no CSS variables. */
export interface CanvasTheme {
  readonly foreground: string;
  readonly grid: string;
  readonly background: string;
  readonly font: string;
  colour(index: number): string;
}

export function canvasTheme(element: Element): CanvasTheme {
  const style = getComputedStyle(element);
  const value = (name: string, instead: string): string => style.getPropertyValue(name).trim() || instead;
  const foreground = value('--vscode-charts-foreground', value('--vscode-foreground', '#808080'));
  return {
    foreground,
    // Fainter than any line of data, in high contrast too.
    grid: `color-mix(in srgb, ${foreground} 20%, transparent)`,
    background: value('--vscode-editor-background', '#ffffff'),
    font: `${value('--vscode-font-size', '13px')} ${value('--vscode-font-family', 'sans-serif')}`,
    colour: (index) => value(colourVariable(index), foreground),
  };
}

/** Tells when the theme changes: VS Code sets it on the page's root. @returns what ends it */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  const watched = { attributes: true, attributeFilter: ['class', 'style', 'data-vscode-theme-id'] };
  observer.observe(document.documentElement, watched);
  observer.observe(document.body, watched);
  return () => observer.disconnect();
}
