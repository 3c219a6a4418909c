/** Reads a governor's logs in ranges that the endpoint can bear. */
@NullMarked
package org.prytany.chain.intake;

import org.jspecify.annotations.NullMarked;
