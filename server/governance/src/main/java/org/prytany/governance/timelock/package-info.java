/**
 * What queueing and execution share: the one call that may be made, and what has to hold before it.
 */
@NullMarked
package org.prytany.governance.timelock;

import org.jspecify.annotations.NullMarked;
