package org.prytany.spi;

/**
 * One decoded argument of a call.
 *
 * @param name parameter name, or "arg0", "arg1" where the ABI names none
 * @param type Solidity type, e.g. "uint256"
 * @param value decimal integers, 0x-hex bytes and addresses, "true"/"false", text as it is; arrays
 *     as "[a, b]"
 */
public record Argument(String name, String type, String value) {}
