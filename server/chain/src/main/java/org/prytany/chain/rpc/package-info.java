/** Asks a JSON-RPC endpoint and turns its failures into ours, without ever naming its address. */
@NullMarked
package org.prytany.chain.rpc;

import org.jspecify.annotations.NullMarked;
