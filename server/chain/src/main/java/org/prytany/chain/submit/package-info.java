/** Prepares, broadcasts and follows transactions. */
@NullMarked
package org.prytany.chain.submit;

import org.jspecify.annotations.NullMarked;
