// Disputes from outside: votes, and the books of all accounts, kept a second time from the chain's
// events.

import assert from 'node:assert/strict';
import { blake2AsHex, decodeAddress, randomAsHex } from '@polkadot/util-crypto';
import { account, POT, TREASURY } from './chain.mjs';
import { eventsOf, shareOf } from './gateway.mjs';
import {
	BACKING,
	compensationOf,
	ENDOWMENT,
	EXISTENTIAL_DEPOSIT,
	feeOf,
	HAM,
	HOURS,
	VALIDATOR_STAKE,
} from './market.mjs';

/** Blocks of a period of the beacon, which is as long as an epoch, and of an era. */
export const PERIOD = HOURS;
export const ERA = 6 * PERIOD;
/** The rules that a chain begins with, but for windows that are short. */
export const SHORT_RULES = {
	openBond: 10n * HAM,
	appealBond: 30n * HAM,
	arbiterBond: 10n * HAM,
	bondHours: 48,
	reward: HAM / 4n,
	panelSize: 5,
	appealPanelSize: 11,
	quorum: 600_000,
	lookback: 6 * HOURS,
	answerWindow: 500,
	commitWindow: 1_000,
	revealWindow: 1_000,
	appealWindow: 500,
	penalties: [50_000, 100_000, 200_000, 400_000],
	ladderPeriod: 90 * 24 * HOURS,
};
/** The share of a market fee that is the gateways', in millionths. */
const FEE_SHARE = 500_000;
/** The first round of an appeal. */
const APPEAL_ROUND = 2;
/** In the order of their indices. */
const VERDICTS = ['Upheld', 'Dismissed'];
/** So many blocks are read at a time. */
const BATCH = 50;

/** The well-known accounts by name, all of which genesis endows. */
const NAMES = ['Alice', 'Bob', 'Charlie', 'Dave', 'Eve', 'Ferdie'];
export const PEOPLE = new Map(
	NAMES.flatMap((name) => [`//${name}`, `//${name}//stash`]).map((uri) => [
		account(uri).address,
		uri,
	]),
);

const min = (one, ...others) => others.reduce((least, next) => (next < least ? next : least), one);

/** The first block from which on a panel can be drawn that was asked for in block `since`. */
export const drawableFrom = (since) => PERIOD * Math.ceil((since + PERIOD + 1) / PERIOD);

/** A vote as an arbiter keeps it to itself. */
export const ballot = (verdict, changes = {}) => ({
	verdict,
	measured: {
		reachable: true,
		cores: 8,
		memoryMib: 32 * 1_024,
		storageGib: 500,
		gpus: 0,
		bandwidthMbps: 940,
		...changes,
	},
	salt: randomAsHex(32),
});

/** The hash that hides a vote: of what was encoded by hand, as an arbiter's program may do it. */
export function commitment(dispute, round, arbiter, { verdict, measured, salt }) {
	const u32 = (value) => {
		const bytes = Buffer.alloc(4);
		bytes.writeUInt32LE(value);
		return bytes;
	};
	const u16 = (value) => Buffer.from([value & 0xff, value >> 8]);
	const encoded = Buffer.concat([
		Buffer.from('hamster/vote'),
		u32(dispute),
		Buffer.from([round]),
		decodeAddress(arbiter),
		Buffer.from([VERDICTS.indexOf(verdict), measured.reachable ? 1 : 0]),
		...[measured.cores, measured.memoryMib, measured.storageGib].map(u32),
		u16(measured.gpus),
		u32(measured.bandwidthMbps),
		Buffer.from(salt.slice(2), 'hex'),
	]);
	return blake2AsHex(encoded, 256);
}

/** The place in the list of authorities of whoever made the block. */
function authorOf(header) {
	const claim = header.digest.logs.find((log) => log.isPreRuntime).asPreRuntime[1].toU8a(true);
	// Every kind of claim begins with its index and then has that of the authority.
	return new DataView(claim.buffer, claim.byteOffset).getUint32(1, true);
}

