/** What a run writes into the chain's state, and which of that its known effects explain. */
@NullMarked
package org.prytany.chain.writes;

import org.jspecify.annotations.NullMarked;
