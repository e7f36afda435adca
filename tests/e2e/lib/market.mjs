// The market from both sides: what providers and tenants do, and what that must cost.

import assert from 'node:assert/strict';
import { account, POT, TREASURY } from './chain.mjs';

/** Blocks in an hour. */
export const HOURS = 600;
/** One token. */
export const HAM = 10n ** 12n;
/** What each well-known account starts with, free. */
export const ENDOWMENT = 1_000_000n * HAM;
/** What the validator of a development chain has at stake beside it. */
export const VALIDATOR_STAKE = 1_000_000n * HAM;
/** The least that an account has, which is what the treasury and the gateways' pot start with. */
export const EXISTENTIAL_DEPOSIT = HAM / 1_000n;
/** All that there is at genesis, and until the first era ends after 3,600 blocks. */
export const ISSUANCE = 12n * ENDOWMENT + VALIDATOR_STAKE + 2n * EXISTENTIAL_DEPOSIT;
/** Blocks between two heartbeats, and those by which one may be late. */
export const HEARTBEAT = { interval: 100, tolerance: 200 };
/** Blocks from setting a higher price until it holds. */
export const PRICE_NOTICE = 10;
/** Blocks in which an order can be accepted. */
export const ACCEPTANCE_WINDOW = 300;

/** Who gets the transaction fees on a development chain. */
export const AUTHOR = account('//Alice//stash').address;

export const PEER_ID = '12D3KooWGzxzKZYveHXtpG6AsrUJBcWxHBFS2HsEoGTxrMLvKXtf';
export const ACCESS_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHamster tenant@example.org';

/** A machine that needs a stake of 31 tokens. */
export const machine = (changes = {}) => ({
	kind: 'VirtualMachine',
	cores: 8,
	memoryMib: 32 * 1_024,
	storageGib: 500,
	gpus: null,
	bandwidthMbps: 1_000,
	cpuModel: 'AMD EPYC 9654',
	operatingSystem: 'Debian 12',
	region: 'eu-west',
	peerId: PEER_ID,
	addresses: ['/ip4/203.0.113.7/tcp/30333', '/dns/agent.example.org/udp/443/quic-v1'],
	...changes,
});

/** The stake that `machine()` needs. */
export const BACKING = 31n * HAM;

// All are rounded down.
/** The market's part of a rent. */
export const feeOf = (rent) => (rent * 5n) / 100n;
/** What a tenant gets for rent that was not delivered. */
export const compensationOf = (undelivered) => (undelivered * 20n) / 100n;
/** What a fault costs on top. */
export const fineOf = (backing) => (backing * 10n) / 100n;

/** Lists a machine and returns its id. */
export async function list(chain, provider, { spec = machine(), price, hours = [1, 24] }) {
	const { tx } = chain.api;
	const call = tx.provider.registerResource(spec, price, 100, ...hours);
	const receipt = await chain.send(provider, call);
	return receipt.event('provider.ResourceRegistered').resource;
}

/** Stakes what `machine()` needs, lists one, and sends the first heartbeat. */
export async function open(chain, provider, { stake = BACKING, ...offer }) {
	const { tx } = chain.api;
	await chain.send(provider, tx.provider.stake(stake));
	const resource = await list(chain, provider, offer);
	await chain.send(provider, tx.provider.heartbeat([]));
	return resource;
}

/** Orders a machine and returns the order's receipt. */
export function order(chain, tenant, resource, { hours, limit }) {
	const { tx } = chain.api;
	const call = tx.resourceOrder.createOrder(resource, hours, limit, ACCESS_KEY);
	return chain.send(tenant, call);
}

/** Accepts an order and returns the event of the lease's start. */
export async function accept(chain, provider, id) {
	const { tx } = chain.api;
	const receipt = await chain.send(provider, tx.resourceOrder.acceptOrder(id));
	return receipt.event('resourceOrder.LeaseStarted');
}

/** Orders a machine for `hours` and has it accepted. */
export async function rent(chain, tenant, provider, resource, { hours, price }) {
	const ordered = await order(chain, tenant, resource, { hours, limit: price });
	return accept(chain, provider, ordered.event('resourceOrder.OrderCreated').order);
}

