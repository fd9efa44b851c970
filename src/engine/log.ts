/** Writes to the engine's own log (`engine.log` in the data directory); never secrets, never payloads. */
export type EngineLog = (message: string, error?: unknown) => void;
