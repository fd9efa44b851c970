import { describe, expect, it } from 'vitest';
import {
  compileFilterPattern,
  compileMetricFilter,
} from '../../../../src/engine/services/logs/filterPattern/filterPattern.ts';

// The events and patterns of AWS's own page "Filter pattern syntax".
const TEXT = [
  '[ERROR 400] BAD REQUEST',
  '[ERROR 401] UNAUTHORIZED REQUEST',
  '[ERROR 419] MISSING ARGUMENTS',
  '[ERROR 420] INVALID ARGUMENTS',
  '[ERROR 500] INTERNAL SERVER ERROR',
  '[SUCCESS 200] AUTHORIZED REQUEST',
  '[INFO] REQUEST FAILED',
];
const TRAIL = JSON.stringify({
  eventType: 'UpdateTrail',
  sourceIPAddress: '111.111.111.111',
  arrayKey: ['value', 'another value'],
  objectList: [
    { name: 'a', id: 1 },
    { name: 'b', id: 2 },
  ],
  SomeObject: null,
  'cluster.name': 'c',
  isRetry: false,
  errorCode: 400,
  latency: 12.5,
});
const USERS = JSON.stringify({
  user: { id: 1, email: 'John.Stiles@example.com' },
  users: [
    { id: 2, email: 'John.Doe@example.com' },
    { id: 3, email: 'Jane.Doe@example.com' },
  ],
  actions: ['GET', 'PUT', 'DELETE'],
  coordinates: [
    [0, 1, 2],
    [4, 5, 6],
  ],
});
const ACCESS = '127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';
const WORDS = [
  'INFO 09/25/2014 12:00:00 GET /service/resource/67 1200',
  'INFO 09/25/2014 12:00:01 POST /service/resource/67/part/111 1310',
  'WARNING 09/25/2014 12:00:02 Invalid user request',
  'ERROR 09/25/2014 12:00:02 Failed to process request',
];

const matching = (pattern: string, messages: readonly string[]): number[] => {
  const matches = compileFilterPattern(pattern);
  return messages.flatMap((message, n) => (matches(message) ? [n] : []));
};

describe('terms', () => {
  it.each([
    ['', [0, 1, 2, 3, 4, 5, 6]],
    ['" "', [0, 1, 2, 3, 4, 5, 6]],
    ['ERROR', [0, 1, 2, 3, 4]],
    ['error', []],
    ['ERROR REQUEST', [0, 1]],
    ['?SUCCESS ?ARGUMENTS', [2, 3, 5]],
    ['?ERROR ?ARGUMENTS REQUEST', [0, 1, 5, 6]],
    ['"INTERNAL SERVER ERROR"', [4]],
    ['ERROR -ARGUMENTS', [0, 1, 4]],
    ['-ERROR', [5, 6]],
    ['-"ERROR 40"', [2, 3, 4, 5, 6]],
    ['%AUTHORIZED%', [1, 5]],
    ['%^\\[ERROR 4[0-9]{2}\\]%', [0, 1, 2, 3]],
    ['"a \\"b\\""', []],
    ['ERROR -%4[0-9]{2}%', [4]],
  ])('%s', (pattern, expected) => {
    expect(matching(pattern, TEXT)).toEqual(expected);
  });
});

describe('JSON', () => {
  it.each([
    ['{ $.eventType = "UpdateTrail" }', true],
    ['{ $.eventType = "Update*" }', true],
    ['{ $.eventType = UpdateTrail }', true],
    ['{ $.eventType = "updatetrail" }', false],
    ['{ $.sourceIPAddress != 123.123.* }', true],
    ['{ $.sourceIPAddress != 111.111.* }', false],
    ['{ $.arrayKey[0] = "value" }', true],
    ['{ $.arrayKey[1] = "value" }', false],
    ['{ $.arrayKey = "value" }', false],
    ['{ $.eventType = %Trail% }', true],
    ['{ $.arrayKey[*] = %val.{2}% }', true],
    ['{ $.* = %111\\.111\\.111\\.1[0-9]{1,2}% }', true],
    ['{ $.[\'cluster.name\'] = "c" }', true],
    ['{ $.SomeObject IS NULL }', true],
    ['{ $.eventType IS NULL }', false],
    ['{ $.isRetry IS FALSE }', true],
    ['{ $.isRetry IS TRUE }', false],
    ['{ $.SomeOtherObject NOT EXISTS }', true],
    ['{ $.SomeObject NOT EXISTS }', false],
    ['{ $.errorCode = 400}', true],
    ['{ $.errorCode = 4e2 }', true],
    ['{ $.errorCode = 4* }', true],
    ['{ $.errorCode != 500 }', true],
    ['{ $.latency < 50 && $.latency > 12 }', true],
    ['{ $.latency >= 12.5 && $.latency <= 12.4 }', false],
    ['{ $.objectList[1].id = 2 }', true],
    ['{ $.nothing != "x" }', false],
  ])('%s', (pattern, expected) => {
    expect(compileFilterPattern(pattern)(TRAIL)).toBe(expected);
  });

  it.each([
    ['{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }', true],
    [
      '{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch" && $.actions[2] = "nonmatch" }',
      true,
    ],
    [
      '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch") && $.actions[2] = "nonmatch" }',
      false,
    ],
    ['{ ($.user.id = 2 && $.users[0].email = "nonmatch") || $.actions[2] = "GET" }', false],
    ['{ $.coordinates[1][*] = 5 }', true],
  ])('%s', (pattern, expected) => {
    expect(compileFilterPattern(pattern)(USERS)).toBe(expected);
  });

  it('matches no event that is not JSON', () => {
    expect(matching('{ $.a NOT EXISTS }', ['plain', '{"a": 1', '', '{}'])).toEqual([3]);
  });
});

