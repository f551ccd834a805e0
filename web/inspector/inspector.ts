// SPDX-License-Identifier: MIT
/** A developers' panel: what is granted and why, what was held and by which rule, what nobody claims. */
import type { Inspection } from './inspection.ts';
import type { InspectorContext } from './inspector-context.ts';

export async function inspectPage({
  data,
  install,
  notes,
  state,
}: InspectorContext): Promise<Inspection> {
  return {
    install,
    mode: state().enforcing ? 'enforcing' : 'not enforcing',
    policy: data.id,
    revision: data.r,
    notes,
    services: [],
    held: [],
    unknown: [],
    met: [],
  };
}

export async function openInspector(context: InspectorContext): Promise<Inspection> {
  return inspectPage(context);
}
