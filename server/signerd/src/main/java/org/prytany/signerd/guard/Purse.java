package org.prytany.signerd.guard;

import org.prytany.spi.Address;

/** An account on a chain. */
record Purse(long chainId, Address account) {}
