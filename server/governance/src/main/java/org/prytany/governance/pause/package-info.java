/** Beside the line: treasurers stop votes, queueing or payouts of a DAO, and let them go on. */
@NullMarked
package org.prytany.governance.pause;

import org.jspecify.annotations.NullMarked;
