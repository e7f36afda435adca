#!/usr/bin/env node
// Writes what follows from docs/openrpc.json: the tables and examples of docs/rpc.md between its
// markers, and the types of packages/hamster-rpc. It also lays out docs/openrpc.json itself.
//
//   scripts/rpc-docs.mjs            write
//   scripts/rpc-docs.mjs --check    write nothing; fail if anything would change
//
// Either way it fails if an example is not as the reference says, or something is left out of
// docs/rpc.md.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { exampleOf, faults, faultsOfParams, nameOf, openrpc } from './rpc-schema.mjs';

const { methods, components } = openrpc;
const { schemas, errors } = components;
const COLUMNS = 110;
const GENERATED = 'Do not edit: `scripts/rpc-docs.mjs` writes this from `docs/openrpc.json`.';
const LICENSE = '// SPDX-License-Identifier: Apache-2.0\n';

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const upper = (name) => name.charAt(0).toUpperCase() + name.slice(1);

/** JSON of which what fits into a line is on one; packed, fields that are short share lines. */
function layOut(value, { tab = '\t', width = COLUMNS, packed = false } = {}, indent = '', taken = 0) {
	const flat = (inner) => {
		if (inner === null || typeof inner !== 'object') return JSON.stringify(inner);
		if (Array.isArray(inner)) return `[${inner.map(flat).join(', ')}]`;
		const fields = Object.entries(inner).map(([key, of]) => `${JSON.stringify(key)}: ${flat(of)}`);
		return fields.length > 0 ? `{ ${fields.join(', ')} }` : '{}';
	};
	const line = flat(value);
	const used = indent.replaceAll('\t', '    ').length + taken;
	if (value === null || typeof value !== 'object' || used + line.length < width) return line;
	const deeper = indent + tab;
	const inner = Object.entries(value).map(([key, of]) => {
		const name = Array.isArray(value) ? '' : `${JSON.stringify(key)}: `;
		return deeper + name + layOut(of, { tab, width, packed }, deeper, name.length);
	});
	const lines = [];
	for (const text of inner) {
		const last = lines.at(-1);
		const isShort = last && ![last, text].some((one) => one.includes('\n'));
		const joined = isShort && `${last}, ${text.trimStart()}`;
		if (packed && joined && joined.length < width) lines[lines.length - 1] = joined;
		else lines.push(text);
	}
	const [start, end] = Array.isArray(value) ? '[]' : '{}';
	return `${start}\n${lines.join(',\n')}\n${indent}${end}`;
}

// What a schema is, in each language.

const UNSIGNED = { uint8: 'u8', uint16: 'u16', uint32: 'u32', uint64: 'u64' };
/** What stands for itself in the reference, by name: in JSON's TypeScript, as a codec, as that's TypeScript. */
const BASIC = {
	Balance: ['string', 'u128'],
	Change: ['string', 'i128'],
	Amount: ['string | number', 'u128'],
	Id: ['number | string', 'u64'],
	AccountId: ['string', 'AccountId'],
	Hash: ['string', 'H256'],
	Hex: ['string', 'Bytes'],
};
const PLAIN = { integer: 'number', string: 'string', boolean: 'boolean' };

/** A schema that may be `null`, without that; or `undefined`. */
function orNull(schema) {
	if (schema.oneOf?.some(({ type }) => type === 'null')) return schema.oneOf.find(({ type }) => type !== 'null');
	if (!Array.isArray(schema.type) || !schema.type.includes('null')) return undefined;
	const [type, ...more] = schema.type.filter((one) => one !== 'null');
	return { ...schema, type: more.length > 0 ? [type, ...more] : type };
}

/** The type of a value in JSON. */
function jsonType(schema) {
	const inner = orNull(schema);
	if (inner) return `${jsonType(inner)} | null`;
	if (schema.$ref) return nameOf(schema.$ref);
	if ('const' in schema) return `'${schema.const}'`;
	if (schema.type === 'array') {
		const item = jsonType(schema.items);
		return item.includes(' ') ? `(${item})[]` : `${item}[]`;
	}
	return [schema.type].flat().map((type) => PLAIN[type]).join(' | ');
}

/** The name of a value's type in polkadot.js. */
function codecType(schema) {
	const inner = orNull(schema);
	if (inner) return `Option<${codecType(inner)}>`;
	if (schema.$ref) return BASIC[nameOf(schema.$ref)]?.[1] ?? nameOf(schema.$ref);
	if (schema.type === 'array') return `Vec<${codecType(schema.items)}>`;
	if (schema.type === 'integer') return UNSIGNED[schema.format];
	return schema.type === 'boolean' ? 'bool' : 'Text';
}

