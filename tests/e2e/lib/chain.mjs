// A chain as a user of polkadot.js sees it: blocks, transactions, balances.

import { ApiPromise, WsProvider } from '@polkadot/api';
import { Keyring } from '@polkadot/keyring';
import { cryptoWaitReady, encodeAddress, xxhashAsHex } from '@polkadot/util-crypto';

/** No new block for so many milliseconds means that there will be none. */
const STALLED = 60_000;

await cryptoWaitReady();
const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });

/** The key pair of a well-known account, such as `//Bob`. */
export const account = (uri) => keyring.addFromUri(uri);

/** The account of the treasury, which has no key. */
export const TREASURY = encodeAddress(Buffer.from('modlpy/trsry'.padEnd(32, '\0')), 42);
/** The account of the gateways' reward pot, which has no key either. */
export const POT = encodeAddress(Buffer.from('modlham/gtwy'.padEnd(32, '\0')), 42);

/** How far the chain is, in blocks. */
class Height {
	number = -1;
	#waiting = [];

	see(number) {
		this.number = number;
		this.#waiting.splice(0).forEach((wake) => wake());
	}

	/** The next time that it changes. */
	next() {
		return new Promise((done, fail) => {
			const timer = setTimeout(
				() => fail(new Error(`the chain stands still at block ${this.number}`)),
				STALLED,
			);
			this.#waiting.push(() => {
				clearTimeout(timer);
				done(this.number);
			});
		});
	}

	/** When it is `number` or more. */
	async reach(number) {
		while (this.number < number) await this.next();
	}
}

/** What became of a transaction. */
class Receipt {
	constructor({ block, hash, records, error }) {
		Object.assign(this, { block, hash, records, error });
		this.fee = this.event('transactionPayment.TransactionFeePaid').actualFee;
	}

	/** The data of the transaction's first event of this name, as polkadot.js gives it. */
	data(name) {
		return this.records
			.map(({ event }) => event)
			.find(({ section, method }) => `${section}.${method}` === name)?.data;
	}

	/** The same as plain values by the names of the fields, or `undefined`. */
	event(name) {
		const data = this.data(name);
		return data && Object.fromEntries(data.names.map((field, i) => [field, plain(data[i])]));
	}
}

// Immortal, because the chain may make more blocks in a moment than a mortal transaction lives.
const SIGN = { nonce: -1, era: 0 };

/**
 * What the pool answers if a block comes while it takes a transaction in, and the view that it makes
 * of that block has the transaction before it is asked for it. The transaction is in.
 */
const ALREADY_IMPORTED = 1013;
/** For so many blocks such a transaction is looked for. */
const SEARCHED = 50;

/** A connection to a node. */
export class Chain {
	/** What each signer has paid in fees so far. */
	fees = new Map();
	#turns = new Map();

	constructor(node) {
		this.node = node;
	}

	async connect() {
		this.best = new Height();
		this.final = new Height();
		this.provider = new WsProvider(this.node.ws);
		this.api = await ApiPromise.create({
			provider: this.provider,
			noInitWarn: true,
			throwOnConnect: true,
		});
		const { chain } = this.api.rpc;
		await chain.subscribeNewHeads(({ number }) => this.best.see(number.toNumber()));
		await chain.subscribeFinalizedHeads(({ number }) => this.final.see(number.toNumber()));
	}

	async disconnect() {
		await this.api?.disconnect();
		this.api = undefined;
	}

	/**
	 * Sends a call and waits until it is in a block. Fails with the name of the chain's error. The options
	 * are polkadot.js's for signing; without any the transaction is immortal.
	 */
	async send(signer, call, options = {}) {
		const receipt = await this.attempt(signer, call, options);
		if (receipt.error) {
			throw new Error(`${call.method.section}.${call.method.method}: ${receipt.error}`);
		}
		return receipt;
	}

	/** Sends a call and waits until it is in a block, whatever the chain says to it. */
	attempt(signer, call, options = {}) {
		// One after the other for each signer, so that no two take the same nonce.
		const turn = (this.#turns.get(signer.address) ?? Promise.resolve())
			.then(() => this.#include(signer, call, options))
			.then((receipt) => {
				const paid = this.fees.get(signer.address) ?? 0n;
				this.fees.set(signer.address, paid + receipt.fee);
				return receipt;
			});
		this.#turns.set(
			signer.address,
			turn.catch(() => {}),
		);
		return turn;
	}

	async #include(signer, call, options) {
		const from = this.best.number;
		try {
			return await this.#watch(signer, call, options);
		} catch (error) {
			if (error.code !== ALREADY_IMPORTED) throw error;
			return await this.find(call.hash, from);
		}
	}

