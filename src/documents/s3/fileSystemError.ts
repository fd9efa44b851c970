import * as vscode from 'vscode';
import { explain, isCancellation } from '../../platform/explain.ts';

/** What failed as VS Code wants it from a file system: the kind it can act on, and the text for people. */
function fileSystemError(error: unknown): Error {
  if (error instanceof vscode.FileSystemError) return error;
  if (isCancellation(error)) return new vscode.CancellationError();
  const { reason, message, advice } = explain(error);
  const text = [message, advice].filter(Boolean).join(' ');
  switch (reason) {
    case 'not-found':
      return vscode.FileSystemError.FileNotFound(text);
    case 'not-allowed':
      return vscode.FileSystemError.NoPermissions(text);
    case 'already-exists':
      return vscode.FileSystemError.FileExists(text);
    default:
      return vscode.FileSystemError.Unavailable(text);
  }
}

/** Runs one operation of a file system provider. */
export async function asFileSystem<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    throw fileSystemError(error);
  }
}
