// Codicons as inline SVG: only those that pages use, and no font to load.
import saveIcon from '@vscode/codicons/src/icons/save.svg';
import refreshIcon from '@vscode/codicons/src/icons/refresh.svg';
import fileMediaIcon from '@vscode/codicons/src/icons/file-media.svg';
import addIcon from '@vscode/codicons/src/icons/add.svg';
import arrowDownIcon from '@vscode/codicons/src/icons/arrow-down.svg';
import arrowUpIcon from '@vscode/codicons/src/icons/arrow-up.svg';
import checkIcon from '@vscode/codicons/src/icons/check.svg';
import chevronDownIcon from '@vscode/codicons/src/icons/chevron-down.svg';
import chevronUpIcon from '@vscode/codicons/src/icons/chevron-up.svg';
import closeIcon from '@vscode/codicons/src/icons/close.svg';
import copyIcon from '@vscode/codicons/src/icons/copy.svg';
import errorIcon from '@vscode/codicons/src/icons/error.svg';
import infoIcon from '@vscode/codicons/src/icons/info.svg';
import lightbulbIcon from '@vscode/codicons/src/icons/lightbulb.svg';
import trashIcon from '@vscode/codicons/src/icons/trash.svg';
import warningIcon from '@vscode/codicons/src/icons/warning.svg';
import tableIcon from '@vscode/codicons/src/icons/table.svg';
import { html, type TemplateResult } from 'lit';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';

const icons = {
  add: addIcon,
  'arrow-down': arrowDownIcon,
  'arrow-up': arrowUpIcon,
  check: checkIcon,
  'chevron-down': chevronDownIcon,
  'chevron-up': chevronUpIcon,
  close: closeIcon,
  copy: copyIcon,
  error: errorIcon,
  'file-media': fileMediaIcon,
  info: infoIcon,
  lightbulb: lightbulbIcon,
  refresh: refreshIcon,
  save: saveIcon,
  table: tableIcon,
  trash: trashIcon,
  warning: warningIcon,
} as const;

export type IconName = keyof typeof icons;

/** A codicon, for the eye only: what it means stands in words beside it or in the label of its button. */
export function icon(name: IconName, slot?: 'start' | 'end'): TemplateResult {
  const drawn = unsafeSVG(icons[name]);
  return slot
    ? html`<span slot=${slot} class="icon" aria-hidden="true">${drawn}</span>`
    : html`<span class="icon icon-${name}" aria-hidden="true">${drawn}</span>`;
}
