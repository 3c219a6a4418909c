/** Third stage: a strategy decides how to vote. */
@NullMarked
package org.prytany.governance.decision;

import org.jspecify.annotations.NullMarked;
