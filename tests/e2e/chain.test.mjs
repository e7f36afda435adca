// What any Substrate chain must do, and what this one says of itself.

import assert from 'node:assert/strict';
import { account } from './lib/chain.mjs';
import { story } from './lib/story.mjs';

const SLOT = 6_000;

story(
	'a development chain',
	{ args: ['--state-pruning', 'archive', '--blocks-pruning', 'archive'] },
	async ({ node, chain, step }) => {
		const { api } = chain;

		await step('makes and finalises blocks', async () => {
			await chain.final.reach(20);
			assert.ok(chain.best.number >= 20);
			const final = await api.rpc.chain.getFinalizedHead();
			const { number } = await api.rpc.chain.getHeader(final);
			assert.ok(number.toNumber() >= 20);
			assert.equal(await chain.hash(number.toNumber()), final.toHex());
		});

		await step('says its name, token and address format', async () => {
			assert.equal((await api.rpc.system.chain()).toString(), 'Hamster Development');
			assert.equal((await api.rpc.system.name()).toString(), 'Hamster Node');
			assert.equal((await api.rpc.system.chainType()).type, 'Development');
			const properties = { tokenSymbol: 'HAM', tokenDecimals: 12, ss58Format: 42 };
			assert.deepEqual((await node.rpc('system_properties')).result, properties);
			assert.deepEqual((await node.rpc('chainSpec_v1_properties')).result, properties);
			assert.equal(api.runtimeVersion.specName.toString(), 'hamster');
			assert.equal(api.consts.system.ss58Prefix.toNumber(), 42);
			// An address with the prefix of another network would fail to decode here.
			assert.equal(
				api.createType('AccountId', account('//Alice').publicKey).toString(),
				'5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
			);
		});

		await step('goes on by one slot with each block, however fast they come', async () => {
			const time = async (number) => chain.stored(await chain.hash(number), 'timestamp', 'now');
			const first = await time(1);
			for (let number = 2; number <= 20; number += 1) {
				assert.equal(await time(number), first + (number - 1) * SLOT);
			}
		});

		await step('starts without providers, machines, orders and leases', async () => {
			const genesis = await chain.hash(0);
			assert.equal(genesis, api.genesisHash.toHex());
			const stored = await chain.storage(genesis, ['Provider', 'ResourceOrder']);
			const { provider, resourceOrder } = api.query;
			const left = [
				...[provider.providers, provider.resources, provider.endedStreaks],
				...[resourceOrder.orders, resourceOrder.leases, resourceOrder.agenda],
			].filter((map) => Object.keys(stored).some((key) => key.startsWith(map.keyPrefix())));
			assert.deepEqual(left, []);
			assert.equal(await chain.stored(genesis, 'provider', 'nextResourceId'), 0);
			assert.equal(await chain.stored(genesis, 'resourceOrder', 'nextOrderId'), 0);
			const empty = { items: [], nextCursor: null };
			assert.deepEqual(await chain.market('resources', null, null, genesis), empty);
			assert.deepEqual(await chain.market('resources'), empty);
		});

		await step('has the methods that people expect', async () => {
			const { methods } = (await node.rpc('rpc_methods')).result;
			const expected = [
				...['system_health', 'system_accountNextIndex', 'author_submitAndWatchExtrinsic'],
				...['chain_getBlock', 'chain_subscribeFinalizedHeads', 'state_getMetadata'],
				...['state_call', 'payment_queryInfo', 'payment_queryFeeDetails'],
				...['babe_epochAuthorship', 'grandpa_roundState', 'grandpa_proveFinality'],
				...['grandpa_subscribeJustifications', 'sync_state_genSyncSpec'],
				...['chainSpec_v1_chainName', 'chainSpec_v1_genesisHash', 'chainSpec_v1_properties'],
				...['chainHead_v1_follow', 'chainHead_v1_storage', 'chainHead_v1_call'],
				...['transaction_v1_broadcast', 'archive_v1_body', 'archive_v1_storage'],
				...['market_resources', 'market_resource', 'market_order', 'market_lease'],
				...['market_provider', 'market_totals'],
				...['gateway_list', 'gateway_info', 'gateway_rewards'],
				...['arbitration_dispute', 'arbitration_disputesOf'],
				...['arbitration_tasks', 'arbitration_accessGrants'],
			];
			assert.deepEqual(expected.filter((name) => !methods.includes(name)), []);
		});

		await step('answers those of BABE, GRANDPA, sync state and archive', async () => {
			const { result: slots } = await node.rpc('babe_epochAuthorship');
			assert.deepEqual(Object.keys(slots), [account('//Alice').address]);
			const { result: round } = await node.rpc('grandpa_roundState');
			assert.equal(round.best.totalWeight, 1);
			const { result: spec } = await node.rpc('sync_state_genSyncSpec', [true]);
			assert.ok(spec.lightSyncState.finalizedBlockHeader);
			const { result: hashes } = await node.rpc('archive_v1_hashByHeight', [5]);
			assert.deepEqual(hashes, [await chain.hash(5)]);
		});

		await step('speaks the new chainHead', async () => {
			const event = await new Promise((done, fail) => {
				chain.provider
					.subscribe('chainHead_v1_followEvent', 'chainHead_v1_follow', [false], (error, head) =>
						error ? fail(error) : done(head),
					)
					.catch(fail);
			});
			assert.equal(event.event, 'initialized');
			assert.ok(event.finalizedBlockHashes.length > 0);
		});

		await step('ends when it is asked to', async () => {
			await chain.disconnect();
			assert.equal(await node.stop(), 0);
		});
	},
);

const PUBLIC = { args: ['--rpc-methods', 'safe'], builtIn: true };

story('a node that serves the public', PUBLIC, async ({ node, step }) => {
	await step('refuses unsafe methods', async () => {
		for (const [method, params] of [
			['author_rotateKeys', []],
			['author_insertKey', ['babe', '//Eve', `0x${'00'.repeat(32)}`]],
			['author_hasKey', [`0x${'00'.repeat(32)}`, 'babe']],
			['author_removeExtrinsic', [[]]],
			['system_addReservedPeer', ['/ip4/127.0.0.1/tcp/1/p2p/12D3KooW']],
			['system_peers', []],
			['system_addLogFilter', ['trace']],
			['offchain_localStorageGet', ['PERSISTENT', '0x00']],
			['babe_epochAuthorship', []],
		]) {
			const { error } = await node.rpc(method, params);
			assert.match(error?.message ?? 'no error', /unsafe/, method);
		}
	});

	await step('answers the others', async () => {
		assert.deepEqual((await node.rpc('market_resources')).result, { items: [], nextCursor: null });
		assert.equal((await node.rpc('system_chain')).result, 'Hamster Development');
	});
});
