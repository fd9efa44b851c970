import * as vscode from 'vscode';
import type { NumberSetting, SettingSpec, SwitchSetting, TextSetting } from '../manifest/settings.ts';

/** The value of a setting, its declared default when the user's value is of another type. */
export function readSetting(spec: TextSetting, scope?: vscode.Uri): string;
export function readSetting(spec: NumberSetting, scope?: vscode.Uri): number;
export function readSetting(spec: SwitchSetting, scope?: vscode.Uri): boolean;
export function readSetting(spec: SettingSpec, scope?: vscode.Uri): string | number | boolean {
  const value = vscode.workspace.getConfiguration(undefined, scope ?? null).get<unknown>(spec.id);
  if (spec.type === 'integer') return number(value, spec);
  if (spec.type === 'boolean') return typeof value === 'boolean' ? value : spec.default;
  return typeof value === 'string' ? value.trim() : spec.default;
}

/** Calls back when one of these settings changes. */
export function onSettingChange(specs: readonly SettingSpec[], listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (specs.some(({ id }) => event.affectsConfiguration(id))) listener();
  });
}

function number(value: unknown, { default: fallback, minimum, maximum }: NumberSetting): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return fallback;
  return Math.min(maximum, Math.max(minimum, Math.round(value)));
}
