// The embedding stage with onnxruntime-node: the same model, tokens, threads and pooling as Prytany's, one
// sentence a run. Arguments: model, file of tokens. Reads one order a line, answers one JSON object a line.
import { createInterface } from 'node:readline';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import ort from 'onnxruntime-node';

const [model, file] = process.argv.slice(2);
const tokens = JSON.parse(readFileSync(file, 'utf8')).map((ids) => BigInt64Array.from(ids, BigInt));
const version = createRequire(import.meta.url)('onnxruntime-node/package.json').version;
const session = await ort.InferenceSession.create(model, {
  executionProviders: ['cpu'],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  extra: { session: { intra_op: { allow_spinning: '0' } } },
});
const output = session.outputNames[0];

async function embed(ids) {
  const shape = [1, ids.length];
  const result = await session.run({
    input_ids: new ort.Tensor('int64', ids, shape),
    attention_mask: new ort.Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
    token_type_ids: new ort.Tensor('int64', new BigInt64Array(ids.length), shape),
  });
  const states = result[output].data;
  const width = states.length / ids.length;
  const sum = new Float64Array(width);
  for (let t = 0; t < ids.length; t++) for (let d = 0; d < width; d++) sum[d] += states[t * width + d];
  let norm = 0;
  for (const value of sum) norm += value * value;
  norm = Math.sqrt(norm);
  return Float32Array.from(sum, (value) => value / norm);
}

async function run(threads) {
  let next = 0;
  const work = async () => {
    while (next < tokens.length) await embed(tokens[next++]);
  };
  const begun = process.hrtime.bigint();
  await Promise.all(Array.from({ length: threads }, work));
  return Number(process.hrtime.bigint() - begun) / 1e9;
}

async function vectors(limit) {
  const all = [];
  for (const ids of tokens.slice(0, limit)) all.push(Array.from(await embed(ids)));
  return all;
}

const say = (answer) => process.stdout.write(JSON.stringify(answer) + '\n');
say({ runtime: version, tokens: tokens.reduce((sum, ids) => sum + ids.length, 0) });
for await (const line of createInterface({ input: process.stdin })) {
  const [order, number] = line.split(' ');
  if (order === 'run') say({ seconds: await run(Number(number)) });
  else if (order === 'vectors') say({ vectors: await vectors(Number(number)) });
  else throw new Error(`unknown order: ${order}`);
}
