/** Reads and writes ABI-encoded bytes that nobody vouches for, in bounded memory. */
@NullMarked
package org.prytany.chain.abi;

import org.jspecify.annotations.NullMarked;
