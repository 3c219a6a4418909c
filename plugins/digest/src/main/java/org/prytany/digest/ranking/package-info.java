/** Chooses the sentences and the headline that stand for a proposal. */
@NullMarked
package org.prytany.digest.ranking;

import org.jspecify.annotations.NullMarked;
