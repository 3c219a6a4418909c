/** Keeps JNoSQL's own beans out of the server's container. */
@NullMarked
package org.prytany.store.cdi;

import org.jspecify.annotations.NullMarked;
