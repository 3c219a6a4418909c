/** Digests of texts that are on no chain. */
@NullMarked
package org.prytany.app.textdigest;

import org.jspecify.annotations.NullMarked;