/**
 * What every account must have after each block, from events alone. What can be computed is not taken
 * from an event: there it is checked.
 *
 * They are for the first era, in which nothing is minted; for machines that need the stake of
 * `machine()`; for leases at one price that are settled by whole hours; and for panels that come to a
 * verdict.
 */
export class Books {
	/** The last block that is in them. */
	block = 0;
	/** By id. */
	leases = new Map();
	disputes = new Map();
	/** By provider: how many disputes were upheld. */
	upheld = new Map();
	/** By arbiter: panels, votes with the majority, votes not revealed, absences. */
	served = new Map();
	#free = new Map();
	#holds = new Map();

	/**
	 * `rules` are the parameters, set before the first dispute; `validators` those of the session, in
	 * its order, for the whole time.
	 */
	constructor(chain, rules, validators) {
		Object.assign(this, { chain, rules, validators });
		for (const address of PEOPLE.keys()) this.#free.set(address, ENDOWMENT);
		for (const address of [TREASURY, POT]) this.#free.set(address, EXISTENTIAL_DEPOSIT);
		for (const address of validators) {
			this.#holds.set(address, new Map([['Staking', VALIDATOR_STAKE]]));
		}
	}

	/** All that there is. */
	get issuance() {
		return [...this.#free.keys()]
			.map((address) => this.money(address))
			.reduce((sum, { free, held }) => sum + free + held, 0n);
	}

	/** What an account has: free, and on hold by reason. */
	money(address) {
		const holds = [...(this.#holds.get(address) ?? [])].filter(([, amount]) => amount > 0n);
		return {
			free: this.#free.get(address),
			held: holds.reduce((sum, [, amount]) => sum + amount, 0n),
			...Object.fromEntries(holds),
		};
	}

	/** Every account's free and held balance. */
	accounts() {
		return Object.fromEntries(
			[...this.#free.keys()].map((address) => {
				const { free, held } = this.money(address);
				return [address, { free, held }];
			}),
		);
	}

	/** Enters all blocks up to `number`, when they are there. */
	async read(number) {
		assert.ok(number >= this.block, `the books are at block ${this.block} already`);
		assert.ok(number <= ERA, 'there are no books of a second era');
		while (this.block < number) {
			const length = Math.min(BATCH, number - this.block);
			const numbers = Array.from({ length }, (_, i) => this.block + 1 + i);
			await this.chain.best.reach(numbers.at(-1));
			const blocks = await Promise.all(numbers.map((block) => this.#fetch(block)));
			for (const [i, { events, author }] of blocks.entries()) {
				this.#enter(numbers[i], events, author);
			}
		}
	}

	/** What RPC must say of the panels of a dispute. */
	panels(id) {
		const { panels } = this.disputes.get(id);
		return [...panels].map(([round, seats]) => ({
			round,
			seats: [...seats].map(([arbiter, { vote, verdict, measured }]) => ({
				arbiter,
				vote,
				verdict: verdict?.toLowerCase() ?? null,
				measured: measured ?? null,
			})),
		}));
	}

	async #fetch(number) {
		const events = await eventsOf(this.chain, number);
		const isPaid = events.some(({ method }) => method === 'TransactionFeePaid');
		if (!isPaid) return { events };
		const header = await this.chain.api.rpc.chain.getHeader(await this.chain.hash(number));
		return { events, author: this.validators[authorOf(header)] };
	}

	#enter(block, events, author) {
		this.block = block;
		for (const event of events) {
			const name = `${event.section}.${event.method}`;
			const entry = this.#entries[name];
			assert.ok(entry || event.section !== 'arbitration', `nobody keeps books of ${name}`);
			entry?.(event.data, author);
		}
	}

	#pay(address, amount) {
		this.#free.set(address, this.#free.get(address) + amount);
	}

	/** Takes an amount off a hold; without anybody to get it, it becomes free. */
	#release(address, reason, amount, to = address) {
		if (amount === 0n) return;
		const holds = this.#holds.get(address);
		assert.ok((holds?.get(reason) ?? 0n) >= amount, `${reason} of ${address} is less`);
		holds.set(reason, holds.get(reason) - amount);
		this.#pay(to, amount);
	}

