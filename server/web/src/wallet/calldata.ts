import type { AbiFunction } from 'viem';
import { encodeFunctionData, parseAbiItem } from 'viem/utils';

/** Calldata of a function that is written as its contract has it, e.g. "delegate(address)". */
export function calldata(signature: string, args: readonly unknown[]): string {
  return encodeFunctionData({ abi: [parseAbiItem(`function ${signature}` as string) as AbiFunction], args });
}
