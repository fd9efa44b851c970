import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';
import { type ScalarFunction } from './scalarFunction.ts';
import { asText, type Value } from './values.ts';

const address = (test: (text: string) => boolean): ScalarFunction => ({
  operands: [1, 1],
  apply: (value: Value) => test(asText(value) ?? ''),
});

/** Whether an address lies in a subnet such as `192.0.2.0/24`. @param family 0 for both */
const inSubnet = (family: 0 | 4 | 6): ScalarFunction => ({
  operands: [2, 2],
  apply: (value, subnet) => {
    const [net = '', bits = ''] = (asText(subnet) ?? '').split('/');
    const [text, kind, length] = [asText(value) ?? '', isIP(net), Number(bits)];
    if (isIP(text) !== kind || kind === 0 || (family !== 0 && family !== kind)) return false;
    if (!/^\d+$/.test(bits) || length > (kind === 4 ? 32 : 128)) return false;
    const type = kind === 4 ? 'ipv4' : 'ipv6';
    const list = new BlockList();
    list.addSubnet(net, length, type);
    return list.check(text, type);
  },
});

export const GENERAL: Readonly<Record<string, ScalarFunction>> = {
  ispresent: { operands: [1, 1], apply: (value) => value !== undefined },
  coalesce: { operands: [1, Infinity], apply: (...values) => values.find((value) => value !== undefined) },
  isvalidip: address((text) => isIPv4(text) || isIPv6(text)),
  isvalidipv4: address(isIPv4),
  isvalidipv6: address(isIPv6),
  isipinsubnet: inSubnet(0),
  isipv4insubnet: inSubnet(4),
  isipv6insubnet: inSubnet(6),
};