	#hold(address, reason, amount) {
		const holds = this.#holds.get(address) ?? new Map();
		holds.set(reason, (holds.get(reason) ?? 0n) + amount);
		this.#holds.set(address, holds);
		this.#pay(address, -amount);
	}

	#serve(arbiter, what) {
		const record = this.served.get(arbiter) ?? {
			...{ drawn: 0, withMajority: 0, unrevealed: 0, absent: 0 },
		};
		record[what] += 1;
		this.served.set(arbiter, record);
	}

	/** The bond of a party: what the rules say, and hours of rent. */
	#bond(flat, lease) {
		return flat + BigInt(this.rules.bondHours) * lease.price;
	}

	/** The arbiters of all rounds who revealed a verdict, once for each seat. */
	#supporters({ panels }, verdict) {
		return [...panels.values()].flatMap((seats) =>
			[...seats].filter(([, seat]) => seat.verdict === verdict).map(([arbiter]) => arbiter),
		);
	}

	/** What was paid for the disputed blocks of a lease, rounded down. */
	#restored({ start, settled, rent }, from) {
		if (settled <= from) return 0n;
		return (rent * BigInt(settled - from)) / BigInt(settled - start);
	}

	#uphold(dispute, forfeited) {
		const { tenant, provider, bond, lease } = dispute;
		const right = this.#supporters(dispute, 'Upheld');
		const count = BigInt(right.length);
		const ofBond = count ? min(this.rules.reward, forfeited / count) : 0n;
		for (const arbiter of right) this.#release(provider, 'DisputeBond', ofBond, arbiter);
		this.#release(provider, 'DisputeBond', forfeited - ofBond * count, TREASURY);

		const due = this.#restored(lease, dispute.from) + compensationOf(lease.refunded);
		const compensated = min(due, BACKING);
		const share = count ? (BACKING - compensated) / count : 0n;
		const ofStake = min(this.rules.reward - ofBond, share);
		const left = BACKING - compensated - ofStake * count;
		const before = this.upheld.get(provider) ?? 0;
		this.upheld.set(provider, before + 1);
		const fine = min(shareOf(BACKING, this.rules.penalties[Math.min(before, 3)]), left);

		this.#release(provider, 'ProviderStake', compensated, tenant);
		for (const arbiter of right) this.#release(provider, 'ProviderStake', ofStake, arbiter);
		this.#release(provider, 'ProviderStake', fine, TREASURY);
		this.#release(tenant, 'DisputeBond', bond);
		return { compensated, rewards: (ofBond + ofStake) * count, fine };
	}

	#dismiss(dispute, forfeited) {
		const { tenant, provider, bond } = dispute;
		const right = this.#supporters(dispute, 'Dismissed');
		const count = BigInt(right.length);
		const fund = bond + forfeited;
		const each = count ? min(this.rules.reward, fund / count) : 0n;
		for (const arbiter of right) this.#release(tenant, 'DisputeBond', each, arbiter);
		this.#release(tenant, 'DisputeBond', fund - each * count, provider);
		return { compensated: 0n, rewards: each * count, fine: 0n };
	}

	#entries = {
		'transactionPayment.TransactionFeePaid': ({ who, actualFee }, author) => {
			this.#pay(who, -actualFee);
			this.#pay(author, actualFee);
		},
		'provider.Staked': ({ provider, amount }) => {
			this.#hold(provider, 'ProviderStake', amount);
		},
		'resourceOrder.OrderCreated': (event) => {
			const { order, tenant, provider, resource, hours, pricePerHour: price } = event;
			const escrow = BigInt(hours) * price;
			this.#hold(tenant, 'LeaseEscrow', escrow);
			const money = { price, funded: escrow, rent: 0n };
			this.leases.set(order, { id: order, tenant, provider, resource, ...money });
		},
		'resourceOrder.LeaseStarted': ({ lease: id, start, end }) => {
			Object.assign(this.leases.get(id), { start, end, settled: start });
		},
		'resourceOrder.LeaseFrozen': ({ lease: id, from }) => {
			const lease = this.leases.get(id);
			const back = Math.min(this.block, lease.end) - this.rules.lookback;
			assert.equal(from, Math.max(lease.start, back));
			lease.frozenFrom = from;
		},
		'resourceOrder.LeaseThawed': ({ lease }) => {
			delete this.leases.get(lease).frozenFrom;
		},
		'resourceOrder.RentPaid': ({ lease: id, amount, fee, settledUntil }) => {
			const lease = this.leases.get(id);
			const { tenant, provider, price, settled, frozenFrom = Infinity } = lease;
			assert.ok(settledUntil <= frozenFrom, 'rent was paid for disputed blocks');
			assert.equal((settledUntil - settled) % HOURS, 0);
			const rent = (price * BigInt(settledUntil - settled)) / BigInt(HOURS);
			assert.deepEqual([amount, fee], [rent - feeOf(rent), feeOf(rent)]);
			lease.rent += rent;
			lease.settled = settledUntil;
			const share = shareOf(fee, FEE_SHARE);
			this.#release(tenant, 'LeaseEscrow', amount, provider);
			this.#release(tenant, 'LeaseEscrow', share, POT);
			this.#release(tenant, 'LeaseEscrow', fee - share, TREASURY);
		},
		'resourceOrder.LeaseClosed': ({ lease: id, refunded }) => {
			const lease = this.leases.get(id);
			lease.refunded = lease.funded - lease.rent;
			assert.equal(refunded, lease.refunded);
			this.#release(lease.tenant, 'LeaseEscrow', refunded);
		},
		'arbitration.ParametersSet': ({ parameters }) => {
			assert.deepEqual(parameters, this.rules);
		},
		'arbitration.AccessKeySet': () => {},
		'arbitration.AccessKeyCleared': () => {},
		'arbitration.DisputeOpened': (event) => {
			const { dispute: id, lease: of, tenant, provider, bond, disputedFrom: from } = event;
			const lease = this.leases.get(of);
			assert.equal(id, this.disputes.size);
			assert.deepEqual([tenant, provider], [lease.tenant, lease.provider]);
			assert.equal(bond, this.#bond(this.rules.openBond, lease));
			assert.equal(from, lease.frozenFrom);
			assert.equal(event.answerUntil, this.block + this.rules.answerWindow);
			this.#hold(tenant, 'DisputeBond', bond);
			// Unless there is an answer.
			const asked = event.answerUntil;
			this.disputes.set(id, { lease, tenant, provider, bond, from, asked, panels: new Map() });
		},
		'arbitration.DisputeAnswered': ({ dispute }) => {
			this.disputes.get(dispute).asked = this.block;
		},
		'arbitration.PanelDrawn': ({ dispute: id, round, arbiters, commitUntil, revealUntil }) => {
			const dispute = this.disputes.get(id);
			const { panelSize, appealPanelSize, commitWindow, revealWindow } = this.rules;
			const seats = round < APPEAL_ROUND ? panelSize : appealPanelSize;
			assert.equal(arbiters.length, Math.min(seats, this.validators.length));
			assert.equal(new Set(arbiters).size, arbiters.length);
			assert.ok(arbiters.every((arbiter) => this.validators.includes(arbiter)));
			assert.equal(round, dispute.appeal ? APPEAL_ROUND : 0);
			assert.ok(this.block >= drawableFrom(dispute.asked), 'a panel was drawn too early');
			assert.equal(commitUntil, this.block + commitWindow);
			assert.equal(revealUntil, commitUntil + revealWindow);
			const panel = new Map(arbiters.map((arbiter) => [arbiter, { vote: 'absent' }]));
			dispute.panels.set(round, panel);
			Object.assign(dispute, { round, commitUntil, revealUntil });
			for (const arbiter of arbiters) this.#serve(arbiter, 'drawn');
		},
		'arbitration.VoteCommitted': ({ dispute, round, arbiter }) => {
			this.disputes.get(dispute).panels.get(round).get(arbiter).vote = 'committed';
			this.#hold(arbiter, 'ArbiterBond', this.rules.arbiterBond);
		},
		'arbitration.VoteRevealed': ({ dispute, round, arbiter, verdict, measured }) => {
			const seat = this.disputes.get(dispute).panels.get(round).get(arbiter);
			assert.equal(seat.vote, 'committed');
			Object.assign(seat, { vote: 'revealed', verdict, measured });
			this.#release(arbiter, 'ArbiterBond', this.rules.arbiterBond);
		},
		'arbitration.VoteWithheld': ({ dispute, arbiter, bond }) => {
			const { panels, round } = this.disputes.get(dispute);
			assert.equal(panels.get(round).get(arbiter).vote, 'committed');
			assert.equal(bond, this.rules.arbiterBond);
			this.#release(arbiter, 'ArbiterBond', bond, TREASURY);
		},
		'arbitration.PanelDecided': ({ dispute: id, round, verdict }) => {
			const dispute = this.disputes.get(id);
			const seats = [...dispute.panels.get(round)];
			const of = (found) => seats.filter(([, seat]) => seat.verdict === found).length;
			const [upheld, dismissed] = VERDICTS.map(of);
			const quorum = Math.ceil((seats.length * this.rules.quorum) / 1_000_000);
			assert.ok(upheld + dismissed >= quorum && upheld !== dismissed);
			assert.equal(verdict, upheld > dismissed ? 'Upheld' : 'Dismissed');
			for (const [arbiter, seat] of seats) {
				if (seat.vote === 'absent') this.#serve(arbiter, 'absent');
				if (seat.vote === 'committed') this.#serve(arbiter, 'unrevealed');
				if (seat.verdict === verdict) this.#serve(arbiter, 'withMajority');
			}
			dispute.verdict = verdict;
			dispute.appealUntil = this.block + this.rules.appealWindow;
		},
		'arbitration.Appealed': ({ dispute: id, by, bond }) => {
			const dispute = this.disputes.get(id);
			const { verdict, tenant, provider, lease } = dispute;
			assert.equal(by, verdict === 'Upheld' ? 'Provider' : 'Tenant');
			assert.equal(bond, this.#bond(this.rules.appealBond, lease));
			const who = by === 'Provider' ? provider : tenant;
			this.#hold(who, 'DisputeBond', bond);
			Object.assign(dispute, { appeal: { who, bond, against: verdict }, asked: this.block });
		},
		'arbitration.DisputeResolved': ({ dispute: id, resolution, ...amounts }) => {
			const dispute = this.disputes.get(id);
			const { verdict, appeal } = dispute;
			assert.equal(resolution, verdict);
			const isInVain = appeal?.against === verdict;
			if (appeal && !isInVain) this.#release(appeal.who, 'DisputeBond', appeal.bond);
			if (!appeal) assert.ok(this.block > dispute.appealUntil, 'it ended too early');
			const forfeited = isInVain ? appeal.bond : 0n;
			const paid =
				verdict === 'Upheld'
					? this.#uphold(dispute, forfeited)
					: this.#dismiss(dispute, forfeited);
			assert.deepEqual(amounts, paid);
			Object.assign(dispute, { resolution, resolved: this.block, paid });
		},
	};
}
