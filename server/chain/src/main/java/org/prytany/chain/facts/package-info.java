/** Asks what the chain says of the accounts that a proposal touches, in bounded time. */
@NullMarked
package org.prytany.chain.facts;

import org.jspecify.annotations.NullMarked;
