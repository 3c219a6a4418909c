/** Sixth stage: a passed proposal is queued in its timelock. */
@NullMarked
package org.prytany.governance.queue;

import org.jspecify.annotations.NullMarked;
