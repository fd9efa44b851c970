import * as assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createGzip } from 'node:zlib';
import {
  CreateBucketCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../src/api.ts';
import { BucketClients } from '../../../src/documents/s3/bucketClients.ts';
import { copyInto } from '../../../src/documents/s3/commands/copyInto.ts';
import { copyObject } from '../../../src/documents/s3/copyObject.ts';
import { S3FileSystem } from '../../../src/documents/s3/s3FileSystem.ts';
import { S3Objects } from '../../../src/documents/s3/s3Objects.ts';
import type { ObjectNode } from '../../../src/documents/s3/view/nodes.ts';
import { S3Drag } from '../../../src/documents/s3/view/s3Drag.ts';
import { folderUriOf } from '../../../src/documents/s3/view/uriOf.ts';
import { archiveUri } from '../../../src/documents/s3/archive/archiveUri.ts';
import { folderUri, hiddenObjectUri, locationOf, objectUri } from '../../../src/documents/s3/s3FileUri.ts';
import { commands } from '../../../src/manifest/commands.ts';
import { settings } from '../../../src/manifest/settings.ts';
import { below, failsWith, independentS3, labelOf, nodeAt } from './s3Kit.ts';
import { api, until } from './support.ts';

const bucket = 's3-suite';
const { fs } = vscode.workspace;
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytesOf = (content: string) => new TextEncoder().encode(content);
const at = (key: string) => objectUri({ bucket, key });
const folder = (key: string) => folderUri({ bucket, key });
const { File, Directory } = vscode.FileType;

describe('S3', () => {
  let parts: ExtensionApi;
  let s3: S3Client;
  let disk: string;

  before(async () => {
    parts = await api();
    s3 = await independentS3();
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    disk = await mkdtemp(join(tmpdir(), 's3-suite-'));
  });
  after(async () => {
    s3.destroy();
    await rm(disk, { recursive: true });
  });

  const put = async (key: string, Body: string | Uint8Array, more: object = {}): Promise<void> => {
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body, ...more }));
  };
  const get = async (key: string): Promise<string> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return text((await Body?.transformToByteArray()) ?? new Uint8Array());
  };
  const keys = async (prefix: string): Promise<string[]> => {
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, EncodingType: 'url' }),
    );
    return Contents.map(({ Key = '' }) => decodeURIComponent(Key.replaceAll('+', ' ')));
  };

  describe('as a file system', () => {
    it('reads and lists what others have written', async () => {
      await put('read/a.txt', 'hello');
      await put('read/sub/b.txt', 'there');
      assert.equal(text(await fs.readFile(at('read/a.txt'))), 'hello');
      assert.deepEqual(await fs.readDirectory(folder('read/')), [
        ['sub', Directory],
        ['a.txt', File],
      ]);
      const { type, size, mtime } = await fs.stat(at('read/a.txt'));
      assert.deepEqual([type, size], [File, 5]);
      assert.ok(Math.abs(mtime - Date.now()) < 60_000);
      assert.equal((await fs.stat(folder('read/sub/'))).type, Directory);
      assert.equal((await fs.stat(folder(''))).type, Directory);
      const buckets = await fs.readDirectory(vscode.Uri.parse('sagemaker-s3:/'));
      assert.ok(buckets.some(([name, type]) => name === bucket && type === Directory));
      assert.equal(text(await fs.readFile(vscode.Uri.parse(`sagemaker-s3:/${bucket}/read/a.txt`))), 'hello');
    });

    it('writes, and keeps how the object is stored', async () => {
      await fs.writeFile(at('write/new.json'), bytesOf('{}'));
      assert.equal(await get('write/new.json'), '{}');
      await put('write/typed', 'before', { ContentType: 'text/csv', Metadata: { owner: 'me' } });
      await fs.writeFile(at('write/typed'), bytesOf('after'));
      const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'write/typed' }));
      assert.deepEqual(
        [head.ContentType, head.Metadata, head.ContentLength],
        ['text/csv', { owner: 'me' }, 5],
      );
    });

    it('copies, moves and deletes objects and folders inside S3', async () => {
      await put('move/from/a', '1', { Metadata: { kept: 'yes' } });
      await put('move/from/deep/b', '2');
      await fs.copy(folder('move/from/'), folder('move/copy/'));
      assert.deepEqual(await keys('move/'), [
        'move/copy/a',
        'move/copy/deep/b',
        'move/from/a',
        'move/from/deep/b',
      ]);
      const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'move/copy/a' }));
      assert.deepEqual(head.Metadata, { kept: 'yes' });
      await failsWith('FileExists', fs.rename(at('move/from/a'), at('move/copy/a')));
      await fs.rename(folder('move/from/'), folder('move/to/'));
      await fs.rename(at('move/to/a'), at('move/copy/a'), { overwrite: true });
      assert.deepEqual(await keys('move/'), ['move/copy/a', 'move/copy/deep/b', 'move/to/deep/b']);
      await fs.delete(at('move/copy/a'));
      await fs.delete(folder('move/to/'), { recursive: true });
      assert.deepEqual(await keys('move/'), ['move/copy/deep/b']);
      await assert.rejects(
        Promise.resolve(fs.rename(folder('move/'), folder('move/copy/inner/'))),
        /parent|contained in/,
      );
      await assert.rejects(
        Promise.resolve(fs.rename(folder('move/copy/'), folder('move/'), { overwrite: true })),
        /parent|contained in/,
      );
      assert.deepEqual(await keys('move/'), ['move/copy/deep/b']);
    });

    it('makes folders that stay while they are empty', async () => {
      await fs.createDirectory(folder('made/empty/'));
      assert.ok((await keys('made/')).includes('made/empty/'));
      assert.deepEqual(await fs.readDirectory(folder('made/empty/')), []);
      await put('made/full/x', 'x');
      await assert.rejects(
        Promise.resolve(fs.delete(folder('made/full/'), { recursive: false })),
        /is not empty/,
      );
      await fs.delete(folder('made/empty/'));
      assert.equal((await keys('made/')).includes('made/empty/'), false);
    });

    it('knows an object from the folder of its name', async () => {
      await put('twin', 'object');
      await put('twin/inside', 'in it');
      await put('twin/', new Uint8Array());
      assert.deepEqual(
        (await fs.readDirectory(folder(''))).filter(([name]) => name.startsWith('twin')),
        [
          ['twin', Directory],
          ['twin⟨object⟩', File],
        ],
      );
      const hidden = hiddenObjectUri({ bucket, key: 'twin' });
      assert.equal(text(await fs.readFile(hidden)), 'object');
      await fs.writeFile(hidden, bytesOf('changed'));
      assert.equal(await get('twin'), 'changed');
      assert.deepEqual(await fs.readDirectory(folder('twin/')), [['inside', File]]);
      await fs.delete(hidden);
      assert.deepEqual(await keys('twin'), ['twin/', 'twin/inside']);
    });

    it('takes keys with every character', async () => {
      const strange = [
        'odd//empty',
        'odd/./dot',
        'odd/../up',
        'odd/a b+c&d=e',
        'odd/50%',
        'odd/%2F',
        'odd/q?x=1',
        'odd/h#ash',
        'odd/é日本🐧',
        'odd/back\\slash',
        'odd/quote"\'<>',
        'odd/⟨.⟩',
        'odd/tab\tnew\nline',
        'odd/\u0001control',
        'odd/!a!',
        'odd/~x ',
      ];
      for (const key of strange) {
        const uri = vscode.Uri.parse(at(key).toString(), true);
        assert.equal(locationOf(uri)?.key, key);
        await fs.writeFile(uri, bytesOf(key));
        assert.equal(await get(key), key);
        assert.equal(text(await fs.readFile(uri)), key);
        assert.equal((await fs.stat(uri)).type, File);
      }
      const listed: string[] = [];
      const walk = async (uri: vscode.Uri): Promise<void> => {
        for (const [name, type] of await fs.readDirectory(uri)) {
          const child = vscode.Uri.joinPath(uri, name);
          if (type === Directory) await walk(child);
          else listed.push(locationOf(child)?.key ?? '');
        }
      };
      await walk(folder('odd/'));
      assert.deepEqual(listed.sort(), [...strange].sort());
      await fs.copy(folder('odd/'), folder('even/'));
      assert.equal((await keys('even/')).filter((key) => !key.endsWith('/')).length, strange.length);
      await fs.delete(folder('odd/'), { recursive: true });
      assert.deepEqual(await keys('odd/'), []);
    });

    it('lists 1,200 objects of one folder, and deletes them', async () => {
      for (let first = 0; first < 1200; first += 50) {
        await Promise.all(
          Array.from({ length: 50 }, (_, n) => put(`many/${String(first + n).padStart(4, '0')}`, 'x')),
        );
      }
      const names = await fs.readDirectory(folder('many/'));
      assert.equal(names.length, 1200);
      assert.deepEqual(names.at(-1), ['1199', File]);

      const { s3: tree } = parts;
      await vscode.commands.executeCommand(commands.s3Refresh.id);
      const page = await below(tree, bucket, 'many');
      assert.equal(page.length, 201);
      const more = page.at(-1);
      assert.ok(more);
      const { command, label } = tree.getTreeItem(more);
      assert.equal(label, 'Load more…');
      assert.ok(command);
      await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
      assert.equal((await below(tree, bucket, 'many')).length, 401);

      await fs.delete(folder('many/'), { recursive: true });
      assert.deepEqual(await keys('many/'), []);
    });

    it('says what is not there, not allowed or in the way', async () => {
      await failsWith(
        'FileNotFound',
        fs.stat(at('nothing/here')),
        /There is no s3:\/\/s3-suite\/nothing\/here/,
      );
      await failsWith('FileNotFound', fs.readFile(at('nothing/here')));
      await failsWith('FileNotFound', fs.readDirectory(folder('nothing/')));
      await failsWith(
        'FileNotFound',
        fs.readDirectory(folderUri({ bucket: 'no-such-bucket', key: '' })),
        /no such bucket/,
      );
      await failsWith('FileNotFound', fs.delete(at('nothing/here')));
      await failsWith('NoPermissions', fs.delete(folder(''), { recursive: true }), /Buckets are not/);
      await put('way/file', 'x');
      await failsWith('FileIsADirectory', fs.writeFile(at('way'), bytesOf('no')));
    });
  });

  describe('in an editor', () => {
    const edited = async (key: string, line: string): Promise<vscode.TextDocument> => {
      const document = await vscode.workspace.openTextDocument(at(key));
      const editor = await vscode.window.showTextDocument(document);
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), line));
      return document;
    };
    const autoSave = (value: string | undefined) =>
      vscode.workspace.getConfiguration().update('files.autoSave', value, vscode.ConfigurationTarget.Global);
    before(() => autoSave('off'));
    after(() => autoSave(undefined));
    const close = () => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');

    it('opens and saves', async () => {
      await put('edit/notes.md', 'old\n');
      const document = await edited('edit/notes.md', 'new\n');
      assert.equal(document.languageId, 'markdown');
      assert.equal(await document.save(), true);
      assert.equal(await get('edit/notes.md'), 'new\nold\n');
      await close();
    });

    it('does not save over what others have changed meanwhile, within the second either', async () => {
      await put('edit/shared.txt', 'theirs 1\n');
      const document = await edited('edit/shared.txt', 'mine\n');
      await put('edit/shared.txt', 'theirs 2\n');
      assert.equal(await document.save(), false);
      assert.equal(document.isDirty, true);
      assert.equal(await get('edit/shared.txt'), 'theirs 2\n');
      // Of another size VS Code notices it and offers to compare.
      await put('edit/shared.txt', 'theirs, the third\n');
      assert.equal(await document.save(), false);
      assert.equal(await get('edit/shared.txt'), 'theirs, the third\n');
      await close();
    });

    it('does not write over an object that changed between the look and the write', async () => {
      await put('edit/race.txt', '1');
      await fs.readFile(at('edit/race.txt'));
      await put('edit/race.txt', '2');
      await failsWith(
        'Unavailable',
        fs.writeFile(at('edit/race.txt'), bytesOf('mine')),
        /has been changed in S3 since/,
      );
      assert.equal(await get('edit/race.txt'), '2');
      // Whoever insists, having looked again, wins.
      await fs.stat(at('edit/race.txt'));
      await fs.writeFile(at('edit/race.txt'), bytesOf('mine'));
      assert.equal(await get('edit/race.txt'), 'mine');
    });

    it('is opened by an S3 URI, from wherever', async () => {
      await put('edit/by uri#1.json', '{"a":1}');
      await vscode.commands.executeCommand(commands.s3Open.id, `s3://${bucket}/edit/by uri#1.json`);
      const shown = () => vscode.window.activeTextEditor?.document;
      await until('the object is shown', () => shown()?.getText() === '{"a":1}');
      assert.equal(locationOf(shown()?.uri ?? at(''))?.key, 'edit/by uri#1.json');
      await put('edit/from-node.txt', 'node');
      await vscode.commands.executeCommand(commands.s3Open.id, {
        child: { value: `s3://${bucket}/edit/from-node.txt` },
      });
      await until('the other is shown', () => shown()?.getText() === 'node');
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });
  });

  describe('archives', () => {
    const archive = { bucket, key: 'job!/output/model.tar.gz' };
    const inside = (...way: string[]) => archiveUri(archive, way);

    before(async () => {
      // As SageMaker packs /opt/ml/model, and more.
      const model = join(disk, 'model');
      await mkdir(join(model, 'code'), { recursive: true });
      await writeFile(join(model, 'model.json'), '{"weights":[1,2,3]}');
      await writeFile(join(model, 'code', 'inference.py'), 'def model_fn(d):\n    return d\n');
      await writeFile(join(model, 'weights.bin'), Buffer.alloc(3_000_000, 7));
      await symlink('/etc/passwd', join(model, 'link'));
      const { default: tar } = await import('tar-stream');
      const pack = tar.pack();
      for (const name of ['model.json', 'weights.bin', 'code/inference.py']) {
        pack.entry({ name }, await readFile(join(model, name)));
      }
      pack.entry({ name: 'link', type: 'symlink', linkname: '/etc/passwd' });
      pack.entry({ name: '../outside' }, 'still inside');
      pack.finalize();
      await new Upload({
        client: s3,
        params: { Bucket: bucket, Key: archive.key, Body: pack.pipe(createGzip()) },
      }).done();
    });

    it('are folders that only read', async () => {
      assert.deepEqual(await fs.readDirectory(inside()), [
        ['code', Directory],
        ['⟨..⟩', Directory],
        ['model.json', File],
        ['weights.bin', File],
        ['link', File],
      ]);
      assert.equal(text(await fs.readFile(inside('model.json'))), '{"weights":[1,2,3]}');
      assert.equal((await fs.readFile(inside('weights.bin'))).length, 3_000_000);
      assert.equal(
        text(await fs.readFile(inside('code', 'inference.py'))),
        'def model_fn(d):\n    return d\n',
      );
      assert.equal(text(await fs.readFile(inside('link'))), '/etc/passwd');
      assert.equal(text(await fs.readFile(inside('..', 'outside'))), 'still inside');
      assert.equal((await fs.stat(inside('code'))).type, Directory);
      await failsWith('FileNotFound', fs.readFile(inside('absent')));
      await assert.rejects(Promise.resolve(fs.writeFile(inside('model.json'), bytesOf('no'))));
    });

    it('are listed anew when the object is another one', async () => {
      const { default: tar } = await import('tar-stream');
      const pack = tar.pack();
      pack.entry({ name: 'only' }, 'x');
      pack.finalize();
      const key = 'archives/changing.tar';
      await put(key, 'not an archive at all, but long enough to be looked at as one'.repeat(20));
      await assert.rejects(
        Promise.resolve(fs.readDirectory(archiveUri({ bucket, key }))),
        /not a readable tar archive/,
      );
      await put(key, await buffer(pack));
      assert.deepEqual(await fs.readDirectory(archiveUri({ bucket, key })), [['only', File]]);
      assert.equal(text(await fs.readFile(archiveUri({ bucket, key }, ['only']))), 'x');
    });

    it('open in the view, and their files in editors', async () => {
      const { s3: tree } = parts;
      await vscode.commands.executeCommand(commands.s3Refresh.id);
      const nodes = await below(tree, bucket, 'job!', 'output', 'model.tar.gz');
      assert.deepEqual(
        nodes.map((node) => labelOf(tree, node)),
        ['⟨..⟩', 'code', 'link', 'model.json', 'weights.bin'],
      );
      const file = await nodeAt(tree, bucket, 'job!', 'output', 'model.tar.gz', 'code', 'inference.py');
      await vscode.commands.executeCommand(commands.s3Open.id, file);
      await until(
        'the file is shown',
        () => vscode.window.activeTextEditor?.document.getText().startsWith('def model_fn') === true,
      );
      assert.equal(vscode.window.activeTextEditor?.document.languageId, 'python');
      const to = vscode.Uri.file(join(disk, 'inference.py'));
      await vscode.commands.executeCommand(commands.s3Download.id, file, to);
      assert.match(await readFile(to.fsPath, 'utf8'), /^def model_fn/);
    });
  });

  describe('large and many', () => {
    const key = 'large/sixty.bin';
    const size = 60 * 2 ** 20;

    it('opens no file that is too large for memory, and says what to do', async () => {
      async function* bytes() {
        for (let n = 0; n < 60; n++) yield Buffer.alloc(2 ** 20, n);
      }
      await new Upload({
        client: s3,
        params: { Bucket: bucket, Key: key, Body: Readable.from(bytes()) },
      }).done();
      await failsWith(
        'Unavailable',
        fs.readFile(at(key)),
        /has 60 MB; files of up to 50 MB open in an editor. Download/,
      );
      await vscode.workspace
        .getConfiguration()
        .update(settings.s3LargestFile.id, 100, vscode.ConfigurationTarget.Global);
      try {
        assert.equal((await fs.readFile(at(key))).length, size);
      } finally {
        await vscode.workspace
          .getConfiguration()
          .update(settings.s3LargestFile.id, undefined, vscode.ConfigurationTarget.Global);
      }
    });

    it('streams it to the disk in little memory', async () => {
      const file = join(disk, 'sixty.bin');
      // What is held, not what waits to be collected.
      setFlagsFromString('--expose-gc');
      const collect = runInNewContext('gc') as () => void;
      const held = () => {
        collect();
        const { arrayBuffers, heapUsed } = process.memoryUsage();
        return arrayBuffers + heapUsed;
      };
      const before = held();
      let most = 0;
      // A collection takes a while: nine tenths of the time are the download's.
      const look = (): NodeJS.Timeout => {
        const began = performance.now();
        most = Math.max(most, held() - before);
        return setTimeout(() => (watch = look()), 10 * (performance.now() - began));
      };
      let watch = look();
      try {
        const to = vscode.Uri.file(file);
        await vscode.commands.executeCommand(commands.s3Download.id, `s3://${bucket}/${key}`, to);
      } finally {
        clearTimeout(watch);
      }
      assert.equal((await stat(file)).size, size);
      const hash = createHash('sha256');
      await pipeline(createReadStream(file), hash);
      const expected = createHash('sha256');
      for (let n = 0; n < 60; n++) expected.update(Buffer.alloc(2 ** 20, n));
      assert.equal(hash.digest('hex'), expected.digest('hex'));
      assert.ok(most < size / 4, `${Math.round(most / 2 ** 20)} MB were held`);
      assert.deepEqual(
        (await readdir(disk)).filter((name) => name.endsWith('.part')),
        [],
      );
    });

    it('copies what S3 does not copy at once in parts, with its metadata', async () => {
      const content = Buffer.alloc(12 * 2 ** 20, 'penguin ');
      await put('large/parts', content, {
        Metadata: { owner: 'me' },
        ContentType: 'text/plain',
        Tagging: 'a=1&b=x+y',
      });
      const objects = new S3Objects(new BucketClients(parts.connections));
      const [from, to] = ['large/parts', 'large/copied in parts'].map((name) => ({ bucket, key: name }));
      assert.ok(from && to);
      await copyObject(objects, from, to, undefined, { atOnce: 6 * 2 ** 20, part: 5 * 2 ** 20 });
      const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: to.key }));
      assert.match(head.ETag ?? '', /-3"$/);
      assert.deepEqual([head.Metadata, head.ContentType], [{ owner: 'me' }, 'text/plain']);
      const { TagSet = [] } = await s3.send(new GetObjectTaggingCommand({ Bucket: bucket, Key: to.key }));
      assert.deepEqual(
        TagSet.map(({ Key, Value }) => [Key, Value]),
        [
          ['a', '1'],
          ['b', 'x y'],
        ],
      );
      assert.equal(await get(to.key), content.toString());
    });

    it('downloads a folder, and keeps hostile names in it', async () => {
      await put('tree/a.txt', 'a');
      await put('tree/deep/b.txt', 'b');
      await put('tree/../escape.txt', 'c');
      const to = vscode.Uri.file(join(disk, 'into'));
      await mkdir(to.fsPath);
      await vscode.commands.executeCommand(commands.s3Download.id, `s3://${bucket}/tree/`, to);
      const found = (await readdir(to.fsPath, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(to.fsPath.length));
      assert.deepEqual(found.sort(), ['/tree/a.txt', '/tree/deep/b.txt', '/tree/⟨..⟩/escape.txt']);
    });

    it('uploads files and folders', async () => {
      const source = join(disk, 'upload');
      await mkdir(join(source, 'sub'), { recursive: true });
      await writeFile(join(source, 'one.csv'), '1,2\n');
      await writeFile(join(source, 'sub', 'two.csv'), '3,4\n');
      const { s3: tree } = parts;
      await put('up/there', 'x');
      await vscode.commands.executeCommand(commands.s3Refresh.id);
      const node = await nodeAt(tree, bucket, 'up');
      await vscode.commands.executeCommand(commands.s3UploadFolder.id, node, [vscode.Uri.file(source)]);
      await vscode.commands.executeCommand(commands.s3UploadFiles.id, node, [
        vscode.Uri.file(join(source, 'one.csv')),
      ]);
      assert.deepEqual(await keys('up/'), [
        'up/one.csv',
        'up/there',
        'up/upload/one.csv',
        'up/upload/sub/two.csv',
      ]);
      assert.equal(await get('up/upload/sub/two.csv'), '3,4\n');
      await until('the view shows it', async () => {
        const labels = (await below(tree, bucket, 'up')).map((child) => labelOf(tree, child));
        return labels.includes('upload') && labels.includes('one.csv');
      });
    });
  });

  describe('the view', () => {
    const labels = async (...way: string[]) =>
      (await below(parts.s3, ...way)).map((node) => labelOf(parts.s3, node));

    it('shows folders first, with sizes and ages, and what can be done', async () => {
      await put('view/z/inner.txt', 'x');
      await put('view/a.txt', 'four');
      await vscode.commands.executeCommand(commands.s3Refresh.id);
      assert.deepEqual(await labels(bucket, 'view'), ['z', 'a.txt']);
      const item = parts.s3.getTreeItem(await nodeAt(parts.s3, bucket, 'view', 'a.txt'));
      assert.match(String(item.description), /^4 B · /);
      assert.match(item.contextValue ?? '', /^object can:open can:download/);
      assert.ok(item.tooltip instanceof vscode.MarkdownString);
      assert.match(item.tooltip.value, /ETag/);
    });

    it('puts SageMaker’s own bucket first', async () => {
      const connection = await parts.connections.connect();
      const name = `sagemaker-${connection.region}-${await connection.accountId()}`;
      const present = await s3.send(new CreateBucketCommand({ Bucket: name })).then(
        () => true,
        () => true,
      );
      assert.ok(present);
      await vscode.commands.executeCommand(commands.s3Refresh.id);
      assert.equal((await labels())[0], name);
    });

    it('says what is empty and what is not there', async () => {
      await s3.send(new CreateBucketCommand({ Bucket: 's3-suite-empty' }));
      await vscode.commands.executeCommand(commands.s3Refresh.id);
      assert.deepEqual(await labels('s3-suite-empty'), ['Empty bucket', 'Upload files…']);
    });

    it('makes folders, copies URIs and deletes', async () => {
      await put('acts/one.txt', '1');
      await vscode.commands.executeCommand(commands.s3Refresh.id);
      const acts = await nodeAt(parts.s3, bucket, 'acts');
      await vscode.commands.executeCommand(commands.s3NewFolder.id, acts, 'fresh');
      assert.deepEqual(await keys('acts/'), ['acts/fresh/', 'acts/one.txt']);
      await until('the view shows the folder', async () => (await labels(bucket, 'acts')).includes('fresh'));
      const one = await nodeAt(parts.s3, bucket, 'acts', 'one.txt');
      await vscode.commands.executeCommand(commands.s3CopyUri.id, one, [one]);
      assert.equal(await vscode.env.clipboard.readText(), `s3://${bucket}/acts/one.txt`);
      await vscode.commands.executeCommand(commands.s3CopyPresignedUrl.id, one);
      const answer = await fetch(await vscode.env.clipboard.readText());
      assert.equal(await answer.text(), '1');
      await vscode.commands.executeCommand(commands.s3Delete.id, one, [one]);
      assert.deepEqual(await keys('acts/'), ['acts/fresh/']);
      await until('the view shows that', async () => !(await labels(bucket, 'acts')).includes('one.txt'));
    });

    it('drags URIs out, and takes files and objects that are dropped', async () => {
      await put('drag/some file.txt', 'dragged');
      await vscode.commands.executeCommand(commands.s3Refresh.id);
      const node = await nodeAt(parts.s3, bucket, 'drag', 'some file.txt');
      const target = await nodeAt(parts.s3, bucket, 'view');
      const dropped: string[] = [];
      const drag = new S3Drag({
        upload: async (to, files) =>
          void dropped.push(`upload ${files.map(({ path }) => path).join()} to ${to.key}`),
        copy: async (to, from) =>
          void dropped.push(`copy ${from.map(({ path }) => path).join()} to ${to.key}`),
        failed: (error) => void dropped.push(String(error)),
      });
      const data = new vscode.DataTransfer();
      drag.handleDrag([node], data);
      assert.equal(await data.get('text/plain')?.asString(), `s3://${bucket}/drag/some file.txt`);
      assert.equal(await data.get('text/uri-list')?.asString(), at('drag/some file.txt').toString());
      await drag.handleDrop(target, data);
      const disk = new vscode.DataTransfer();
      disk.set('text/uri-list', new vscode.DataTransferItem('file:///tmp/a.csv\r\nfile:///tmp/b.csv'));
      await drag.handleDrop(target, disk);
      await drag.handleDrop(undefined, disk);
      assert.deepEqual(dropped, [
        'copy /drag/some file.txt to view/',
        'upload /tmp/a.csv,/tmp/b.csv to view/',
        'UserError: Drop files on a bucket or a folder.',
      ]);
      const files = new S3FileSystem(new S3Objects(new BucketClients(parts.connections)), () => undefined);
      await copyInto(files, { bucket, key: 'view/' }, [at('drag/some file.txt')]);
      assert.equal(await get('view/some file.txt'), 'dragged');
    });

    it('has archives as folders for the workspace', async () => {
      const archive = await nodeAt(parts.s3, bucket, 'job!', 'output', 'model.tar.gz');
      const item = parts.s3.getTreeItem(archive);
      assert.match(item.contextValue ?? '', /can:addToWorkspace/);
      assert.equal(
        folderUriOf(archive as ObjectNode).toString(),
        archiveUri({ bucket, key: 'job!/output/model.tar.gz' }).toString(),
      );
    });

    it('reveals a folder that is on no page yet', async () => {
      await put('reveal/far/away/x.txt', 'x');
      await vscode.commands.executeCommand(commands.s3Open.id, `s3://${bucket}/reveal/far/away`);
      await vscode.commands.executeCommand(
        commands.s3Open.id,
        archiveUri({ bucket, key: 'job!/output/model.tar.gz' }),
      );
      assert.deepEqual(await labels(bucket, 'reveal', 'far'), ['away']);
    });
  });
});
