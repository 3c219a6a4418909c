/** Proposals whose texts and calls were written to deceive, given to the real server. */
@NullMarked
package org.prytany.acceptance.hostile;

import org.jspecify.annotations.NullMarked;
