/**
 * Who voted on the chain, with weight and reason: read to be shown, and nothing follows from it.
 */
@NullMarked
package org.prytany.governance.voters;

import org.jspecify.annotations.NullMarked;