/** The program that keeps a provider's lease alive. */
export class Agent {
	#due = 0;

	constructor(chain, provider, lease) {
		Object.assign(this, { chain, provider, lease });
	}

	/** Sends a heartbeat and asks when the next is due. */
	async beat() {
		const receipt = await this.chain.send(
			this.provider,
			this.chain.api.tx.provider.heartbeat([]),
		);
		const { nextHeartbeatDue } = await this.chain.market('lease', this.lease);
		this.#due = nextHeartbeatDue ?? Infinity;
		return receipt;
	}

	/** Sends heartbeats as they fall due, until block `number`. */
	async until(number) {
		const { best } = this.chain;
		while (best.number < number) {
			if (best.number >= this.#due) await this.beat();
			await best.next();
		}
	}
}

/**
 * Checks to the unit what accounts have as of the block, and that no money came or went.
 *
 * `people` are lists of address, what the market brought them (below zero: cost them) and what
 * they have on hold by reason. What their transactions cost them is known, and belongs to the
 * author. `market` is what the treasury and the gateways' pot took together.
 */
export async function assertMoney(chain, hash, market, ...people) {
	const fees = [...chain.fees.values()].reduce((sum, fee) => sum + fee, 0n);
	for (const [address, gain, holds = {}] of people) {
		const held = Object.values(holds).reduce((sum, amount) => sum + amount, 0n);
		const free = ENDOWMENT + gain - held - (chain.fees.get(address) ?? 0n);
		assert.deepEqual(await chain.money(hash, address), { free, held, ...holds });
	}
	const treasury = await chain.money(hash, TREASURY);
	const pot = await chain.money(hash, POT);
	assert.equal(treasury.free + pot.free, 2n * EXISTENTIAL_DEPOSIT + market);
	assert.deepEqual([treasury.held, pot.held], [0n, 0n]);
	assert.deepEqual(await chain.money(hash, AUTHOR), {
		free: ENDOWMENT + fees,
		held: VALIDATOR_STAKE,
		Staking: VALIDATOR_STAKE,
	});
	assert.equal(await chain.stored(hash, 'balances', 'totalIssuance'), ISSUANCE);
}

const camel = (name) => name.charAt(0).toLowerCase() + name.slice(1);

/** Checks that what RPC says of a lease is what storage has, and returns it. */
export async function assertLease(chain, hash, id, { accrued, ...expected }) {
	const view = await chain.market('lease', id, hash);
	const record = await chain.stored(hash, 'resourceOrder', 'leases', id);
	const { ledger, spec } = record;
	const closed = record.state.Closed;
	const terms = record.terms.map(({ end, pricePerHour }) => ({
		end,
		pricePerHour: String(pricePerHour),
	}));
	const { gpus, ...rest } = spec;
	assert.deepEqual(
		view,
		{
			id,
			tenant: record.tenant,
			provider: record.provider,
			resource: record.resource,
			spec: {
				...rest,
				kind: camel(spec.kind),
				gpuCount: gpus?.count ?? 0,
				gpuModel: gpus?.model ?? null,
			},
			accessKey: record.accessKey,
			start: record.start,
			end: terms.at(-1).end,
			terms,
			maintenance: record.maintenance.windows,
			state: closed ? 'closed' : 'active',
			closeReason: closed ? camel(closed.reason) : null,
			ended: closed?.ended ?? null,
			closed: closed?.closed ?? null,
			dispute: await chain.stored(hash, 'arbitration', 'disputeOf', id),
			disputedFrom: record.dispute?.from ?? null,
			coveredUntil: null,
			settledUntil: record.settledUntil,
			funded: String(ledger.funded),
			accrued: String(accrued),
			paid: String(ledger.paid),
			fees: String(ledger.fees),
			remaining: String(closed ? 0n : ledger.funded - accrued),
			refunded: String(ledger.refunded),
			compensated: String(ledger.compensated),
			nextHeartbeatDue: null,
			heartbeatDeadline: null,
			...expected,
		},
		'market_lease and storage differ',
	);
	return view;
}
