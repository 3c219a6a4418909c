/** Fifth stage: votes and state are watched as the chain has them. */
@NullMarked
package org.prytany.governance.tally;

import org.jspecify.annotations.NullMarked;
