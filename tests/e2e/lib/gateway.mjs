// Gateways from outside: somebody who keeps them alive, and their books, kept a second time from the
// chain's events.

import assert from 'node:assert/strict';
import { blake2AsU8a, decodeAddress } from '@polkadot/util-crypto';
import { plain } from './chain.mjs';

/** The parts of a unit in which the pool reckons. */
const SCALE = 10n ** 12n;
/** Permill is in millionths. */
const MILLION = 1_000_000n;
/** So many blocks are read at a time. */
const BATCH = 50;

/** A share of an amount in millionths, rounded down. */
export const shareOf = (amount, millionths) => (amount * BigInt(millionths)) / MILLION;

/** Sends heartbeats as they fall due, beside whatever else goes on. */
export class Keeper {
	#tasks = new Map();

	constructor(chain) {
		this.chain = chain;
	}

	/**
	 * Has `signer` send what `call` returns, now and whenever the next is due. The event of that name
	 * says when that is.
	 */
	keep(signer, event, call) {
		const { best } = this.chain;
		const task = { isOn: true };
		const live = async () => {
			let due = 0;
			while (task.isOn) {
				if (best.number < due) {
					await best.next();
				} else {
					const receipt = await this.chain.send(signer, call());
					due = receipt.event(event).nextDue;
				}
			}
		};
		task.done = live().catch((error) => (task.error = error));
		this.#tasks.set(signer.address, task);
	}

	/** Ends this, for one signer or for all. Fails if a heartbeat did. */
	async rest(signer) {
		const ending = signer ? [signer.address] : [...this.#tasks.keys()];
		const tasks = ending.map((address) => this.#tasks.get(address));
		for (const task of tasks) task.isOn = false;
		await Promise.all(tasks.map(({ done }) => done));
		for (const address of ending) this.#tasks.delete(address);
		for (const { error } of tasks) if (error) throw error;
	}
}

/** The events of a block, with the index of the extrinsic that each belongs to. */
export async function eventsOf(chain, number) {
	const key = chain.api.query.system.events.key();
	const bytes = await chain.provider.send('state_getStorage', [key, await chain.hash(number)]);
	const records = chain.api.createType('Vec<FrameSystemEventRecord>', bytes);
	return records.map(({ phase, event: { section, method, data } }) => ({
		section,
		method,
		extrinsic: phase.isApplyExtrinsic ? phase.asApplyExtrinsic.toNumber() : null,
		// Few of them are looked at.
		get data() {
			return Object.fromEntries(data.names.map((field, i) => [field, plain(data[i])]));
		},
	}));
}

/** Brings a pool up to a block. */
function advance(pool, block) {
	const most = pool.rate * BigInt(block - pool.updated);
	const due = most < pool.reserve ? most : pool.reserve;
	pool.updated = block;
	if (pool.online === 0) return;
	pool.perGateway += (due * SCALE) / BigInt(pool.online);
	pool.reserve -= due;
	pool.released += due;
}

const earned = (pool, { mark }) => (pool.perGateway - mark) / SCALE;

/**
 * What gateways, pot and treasury must have after each block, from events alone. Nothing is taken
 * from an event that can be computed: there it is checked.
 *
 * Every heartbeat must name all gateways of its operator that are online.
 */
export class Books {
	/** The last block that is in them. */
	block = 0;
	/** By id, in the order of registration. */
	gateways = new Map();
	/** By operator: what is unbonding, what was claimed, what was lost. */
	unbonding = new Map();
	claimed = new Map();
	lost = new Map();
	/** By sender: fees of transactions. */
	fees = new Map();
	/** What came into the pot and what went out. */
	funded = 0n;
	paid = 0n;
	penalties = 0n;
	pool = { reserve: 0n, rate: 0n, released: 0n, perGateway: 0n, online: 0, updated: 0 };

	/** `rules` are the parameters, set before anything else happens. */
	constructor(chain, rules) {
		Object.assign(this, { chain, rules });
	}

	/** Enters all blocks up to `number`, when they are there. */
	async read(number) {
		assert.ok(number >= this.block, `the books are at block ${this.block} already`);
		while (this.block < number) {
			const length = Math.min(BATCH, number - this.block);
			const numbers = Array.from({ length }, (_, i) => this.block + 1 + i);
			await this.chain.best.reach(numbers.at(-1));
			const blocks = await Promise.all(numbers.map((block) => eventsOf(this.chain, block)));
			blocks.forEach((events, i) => this.#enter(numbers[i], events));
		}
	}

	/** The gateways of an operator, as pairs of id and record. */
	of(operator) {
		return [...this.gateways].filter(([, gateway]) => gateway.operator === operator);
	}

	/** What a heartbeat in this block would credit. */
	accruing(id) {
		const gateway = this.gateways.get(id);
		if (gateway.status !== 'online') return 0n;
		const pool = { ...this.pool };
		advance(pool, this.block);
		return earned(pool, gateway);
	}

	/** What RPC must say of a gateway's state. */
	view(id) {
		const { status, stake, rewards, streak, operator } = this.gateways.get(id);
		const { stake: required } = this.rules;
		const { lastHeartbeat } = streak;
		return {
			status,
			stake: String(stake),
			requiredStake: String(required),
			missingStake: String(required - stake),
			streak:
				status === 'online'
					? {
							...streak,
							due: this.#due(operator, lastHeartbeat),
							deadline: this.deadline(lastHeartbeat),
							isUnbroken: true,
						}
					: null,
			claimable: String(rewards),
			accruing: String(this.accruing(id)),
		};
	}

	/** What RPC must say of an operator's rewards. */
	rewards(account) {
		const all = this.of(account).map(([id, { rewards }]) => [id, rewards, this.accruing(id)]);
		const total = (of) => String(all.reduce((sum, reward) => sum + reward[of], 0n));
		return {
			account,
			gateways: all.map(([id, claimable, accruing]) => ({
				id,
				claimable: String(claimable),
				accruing: String(accruing),
			})),
			claimable: total(1),
			accruing: total(2),
			unbonding: (this.unbonding.get(account) ?? []).map(({ amount, at }) => ({
				amount: String(amount),
				at,
			})),
		};
	}

	/** The last block in which a heartbeat goes on with the streak. */
	deadline(lastHeartbeat) {
		const { interval, tolerance } = this.rules.heartbeat;
		return lastHeartbeat + interval + tolerance;
	}

	/** The block in which the next heartbeat is due: each account has an offset of its own. */
	#due(operator, lastHeartbeat) {
		const { interval } = this.rules.heartbeat;
		const hash = Buffer.from(blake2AsU8a(decodeAddress(operator), 256));
		return lastHeartbeat + interval + (hash.readUInt32LE(0) % (Math.floor(interval / 2) + 1));
	}

	#enter(block, events) {
		this.block = block;
		for (const event of events) {
			if (`${event.section}.${event.method}` === 'transactionPayment.TransactionFeePaid') {
				const { who, actualFee } = event.data;
				this.#add('fees', who, actualFee);
			} else if (event.section === 'gateway') {
				const entry = this.#entries[event.method];
				assert.ok(entry, `nobody keeps books of ${event.method}`);
				entry(event.data, event, events);
			}
		}
	}

	#add(account, who, amount) {
		this[account].set(who, (this[account].get(who) ?? 0n) + amount);
	}

