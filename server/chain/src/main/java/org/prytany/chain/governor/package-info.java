/** Asks a governor for state, tally and votes, and encodes calls to it. */
@NullMarked
package org.prytany.chain.governor;

import org.jspecify.annotations.NullMarked;
