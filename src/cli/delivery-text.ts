import type { Delivery } from '../shared/contract/webhooks.ts';

/** How a delivery went, for people. */
export const deliveryText = ({ id, state, status, error }: Delivery): string =>
  `${id} ${state}${status === null ? '' : `, answered ${status}`}${error === null ? '' : `: ${error}`}`;