	/** Looks for a transaction in the blocks from that one on, also in some that are yet to come. */
	async find(transaction, from) {
		for (let number = from; number < from + SEARCHED; number += 1) {
			await this.best.reach(number);
			const hash = await this.hash(number);
			const { extrinsics } = (await this.api.rpc.chain.getBlock(hash)).block;
			const index = extrinsics.findIndex((extrinsic) => extrinsic.hash.eq(transaction));
			if (index >= 0) {
				const all = await (await this.api.at(hash)).query.system.events();
				const records = all.filter(
					({ phase }) => phase.isApplyExtrinsic && phase.asApplyExtrinsic.eq(index),
				);
				const failed = records.find(({ event }) => event.method === 'ExtrinsicFailed');
				const error = failed && this.errorName(failed.event.data[0]);
				return new Receipt({ block: number, hash, records, error });
			}
		}
		throw new Error(`the transaction is in none of ${SEARCHED} blocks from ${from} on`);
	}

	async #watch(signer, call, options) {
		const result = await new Promise((done, fail) => {
			const sent = call.signAndSend(signer, { ...SIGN, ...options }, (update) => {
				const { status } = update;
				if (update.internalError) fail(update.internalError);
				// With fast blocks the first thing heard may be that it is final.
				else if (status.isInBlock || status.isFinalized) done(update);
				else if (update.isError) fail(new Error(`the transaction is ${status.type}`));
				else return;
				sent.then((unsubscribe) => unsubscribe());
			});
			sent.catch(fail);
		});
		const { status } = result;
		const block = result.blockNumber.toNumber();
		await this.best.reach(block);
		return new Receipt({
			block,
			hash: (status.isInBlock ? status.asInBlock : status.asFinalized).toHex(),
			records: result.events,
			error: result.dispatchError ? this.errorName(result.dispatchError) : undefined,
		});
	}

	/** A call as the signed transaction that goes over the wire. */
	async sign(signer, call) {
		return (await call.signAsync(signer, SIGN)).toHex();
	}

	/** Such as `provider.NotResourceOwner` or `BadOrigin`. */
	errorName(error) {
		if (!error.isModule) return error.isToken ? `Token.${error.asToken.type}` : error.type;
		const { section, name } = this.api.registry.findMetaError(error.asModule);
		return `${section}.${name}`;
	}

	/** The hash of a block. */
	async hash(number) {
		return (await this.api.rpc.chain.getBlockHash(number)).toHex();
	}

	/** The events of a block: name, and data as polkadot.js gives it. */
	async events(number) {
		const api = await this.api.at(await this.hash(number));
		return (await api.query.system.events()).map(({ event: { section, method, data } }) => ({
			name: `${section}.${method}`,
			data,
		}));
	}

	/** The answer of one of the market's methods; fails with `code` where it answers an error. */
	market(method, ...params) {
		return this.provider.send(`market_${method}`, params);
	}

	/** A value in storage as of the block, as a plain value. */
	async stored(hash, pallet, item, ...keys) {
		return plain(await (await this.api.at(hash)).query[pallet][item](...keys));
	}

	/** An account's money as of the block: free, and on hold by reason. */
	async money(hash, address) {
		const { query } = await this.api.at(hash);
		const { data } = await query.system.account(address);
		const holds = await query.balances.holds(address);
		return {
			free: data.free.toBigInt(),
			held: data.reserved.toBigInt(),
			...Object.fromEntries(holds.map(({ id, amount }) => [id.inner.type, amount.toBigInt()])),
		};
	}

	/** Every account's free and held balance as of the block. */
	async accounts(hash) {
		const { query } = await this.api.at(hash);
		return Object.fromEntries(
			(await query.system.account.entries()).map(([{ args }, { data }]) => [
				args[0].toString(),
				{ free: data.free.toBigInt(), held: data.reserved.toBigInt() },
			]),
		);
	}

	/** All that pallets have in storage as of the block, but for the named items. */
	async storage(hash, pallets, except = []) {
		const found = {};
		for (const pallet of pallets) {
			const prefix = xxhashAsHex(pallet, 128);
			const keys = await this.provider.send('state_getKeysPaged', [prefix, 1_000, prefix, hash]);
			const [{ changes }] = await this.provider.send('state_queryStorageAt', [keys, hash]);
			Object.assign(found, Object.fromEntries(changes));
		}
		except.forEach((item) => delete found[item.key()]);
		return found;
	}
}

/**
 * What a value of polkadot.js stands for: money (128 bits) as `bigint`, other numbers as `number` if
 * they fit, accounts as addresses, bytes as text if they can be, an enum without data as the name of
 * its variant.
 */
export function plain(value) {
	if (value === null || value === undefined) return null;
	if ('isBasic' in value) {
		const isBare = value.isBasic || value.isNone;
		return isBare ? value.type : { [value.type]: plain(value.inner) };
	}
	if ('isNone' in value) return value.isNone ? null : plain(value.unwrap());
	if (typeof value.toBigInt === 'function') {
		const exact = value.toBigInt();
		return value.bitLength() > 64 || exact > Number.MAX_SAFE_INTEGER ? exact : Number(exact);
	}
	if (value instanceof Map) {
		return Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)]));
	}
	if (value instanceof Uint8Array) {
		const isText = value.isUtf8 && value.toRawType() === 'Bytes';
		return isText ? value.toUtf8() : value.toString();
	}
	if (Array.isArray(value)) return [...value].map(plain);
	return value.toPrimitive();
}