/**
 * The fields of an object. Of one with variants all that any has: what only some have may be absent,
 * and the tag comes first, with the list of its values.
 */
function fieldsOf(name) {
	const schema = schemas[name];
	if (schema.properties) return { fields: schema.properties };
	const [tag] = Object.keys(schema.oneOf[0].properties);
	const fields = {};
	for (const { properties } of schema.oneOf) {
		for (const [field, inner] of Object.entries(properties)) {
			if (field === tag) continue;
			const isShared = schema.oneOf.every((one) => field in one.properties);
			const type = isShared || orNull(inner) ? inner : { oneOf: [inner, { type: 'null' }], description: inner.description };
			const known = fields[field];
			if (known && codecType(known) !== codecType(type)) throw new Error(`${name}.${field} has two types`);
			fields[field] = type;
		}
	}
	return { tag, values: schema.oneOf.map(({ title }) => title), fields };
}

/** Names that every codec has something else under; as in polkadot.js itself, a field gets a `_`. */
const RESERVED = ['hash', 'size', 'registry', 'keys', 'values', 'entries', 'type'];
const fieldName = (name) => (RESERVED.includes(name) ? `${name}_` : name);

const isEnum = (schema) => Boolean(schema.enum);
const compound = Object.keys(schemas).filter((name) => !BASIC[name]);
const tagName = (name, tag) => {
	const values = fieldsOf(name).values.join();
	return compound.find((other) => schemas[other].enum?.join() === values) ?? `${name}${upper(tag)}`;
};

const comment = (text, indent = '') => {
	const lines = wrap(text, COLUMNS - indent.length * 4 - 3);
	return lines.length > 1
		? `${indent}/**\n${lines.map((line) => `${indent} * ${line}\n`).join('')}${indent} */\n`
		: `${indent}/** ${text} */\n`;
};

function wrap(text, width) {
	const lines = [''];
	for (const word of text.split(' ')) {
		const last = lines.at(-1);
		if (last && last.length + word.length + 1 > width) lines.push(word);
		else lines[lines.length - 1] = last ? `${last} ${word}` : word;
	}
	return lines;
}

const head = (about) => `${LICENSE}// ${about}\n//\n// ${GENERATED}\n`;

function jsonTypes() {
	const parts = [head('What goes over the wire, as plain JSON.')];
	const fields = (properties, required, indent) =>
		Object.entries(properties)
			.map(([name, schema]) => {
				const sign = required.includes(name) ? '' : '?';
				const doc = schema.description ? comment(schema.description, indent) : '';
				return `${doc}${indent}${name}${sign}: ${jsonType(schema)};\n`;
			})
			.join('');
	for (const [name, schema] of Object.entries(schemas)) {
		const doc = comment(schema.description);
		if (BASIC[name]) parts.push(`${doc}export type ${name} = ${BASIC[name][0]};\n`);
		else if (isEnum(schema)) {
			parts.push(`${doc}export type ${name} =\n${schema.enum.map((value) => `\t| '${value}'`).join('\n')};\n`);
		} else if (schema.oneOf) {
			const variants = schema.oneOf.map(({ description, properties, required }) => {
				return `${comment(description, '\t')}\t| {\n${fields(properties, required, '\t\t')}\t}`;
			});
			parts.push(`${doc}export type ${name} =\n${variants.join('\n')};\n`);
		} else {
			parts.push(`${doc}export interface ${name} {\n${fields(schema.properties, schema.required, '\t')}}\n`);
		}
	}
	const pairs = methods.map(({ name, summary, params, result }) => {
		const list = params.map(
			({ name: param, required, schema }) => `${param}${required ? '' : '?'}: ${jsonType(schema)}`,
		);
		return `${comment(summary, '\t')}\t${name}: { params: [${list.join(', ')}]; result: ${jsonType(result.schema)} };\n`;
	});
	parts.push(`/** Parameters and result of each method, by its name on the wire. */\nexport interface Methods {\n${pairs.join('')}}\n`);
	return parts.join('\n');
}

const CODECS = /\b(Struct|Enum|Option|Vec|Text|Bytes|bool|u8|u16|u32|u64|u128|i128)\b/g;

