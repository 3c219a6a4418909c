/** Votes off chain, by the real server and the real signer at a hub of the test's own. */
@NullMarked
package org.prytany.acceptance.offchain;

import org.jspecify.annotations.NullMarked;
