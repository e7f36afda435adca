// Type-checked by the tests and never run: what must compile, and what must not.

import { ApiPromise, WsProvider } from '@polkadot/api';
import { rpc, types } from '../src/index.js';
import type { InboxEvent, json, OfferView, Quote } from '../src/index.js';

export async function main(address: string): Promise<void> {
	const provider = new WsProvider('ws://127.0.0.1:9944');
	const api = await ApiPromise.create({ provider, rpc, types });

	const page = await api.rpc.market.search({ minCores: 8, maxPricePerHour: '2000000000000' }, 'price', null, 50);
	const offer: OfferView = page.items[0];
	const price: bigint = offer.resource.pricePerHour.toBigInt();
	const from: 'state' | 'index' = page.source.type;
	await api.rpc.market.search();
	await api.rpc.market.search(null, null, page.nextCursor.unwrap().toHex());

	const quote: Quote = await api.rpc.market.quote(12, 24n);
	const least: number | undefined = quote.refusal.unwrapOr(null)?.min.unwrapOr(null)?.toNumber();

	await api.rpc.market.leasesOf(address, 'tenant', 'active', null, 20);
	await api.rpc.market.dryRun(api.tx.system.remark('0x').method.toHex(), address);
	await api.rpc.gateway.list('eu-west');
	await api.rpc.arbitration.accessGrants(0);
	await api.rpc.agent.inbox(address, null, 10, ['orderToAccept']);
	const stop: () => void = await api.rpc.agent.subscribe(address, { blocks: 'best' }, (event: InboxEvent) => {
		const isFinal: boolean = event.finality.isFinalized;
		console.log(isFinal, event.items.unwrapOr([]).map(({ work }) => work.kind.type === 'leaseToServe'));
	});

	const inbox: json.Methods['agent_inbox']['result'] = await provider.send('agent_inbox', [address]);
	for (const { work } of inbox.items) {
		if (work.kind === 'orderToAccept') console.log(work.order, work.escrow);
		// @ts-expect-error: a heartbeat has no order
		if (work.kind === 'heartbeat') console.log(work.order);
	}
	console.log(price, from, least, stop);

	// @ts-expect-error: there is no such field in a filter
	await api.rpc.market.search({ cores: 8 });
	// @ts-expect-error: nor such an order
	await api.rpc.market.search({}, 'cheapest');
	// @ts-expect-error: the hours are missing
	await api.rpc.market.quote(12);
	// @ts-expect-error: a role is one of two
	await api.rpc.market.ordersOf(address, 'owner');
	// @ts-expect-error: there is no such method
	await api.rpc.market.cancel(1);
	// @ts-expect-error: nor such a kind of work
	await api.rpc.agent.inbox(address, null, 10, ['coffee']);
	// @ts-expect-error: an amount is no number
	const wrong: number = offer.resource.pricePerHour;
	console.log(wrong);
}
