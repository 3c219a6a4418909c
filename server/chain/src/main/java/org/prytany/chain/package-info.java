/** Adapters of the governance ports to a JSON-RPC endpoint, made in one place. */
@NullMarked
package org.prytany.chain;

import org.jspecify.annotations.NullMarked;
