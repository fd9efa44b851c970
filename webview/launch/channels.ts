import { html, nothing, type TemplateResult } from 'lit';
import type { LaunchEdit } from '../../src/messages/launch.ts';
import type { ChannelRow } from '../../src/messages/launchInputs.ts';
import { icon } from '../components/icons.ts';
import type { Form } from './form.ts';
import { type Field, iconButton, problemList, selectInput, textInput } from './inputs.ts';
import { keyOf } from './paths.ts';

/** Where the data comes from: one row a channel. */
export function channelsPart(form: Form): TemplateResult {
  const { channels } = form.page;
  return html`<section aria-labelledby="channels-title">
    <h2 id="channels-title">Data channels</h2>
    <p class="help">
      The script finds each under <code>SM_CHANNEL_NAME</code>. Files on disk are uploaded first.
    </p>
    ${channels.map((channel, index) => channelRow(form, channel, index))}
    <vscode-button
      appearance="secondary"
      @click=${() => void form.edits.now({ type: 'channel', index: channels.length, value: {} })}
      >${icon('add', 'start')}Add channel</vscode-button
    >
  </section>`;
}

const inputModes = [
  { value: 'File', label: 'File mode', detail: undefined },
  { value: 'FastFile', label: 'Fast file mode', detail: undefined },
  { value: 'Pipe', label: 'Pipe mode', detail: undefined },
] as const;

function channelRow(form: Form, channel: ChannelRow, index: number): TemplateResult {
  const { name, location, inputMode, distribution, note, kind } = channel;
  const title = name === '' ? `Channel ${index + 1}` : `Channel ${name}`;
  const problems = form.problemsAt('channel', [name]);
  const change = (value: Partial<ChannelRow>): LaunchEdit => ({ type: 'channel', index, value });
  const field = (member: string, label: string, value: string): Field => ({
    key: `channels/${index}/${member}`,
    label: `${title}: ${label}`,
    value,
    problems,
    problemsKey: keyOf('channel', [name]),
  });
  return html`<div
    class="channel card"
    role="group"
    aria-label=${title}
    data-field=${keyOf('channel', [name])}
  >
    <div class="channel-name">
      ${textInput(form, { ...field('name', 'name', name), placeholder: 'training' }, (text) => change({ name: text }))}
    </div>
    <div class="channel-location line">
      ${textInput(
        form,
        {
          ...field('location', 'location', location),
          placeholder: 'Folder or file on disk, s3://bucket/prefix, or EFS fs-0123:/path',
        },
        (text) => change({ location: text }),
      )}
      <vscode-button
        appearance="secondary"
        aria-label="Browse on disk for ${title}"
        @click=${() => void form.ask('browseChannel', { index, where: 'disk' })}
        >Disk…</vscode-button
      >
      <vscode-button
        appearance="secondary"
        aria-label="Browse in S3 for ${title}"
        @click=${() => void form.ask('browseChannel', { index, where: 's3' })}
        >S3…</vscode-button
      >
      ${iconButton('trash', `Remove ${title}`, () => {
        form.edits.forget('channels/');
        void form.edits.now({ type: 'channel', index, value: undefined });
      })}
    </div>
    <div class="channel-how line">
      ${selectInput(
        form,
        { ...field('inputMode', 'input mode', inputMode), problems: [] },
        inputModes,
        undefined,
        (value) => change({ inputMode: value as ChannelRow['inputMode'] }),
      )}
      ${
        kind === 'fileSystem'
          ? nothing
          : selectInput(
              form,
              { ...field('distribution', 'distribution over hosts', distribution), problems: [] },
              [
                { value: 'FullyReplicated', label: 'All of it to each host', detail: undefined },
                { value: 'ShardedByS3Key', label: 'A share to each host', detail: undefined },
              ],
              undefined,
              (value) => change({ distribution: value as ChannelRow['distribution'] }),
            )
      }
      <span class="help">${note}</span>
    </div>
    ${problemList({ key: keyOf('channel', [name]), problems })}
  </div>`;
}
