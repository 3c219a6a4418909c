/** Says why a call reverted. */
@NullMarked
package org.prytany.chain.revert;

import org.jspecify.annotations.NullMarked;
