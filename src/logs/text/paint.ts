// Terminal theme colours, so that every theme decides how they look. Grey is one of them and not the attribute "faint", for
// which VS Code asks half the contrast.
const paint =
  (parameters: number) =>
  (text: string): string =>
    `\u001b[${parameters}m${text}\u001b[0m`;

export const bold = paint(1);
export const grey = paint(90);
export const green = paint(32);
export const red = paint(31);
export const yellow = paint(33);
