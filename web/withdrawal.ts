// SPDX-License-Identifier: MIT
/**
 * A withdrawal: what runs here can't be stopped in place, so what its services stored is deleted and the page
 * loaded again without them.
 */
import { outcome, type PageModule } from './page-module.ts';

/** The longest wait for databases to be deleted, which one open elsewhere may block. */
const patience_ms = 1000;

/** Whether the records no longer grant a service that the page was made with. */
export function isWithdrawn(core: PageModule, runs: (service: number) => boolean): boolean {
  return core.ids.some((_, service) => core.outcome(service) !== outcome.granted && runs(service));
}

export async function withdraw(sweep: () => Promise<void>, reload: () => void): Promise<void> {
  await Promise.race([sweep(), new Promise((resolve) => setTimeout(resolve, patience_ms))]);
  reload();
}
