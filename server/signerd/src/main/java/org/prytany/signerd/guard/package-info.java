/**
 * What may be signed: worked out from the signer's own chain, people's signatures and its journal.
 */
@NullMarked
package org.prytany.signerd.guard;

import org.jspecify.annotations.NullMarked;