function codecImports(body) {
	// Only where a type stands.
	const types = body.replace(/\/\*\*[\s\S]*?\*\//g, '').replace(/'[^']*'/g, '');
	const codecs = [...new Set(types.match(CODECS))].sort();
	const others = ['AccountId', 'H256'].filter((name) => new RegExp(`\\b${name}\\b`).test(types));
	return (
		`import type { ${codecs.join(', ')} } from '@polkadot/types-codec';\n` +
		`import type { ${others.join(', ')} } from '@polkadot/types/interfaces/runtime';\n`
	);
}

function codecTypes() {
	const parts = [];
	const enumeration = (name, doc, values) => {
		const checks = values.map((value) => `\treadonly is${upper(value)}: boolean;\n`).join('');
		const type = values.map((value) => `\t\t| '${value}'`).join('\n');
		parts.push(`${comment(doc)}export interface ${name} extends Enum {\n${checks}\treadonly type:\n${type};\n}\n`);
	};
	for (const name of compound) {
		const schema = schemas[name];
		if (isEnum(schema)) {
			enumeration(name, schema.description, schema.enum);
			continue;
		}
		const { tag, values, fields } = fieldsOf(name);
		if (tag && tagName(name, tag) === `${name}${upper(tag)}`) {
			enumeration(tagName(name, tag), `The variants of \`${name}\`.`, values);
		}
		const first = tag ? `\t/** Which it is; fields that it does not have are none. */\n\treadonly ${tag}: ${tagName(name, tag)};\n` : '';
		const rest = Object.entries(fields)
			.map(([field, inner]) => `${comment(inner.description, '\t')}\treadonly ${fieldName(field)}: ${codecType(inner)};\n`)
			.join('');
		parts.push(`${comment(schema.description)}export interface ${name} extends Struct {\n${first}${rest}}\n`);
	}
	const body = parts.join('\n');
	return `${head('What polkadot.js makes of it.')}\n${codecImports(body)}\n${body}`;
}

/** By namespace: pairs of a method's short name and the method. */
function sections() {
	const found = {};
	for (const one of methods) {
		const [section, name] = one.name.split('_');
		if (name !== 'unsubscribe') (found[section] ??= []).push([name, one]);
	}
	return Object.entries(found);
}

const subscription = (one) => one['x-subscription'];
const resultType = (one) => codecType((subscription(one) ?? one.result).schema);

function definitions() {
	const types = {};
	for (const name of compound) {
		const schema = schemas[name];
		if (isEnum(schema)) {
			types[name] = { _enum: schema.enum };
			continue;
		}
		const { tag, values, fields } = fieldsOf(name);
		if (tag) types[tagName(name, tag)] = { _enum: values };
		const renamed = Object.keys(fields).filter((field) => fieldName(field) !== field);
		types[name] = {
			...(renamed.length > 0 && {
				_alias: Object.fromEntries(renamed.map((field) => [fieldName(field), field])),
			}),
			...(tag && { [tag]: tagName(name, tag) }),
			...Object.fromEntries(Object.entries(fields).map(([field, inner]) => [fieldName(field), codecType(inner)])),
		};
	}
	const rpc = Object.fromEntries(
		sections().map(([section, all]) => [
			section,
			Object.fromEntries(
				all.map(([name, one]) => {
					const pushes = subscription(one);
					const short = (full) => full.split('_')[1];
					return [
						name,
						{
							description: one.summary,
							params: one.params.map(({ name: param, required, schema }) => ({
								name: param,
								type: param === 'at' ? 'BlockHash' : codecType(schema),
								...(!required && { isOptional: true }),
								...(param === 'at' && { isHistoric: true }),
							})),
							type: resultType(one),
							...(pushes && { pubsub: [short(pushes.notification), name, short(pushes.unsubscribe)] }),
						},
					];
				}),
			),
		]),
	);
	const constant = (name, type, doc, value) =>
		`${comment(doc)}export const ${name} = ${layOut(value)} as unknown as ${type};\n`;
	return [
		`${head('What polkadot.js is told about the methods.')}\n` +
			"import type { DefinitionRpc, DefinitionRpcSub, RegistryTypes } from '@polkadot/types/types';\n",
		constant('types', 'RegistryTypes', 'The types, for the option of that name.', types),
		constant(
			'rpc',
			'Record<string, Record<string, DefinitionRpc | DefinitionRpcSub>>',
			'The methods, for the option of that name.',
			rpc,
		),
	].join('\n');
}

/** What may be given where a codec is made of it. */
function inputType(schema) {
	const inner = orNull(schema);
	if (inner) return `${inputType(inner)} | null`;
	if (schema.$ref) {
		const name = nameOf(schema.$ref);
		const basic = BASIC[name]?.[1];
		if (basic === 'Bytes') return 'Bytes | string';
		if (basic === 'AccountId') return 'AccountId | string';
		if (basic === 'H256') return 'H256 | string';
		if (basic) return 'AnyNumber';
		return `${name} | json.${name}`;
	}
	if (schema.type === 'array') return `(${inputType(schema.items)})[]`;
	return schema.type === 'integer' ? 'AnyNumber' : 'string';
}

function augmentation() {
	const used = new Set();
	const body = sections().map(([section, all]) => {
		const lines = all.map(([name, one]) => {
			const params = one.params.map(
				({ name: param, required, schema }) => `${param}${required ? '' : '?'}: ${inputType(schema)}`,
			);
			const result = resultType(one);
			for (const text of [...params, result]) {
				for (const [, type] of text.matchAll(/(?<!json\.)\b([A-Z]\w+)/g)) if (schemas[type] && !BASIC[type]) used.add(type);
			}
			return `${comment(one.summary, '\t\t\t')}\t\t\t${name}: AugmentedRpc<(\n${params.map((param) => `\t\t\t\t${param},\n`).join('')}\t\t\t) => Observable<${result}>>;\n`;
		});
		return `\t\t${section}: {\n${lines.join('')}\t\t};\n`;
	});
	return (
		`${head('Tells TypeScript what `api.rpc` has.')}\n` +
		"import type { AugmentedRpc } from '@polkadot/rpc-core/types';\n" +
		"import type { Bytes, Vec } from '@polkadot/types-codec';\n" +
		"import type { AnyNumber, Observable } from '@polkadot/types/types';\n" +
		"import type { AccountId, H256 } from '@polkadot/types/interfaces/runtime';\n" +
		`import type {\n${[...used].sort().map((name) => `\t${name},\n`).join('')}} from './codec.js';\n` +
		"import type * as json from './json.js';\n\n" +
		"declare module '@polkadot/rpc-core/types/jsonrpc' {\n\tinterface RpcInterface {\n" +
		`${body.join('')}\t}\n}\n`
	);
}

// What people read.

const link = (name) => (isEnum(schemas[name]) ? `\`${name}\`` : `[\`${name}\`](#${name.toLowerCase()})`);
const cell = (text) => text.replaceAll('|', '\\|');

/** The type of a value for people. */
function shown(schema) {
	const inner = orNull(schema);
	if (inner) return `${shown(inner)} or \`null\``;
	if (schema.$ref) {
		const name = nameOf(schema.$ref);
		if (BASIC[name]) {
			return { Balance: 'amount', Change: 'change', Amount: 'amount', Id: 'id', AccountId: 'account', Hash: 'hash', Hex: 'hex' }[name];
		}
		const one = schemas[name];
		return isEnum(one) && one.enum.length <= 7 ? one.enum.map((value) => `\`${value}\``).join(', ') : link(name);
	}
	if (schema.type === 'array') return `list of ${shown(schema.items)}`;
	if (Array.isArray(schema.type)) return 'text or number';
	return { integer: 'number', string: 'text', boolean: '`true` or `false`' }[schema.type];
}

const rows = (properties) =>
	Object.entries(properties).map(([name, one]) => `| \`${name}\` | ${shown(one)} | ${cell(one.description)} |`);

function typeTable(name) {
	const schema = schemas[name];
	if (!schema) throw new Error(`docs/rpc.md has a table of ${name}, which is not in the reference`);
	const lines = [schema.description, ''];
	if (isEnum(schema)) {
		lines.push('| value | meaning |', '|---|---|');
		for (const value of schema.enum) lines.push(`| \`${value}\` | ${cell(schema['x-meanings']?.[value] ?? '')} |`);
	} else if (schema.oneOf) {
		const { tag } = fieldsOf(name);
		lines.push(`| \`${tag}\` | meaning | other fields |`, '|---|---|---|');
		for (const { title, description, properties } of schema.oneOf) {
			const rest = Object.entries(properties)
				.filter(([field]) => field !== tag)
				.map(([field, one]) => `\`${field}\` (${shown(one)}): ${one.description.replace(/\.$/, '')}`);
			lines.push(`| \`${title}\` | ${cell(description)} | ${cell(rest.join('; '))} |`);
		}
	} else {
		lines.push('| field | form | meaning |', '|---|---|---|', ...rows(schema.properties));
	}
	return lines.join('\n');
}

const code = (language, text) => `\`\`\`${language}\n${text}\n\`\`\``;
const asJson = (value) => layOut(value, { tab: '  ', width: 100, packed: true });

function methodSection(name) {
	const one = methods.find((other) => other.name === name);
	if (!one) throw new Error(`docs/rpc.md has a section of ${name}, which is not in the reference`);
	const { params, result } = exampleOf(one);
	const lines = [one.summary, ''];
	if (one.params.length > 0) {
		lines.push('| parameter | form | meaning |', '|---|---|---|');
		for (const { name: param, required, schema, summary } of one.params) {
			const form = shown(orNull(schema) ?? schema);
			lines.push(`| \`${param}\`${required ? '' : '?'} | ${form} | ${cell(summary)} |`);
		}
		lines.push('');
	}
	const codes = (list) => list.map(({ $ref }) => errors[nameOf($ref)].code).sort((a, b) => a - b).join(', ');
	lines.push(`Errors: ${codes(one.errors)}.`, '', code('json', asJson({ method: name, params })), '', code('json', asJson(result)));
	const pushes = subscription(one);
	if (pushes) {
		lines.push('', `Then come notifications \`${pushes.notification}\`, of which each has ${link(nameOf(pushes.schema.$ref))} as its`);
		lines.push('`params.result`:', '', code('json', asJson(pushes.example)));
		lines.push('', `If the node ends it, the last one has \`params.error\` instead. Errors: ${codes(pushes.errors)}.`);
	}
	return lines.join('\n');
}

function methodTable() {
	const lines = ['| method | parameters | answer |', '|---|---|---|'];
	for (const { name, params, summary } of methods) {
		const list = params.map(({ name: param, required }) => `\`${param}${required ? '' : '?'}\``).join(', ');
		lines.push(`| [\`${name}\`](#${name.toLowerCase()}) | ${list} | ${cell(summary)} |`);
	}
	return lines.join('\n');
}

function errorTable() {
	const lines = ['| code | meaning | `data` |', '|---|---|---|'];
	for (const one of Object.values(errors).sort((a, b) => a.code - b.code)) {
		lines.push(`| ${one.code} | ${cell(one['x-meaning'])} | ${cell(one['x-data'] ?? '')} |`);
	}
	return lines.join('\n');
}

const MARKER = /(<!-- openrpc:(\w+)(?: (\w+))? -->\n)[\s\S]*?(<!-- \/openrpc -->)/g;

/** The text with what is between its markers written anew. */
function fill(text) {
	const seen = new Set();
	const filled = text.replace(MARKER, (_, start, kind, name, end) => {
		seen.add(`${kind} ${name ?? ''}`.trim());
		const make = { methods: methodTable, errors: errorTable, method: methodSection, type: typeTable }[kind];
		if (!make) throw new Error(`nobody knows the marker openrpc:${kind}`);
		return `${start}\n${make(name)}\n\n${end}`;
	});
	const wanted = [
		'methods',
		'errors',
		...methods.map(({ name }) => `method ${name}`),
		// Short lists of words stand where they are used.
		...compound
			.filter((name) => !isEnum(schemas[name]) || schemas[name].enum.length > 7)
			.filter((name) => name !== 'WorkKind')
			.map((name) => `type ${name}`),
	];
	const missing = wanted.filter((one) => !seen.has(one));
	if (missing.length > 0) throw new Error(`docs/rpc.md has no marker for: ${missing.join(', ')}`);
	return filled;
}

/** What is wrong with the examples. */
function checkExamples() {
	const found = [];
	for (const one of methods) {
		const { params, result } = exampleOf(one);
		found.push(...faultsOfParams(one, params), ...faults(one.result.schema, result, `${one.name}: the answer`));
		const pushes = subscription(one);
		if (pushes) found.push(...faults(pushes.schema, pushes.example, `${pushes.notification}`));
	}
	return found;
}

const faulty = checkExamples();
if (faulty.length > 0) {
	console.error(`error: examples in docs/openrpc.json are not as it says:\n\t${faulty.join('\n\t')}`);
	process.exit(1);
}

const SOURCES = 'packages/hamster-rpc/src/generated';
const wanted = {
	'docs/openrpc.json': `${layOut(openrpc)}\n`,
	'docs/rpc.md': fill(readFileSync(path('docs/rpc.md'), 'utf8')),
	[`${SOURCES}/json.ts`]: jsonTypes(),
	[`${SOURCES}/codec.ts`]: codecTypes(),
	[`${SOURCES}/definitions.ts`]: definitions(),
	[`${SOURCES}/augment.ts`]: augmentation(),
};
const stale = Object.keys(wanted).filter(
	(name) => !existsSync(path(name)) || readFileSync(path(name), 'utf8') !== wanted[name],
);
if (process.argv.includes('--check')) {
	if (stale.length > 0) {
		console.error(`error: run scripts/rpc-docs.mjs; out of date: ${stale.join(', ')}`);
		process.exit(1);
	}
} else {
	mkdirSync(path(SOURCES), { recursive: true });
	for (const name of stale) writeFileSync(path(name), wanted[name]);
	console.log(stale.length > 0 ? `wrote ${stale.join(', ')}` : 'nothing has changed');
}
