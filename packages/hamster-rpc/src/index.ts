// SPDX-License-Identifier: Apache-2.0
// The JSON-RPC methods of Hamster for polkadot.js.
//
//   const api = await ApiPromise.create({ provider, rpc, types });
//   const { items } = await api.rpc.market.search({ minCores: 8 }, 'price');

import './generated/augment.js';

export { rpc, types } from './generated/definitions.js';
export type * from './generated/codec.js';
export type * as json from './generated/json.js';