	#goOnline(gateway, number) {
		advance(this.pool, this.block);
		this.pool.online += 1;
		Object.assign(gateway, {
			status: 'online',
			mark: this.pool.perGateway,
			streak: { number, started: this.block, lastHeartbeat: this.block },
		});
	}

	/** What was released for it and not credited goes back. */
	#goOffline(gateway, status) {
		if (gateway.status !== 'online') return;
		const back = earned(this.pool, gateway);
		this.pool.released -= back;
		this.pool.reserve += back;
		this.pool.online -= 1;
		gateway.status = status;
	}

	#credit(gateway) {
		if (gateway.status !== 'online') return;
		const amount = earned(this.pool, gateway);
		gateway.mark += amount * SCALE;
		gateway.rewards += amount;
	}

	#entries = {
		AddressesUpdated: () => {},
		ParametersSet: () => {},
		GatewayRegistered: ({ gateway: id, operator, stake }) => {
			assert.equal(stake, this.rules.stake);
			const gateway = { operator, stake, rewards: 0n };
			this.#goOnline(gateway, 1);
			this.gateways.set(id, gateway);
		},
		HeartbeatReceived: ({ operator, gateways, nextDue }) => {
			advance(this.pool, this.block);
			const online = this.of(operator).filter(([, { status }]) => status === 'online');
			assert.equal(gateways, online.length);
			assert.equal(nextDue, this.#due(operator, this.block));
			for (const [, gateway] of online) {
				this.#credit(gateway);
				gateway.streak.lastHeartbeat = this.block;
			}
		},
		GatewayDropped: ({ gateway: id, lastHeartbeat, penalty, stake }) => {
			const gateway = this.gateways.get(id);
			assert.equal(lastHeartbeat, gateway.streak.lastHeartbeat);
			assert.ok(this.block > this.deadline(lastHeartbeat), 'it was dropped too early');
			assert.equal(penalty, shareOf(gateway.stake, this.rules.dropPenalty));
			advance(this.pool, this.block);
			this.#goOffline(gateway, 'dropped');
			gateway.stake -= penalty;
			assert.equal(stake, gateway.stake);
			this.penalties += penalty;
			this.#add('lost', gateway.operator, penalty);
		},
		GatewayReset: ({ gateway: id, added, streak }) => {
			const gateway = this.gateways.get(id);
			assert.equal(added, this.rules.stake - gateway.stake);
			assert.equal(streak, gateway.streak.number + 1);
			gateway.stake += added;
			this.#goOnline(gateway, streak);
		},
		GatewayLeft: ({ gateway: id, stake, withdrawableAt }) => {
			const gateway = this.gateways.get(id);
			assert.equal(stake, gateway.stake);
			assert.equal(withdrawableAt, this.block + this.rules.unbondingDelay);
			advance(this.pool, this.block);
			this.#goOffline(gateway, 'gone');
			this.gateways.delete(id);
			const queue = this.unbonding.get(gateway.operator) ?? [];
			this.unbonding.set(gateway.operator, [...queue, { amount: stake, at: withdrawableAt }]);
		},
		RewardsClaimed: ({ gateway: id, operator, amount }, { extrinsic }, events) => {
			const gateway = this.gateways.get(id);
			assert.equal(operator, gateway.operator);
			advance(this.pool, this.block);
			// Leaving is a sign of life, which a claim is not.
			const isLeaving = events.some(
				(event) =>
					`${event.section}.${event.method}` === 'gateway.GatewayLeft' &&
					event.extrinsic === extrinsic &&
					event.data.gateway === id,
			);
			if (isLeaving) this.#credit(gateway);
			assert.equal(amount, gateway.rewards);
			gateway.rewards = 0n;
			this.pool.released -= amount;
			this.paid += amount;
			this.#add('claimed', operator, amount);
		},
		RewardsFunded: ({ amount }) => {
			advance(this.pool, this.block);
			this.pool.reserve += amount;
			this.pool.rate = this.pool.reserve / BigInt(this.rules.releasePeriod);
			this.funded += amount;
		},
	};
}
