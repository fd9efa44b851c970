import fc from 'fast-check';

// The same examples each time, so that no test fails by chance; `FUZZ_SEED` names others for a longer look.
fc.configureGlobal({ seed: Number(process.env['FUZZ_SEED'] ?? 7) });
