/** Icons are taken into the page as text: it may load nothing by itself. */
declare module '*.svg' {
  const text: string;
  export = text;
}
/** The bundler makes one style sheet a page of them. */
declare module '*.css';