describe('space-delimited fields', () => {
  it.each([
    [
      '[ip=%127\\.0\\.0\\.[1-9]%, user, username, timestamp, request =*.html*, status_code = 4*, bytes]',
      true,
    ],
    ['[..., request =*.html*, status_code = 4*, bytes]', true],
    [
      '[ip, user, username, timestamp, request =*.html*, status_code = 404 || status_code = 410, bytes]',
      true,
    ],
    ['[..., status_code = 410, bytes]', false],
    ['[..., bytes > 1000]', true],
    ['[..., bytes > 2000]', false],
    ['[ip, user = Prod, ...]', true],
    ['[..., request=*.html*, status_code=4*,]', true],
    ['[ip, , username = frank, ...]', true],
    ['[ip, , username = bob, ...]', false],
  ])('%s', (pattern, expected) => {
    expect(compileFilterPattern(pattern)(ACCESS)).toBe(expected);
  });

  it.each([
    ['[w1=ERROR, w2]', [3]],
    ['[w1=ERROR || w1=WARNING, w2]', [2, 3]],
    ['[w1!=ERROR && w1!=WARNING, w2]', [0, 1]],
    ['[logLevel, date, time, method, url=%/service/resource/[0-9]+$%, response_time]', [0]],
    ['[logLevel, date, time, method, url=%/service/resource/[0-9]+/part/[0-9]+$%, response_time]', [1]],
  ])('%s', (pattern, expected) => {
    expect(matching(pattern, WORDS)).toEqual(expected);
  });
});

describe('what a pattern names in an event', () => {
  // As in TestMetricFilter's own documentation.
  const line = (request: string, status: number) =>
    `127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "${request}" ${status} 1534`;
  const event = line('GET /apache_pb.gif HTTP/1.0', 200);
  const [time, request] = ['10/Oct/2000:13:25:15 -0700', 'GET /apache_pb.gif HTTP/1.0'];
  const numbered = { $1: '127.0.0.1', $2: '-', $3: 'frank', $4: time, $5: request, $6: '200', $7: '1534' };
  const { $7: _, ...firstSix } = numbered;
  const { $6: __, ...firstFive } = firstSix;

  it.each([
    [
      '[ip, identity, user_id, timestamp, request, status_code, size]',
      event,
      {
        ...{ $ip: '127.0.0.1', $identity: '-', $user_id: 'frank', $timestamp: time, $request: request },
        ...{ $status_code: '200', $size: '1534' },
      },
    ],
    ['[..., size]', event, { ...firstSix, $size: '1534' }],
    ['[]', event, numbered],
    ['[..., status_code=200, size]', event, { ...firstFive, $status_code: '200', $size: '1534' }],
    ['[..., status_code=200, size]', line('GET /', 500), undefined],
    [
      '[..., request=*.html*, status_code=4*,]',
      line('GET /index.html HTTP/1.0', 404),
      {
        ...{ $1: '127.0.0.1', $2: '-', $3: 'frank', $4: time },
        ...{ $request: 'GET /index.html HTTP/1.0', $status_code: '404', $7: '1534' },
      },
    ],
    ['"[ERROR]" Exception', '[ERROR] Exception: none', {}],
    ['"[ERROR]"', '[INFO] none', undefined],
    [
      "{ ($.a.b = 1 || $.list[0] = x) && $['c.d'] = * }",
      '{"a":{"b":1.0},"list":["y"],"c.d":true,"e":2}',
      { '$.a.b': '1', '$.list[0]': 'y', "$['c.d']": 'true' },
    ],
  ])('%s', (pattern, message, expected) => {
    expect(compileMetricFilter(pattern)(message)).toEqual(expected);
  });
});

describe('what is no pattern', () => {
  it.each([
    '{ $.a = }',
    '{ $.a > "x" }',
    '{ $.a = 1',
    '{ a = 1 }',
    '{ $.a = 1 && }',
    '{ ($.a = 1 }',
    '{ $.a }',
    '[a, b',
    '[a b]',
    '%(a)%',
    '%[%',
    '"open',
    'Status: timeout',
    'ERROR a,b',
    '(main)',
    '{ $.a = %x% || $.b = %y% || $.c = %z% }',
  ])('%s is refused with a reason', (pattern) => {
    expect(() => compileFilterPattern(pattern)).toThrow(
      expect.objectContaining({ code: 'InvalidParameterException' }),
    );
  });
});
